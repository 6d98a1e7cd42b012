"""How do the key service and its callers write to each other?

One frame is four bytes of length (big-endian) and that many bytes of compact JSON; bytes travel as
base64. A request is `{"verb": …, fields}`, a reply is one of `{"ok": …}`, `{"refused": [{code,
params}]}`, `{"busy": seconds}` and `{"failed": text}`.
"""

import base64
import binascii
import json
import socket
import struct
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from amaan.kernel.outside_json import NotJson, json_of

MAX_FRAME: Final = 32 * 1024 * 1024  # one page of envelopes, with room
_LENGTH: Final = struct.Struct(">I")

Message = Mapping[str, object]


class BadMessage(Exception):  # noqa: N818
    """The other side does not speak this protocol."""


def encode(message: Message) -> bytes:
    return json.dumps(message, separators=(",", ":")).encode()


def message_of(body: bytes) -> Message:
    try:
        message = json_of(body, longest=MAX_FRAME)
    except NotJson as broken:
        raise BadMessage(str(broken)) from broken
    if not isinstance(message, dict):
        raise BadMessage("not an object")
    return message


def decode(body: bytes) -> "Fields":
    return Fields(message_of(body))


def send_frame(line: socket.socket, body: bytes) -> None:
    if len(body) > MAX_FRAME:
        raise BadMessage("frame too long")
    line.sendall(_LENGTH.pack(len(body)) + body)


def receive_frame(line: socket.socket) -> bytes | None:
    """The next frame; None when the other side hung up between two frames."""
    head = _receive(line, _LENGTH.size)
    if not head:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MAX_FRAME:
        raise BadMessage("frame too long")
    body = _receive(line, length)
    if len(body) != length:
        raise ConnectionResetError("hung up inside a frame")
    return body


def _receive(line: socket.socket, wanted: int) -> bytes:
    """`wanted` bytes; nothing at all when the line ended before the first."""
    got = line.recv(wanted)
    if not got or len(got) == wanted:
        return got
    parts = bytearray(got)
    while len(parts) < wanted:
        piece = line.recv(min(wanted - len(parts), 1 << 20))
        if not piece:
            raise ConnectionResetError("hung up inside a frame")
        parts += piece
    return bytes(parts)


def text_of(blob: bytes) -> str:
    return base64.b64encode(blob).decode("ascii")


def texts_of(blobs: Sequence[bytes]) -> list[str]:
    return [text_of(blob) for blob in blobs]


def blob_of(text: object) -> bytes:
    if not isinstance(text, str):
        raise BadMessage("bytes expected")
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as broken:
        raise BadMessage("not base64") from broken


class Fields:
    """The fields of one message, each taken out by the type that the reader expects, else
    BadMessage.
    """

    def __init__(self, message: Message) -> None:
        self._message = message

    def __contains__(self, name: str) -> bool:
        return self._message.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        value = self._message.get(name, default)
        if not isinstance(value, str):
            raise BadMessage(f"{name}: text expected")
        if not value.isascii() and any("\ud800" <= sign <= "\udfff" for sign in value):
            raise BadMessage(f"{name}: half a character")  # JSON can carry one, UTF-8 cannot
        return value

    def maybe_text(self, name: str) -> str | None:
        return self.text(name) if name in self else None

    def number(self, name: str) -> int:
        value = self._message.get(name)
        if not isinstance(value, int):
            raise BadMessage(f"{name}: whole number expected")
        return value

    def real(self, name: str) -> float:
        value = self._message.get(name)
        if not isinstance(value, int | float):
            raise BadMessage(f"{name}: number expected")
        return float(value)

    def items(self, name: str) -> list[object]:
        value = self._message.get(name)
        if not isinstance(value, list):
            raise BadMessage(f"{name}: list expected")
        return value

    def texts(self, name: str) -> list[str]:
        return [Fields({"each": item}).text("each") for item in self.items(name)]

    def wholes(self, name: str) -> list[int]:
        return [Fields({"each": item}).number("each") for item in self.items(name)]

    def blob(self, name: str) -> bytes:
        return blob_of(self._message.get(name))

    def maybe_blob(self, name: str) -> bytes | None:
        return self.blob(name) if name in self else None

    def blobs(self, name: str) -> list[bytes]:
        return [blob_of(item) for item in self.items(name)]

    def maybe_blobs(self, name: str) -> list[bytes | None]:
        return [None if item is None else blob_of(item) for item in self.items(name)]

    def ident(self, name: str) -> UUID:
        try:
            return UUID(self.text(name))
        except ValueError as broken:
            raise BadMessage(f"{name}: id expected") from broken

    def maybe_ident(self, name: str) -> UUID | None:
        return self.ident(name) if name in self else None

    def idents(self, name: str) -> list[UUID]:
        return [Fields({"each": item}).ident("each") for item in self.items(name)]

    def part(self, name: str) -> "Fields":
        value = self._message.get(name)
        if not isinstance(value, dict):
            raise BadMessage(f"{name}: object expected")
        return Fields(value)

    def parts(self, name: str) -> list["Fields"]:
        return [Fields({"each": item}).part("each") for item in self.items(name)]

    def params(self, name: str) -> dict[str, str | int]:
        value = self._message.get(name)
        if not isinstance(value, dict):
            raise BadMessage(f"{name}: object expected")
        return {key: item for key, item in value.items() if isinstance(item, str | int)}
