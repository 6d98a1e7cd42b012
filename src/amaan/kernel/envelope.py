"""How is a text sealed so that only the holders of a key open it, and only where it belongs?

AES-256-GCM under a per-record data key; the additional data bind table, record, field and schema,
so a sealed value moved to another row or field does not open. Data keys are wrapped to X25519 keys
with libsodium's SealedBox (security.md section 5). The header's first byte is the version: sealing
always writes the newest, opening knows all.

    version 1   version, algorithm, nonce                                   (header not bound)
    version 2   version, algorithm, key_id, wrapped_at, wrapped_by, nonce   (header bound)
"""

import os
import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from amaan.kernel.padding import pad, unpad

KEY_BYTES = 32
CURRENT_VERSION = 2

_AES_256_GCM = 1
_NONCE_BYTES = 12
_HEADERS = {1: struct.Struct(">BB12s"), 2: struct.Struct(">BB16sQ16s12s")}
_NO_ONE = UUID(int=0)
_EPOCH = datetime.fromtimestamp(0, UTC)


class CannotOpen(Exception):  # noqa: N818  (a domain word: wrong key, wrong place or damaged)
    """The envelope does not open here; nothing says whether key, place or content is wrong."""


@dataclass(frozen=True, slots=True)
class Aad:
    """Where a sealed value belongs: `table|record uuid|field|schema version`."""

    table: str
    record: UUID
    field: str
    schema: int

    def __post_init__(self) -> None:
        if "|" in self.table or "|" in self.field:
            raise ValueError("table and field names hold no bar")

    def __bytes__(self) -> bytes:
        return f"{self.table}|{self.record}|{self.field}|{self.schema}".encode()


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an envelope says about itself in clear: which data key, when sealed (UTC), by whom."""

    key_id: UUID = _NO_ONE
    wrapped_at: datetime = _EPOCH
    wrapped_by: UUID = _NO_ONE

    def __post_init__(self) -> None:
        if self.wrapped_at.tzinfo is None:
            raise ValueError("a stamp's moment needs a zone")


@dataclass(frozen=True, slots=True)
class Pair:
    """An X25519 key pair, 32 raw bytes each; the private half never shows in a repr."""

    private: bytes = field(repr=False)
    public: bytes


_NO_STAMP = Stamp()


def new_data_key() -> bytes:
    """256 random bits for one record's narrative, identity or attachment."""
    return os.urandom(KEY_BYTES)


def seal(plaintext: bytes, key: bytes, aad: Aad, stamp: Stamp = _NO_STAMP) -> bytes:
    """Pad and seal under `key` (32 bytes), bound to `aad`; the result is the whole envelope."""
    nonce = os.urandom(_NONCE_BYTES)
    header = _HEADERS[CURRENT_VERSION].pack(
        CURRENT_VERSION,
        _AES_256_GCM,
        stamp.key_id.bytes,
        int(stamp.wrapped_at.timestamp()),
        stamp.wrapped_by.bytes,
        nonce,
    )
    return header + _cipher(key).encrypt(nonce, pad(plaintext), header + bytes(aad))


def unseal(envelope: bytes, key: bytes, aad: Aad) -> bytes:
    """Open an envelope of any version. Raises CannotOpen: wrong key, wrong place, or damaged."""
    header = _header(envelope)
    # Version 1 did not bind its header; its two bytes and the nonce cannot lead elsewhere.
    bound = bytes(aad) if envelope[0] == 1 else header + bytes(aad)
    cipher = _cipher(key)
    try:
        return unpad(cipher.decrypt(header[-_NONCE_BYTES:], envelope[len(header) :], bound))
    except (InvalidTag, ValueError):
        raise CannotOpen from None


def version_of(envelope: bytes) -> int:
    """The version of an envelope. Raises CannotOpen when it is none that we know."""
    return _header(envelope)[0]


def stamp_of(envelope: bytes) -> Stamp:
    """What the header says, proven only by opening; version 1 says nothing. Raises CannotOpen."""
    header = _header(envelope)
    if header[0] == 1:
        return _NO_STAMP
    _, _, key_id, wrapped_at, wrapped_by, _ = _HEADERS[2].unpack(header)
    try:
        moment = _EPOCH + timedelta(seconds=wrapped_at)
    except OverflowError:
        raise CannotOpen from None
    return Stamp(UUID(bytes=key_id), moment, UUID(bytes=wrapped_by))


def new_pair() -> Pair:
    """A fresh X25519 pair for a unit, an agency or a reporter's code."""
    private = PrivateKey.generate()
    return Pair(bytes(private), bytes(private.public_key))


def wrap(data_key: bytes, public: bytes) -> bytes:
    """Seal a data key to the holder of `public`; anyone can, only the private half opens it."""
    return bytes(SealedBox(PublicKey(public)).encrypt(data_key))


def unwrap(wrapped: bytes, private: bytes) -> bytes:
    """The data key again. Raises CannotOpen when `private` is not the other half."""
    try:
        return bytes(SealedBox(PrivateKey(private)).decrypt(wrapped))
    except CryptoError:
        raise CannotOpen from None


def hkdf(secret: bytes, *, salt: bytes, info: bytes, length: int = KEY_BYTES) -> bytes:
    """HKDF-SHA256 (RFC 5869): `rk` is `hkdf(k, salt=pepper, info=b"reply-key")`."""
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)


def seal_private(private: bytes, rk: bytes, aad: Aad) -> bytes:
    """Seal the private half of a reporter's pair under the key that only the code gives."""
    return seal(private, rk, aad)


def open_private(envelope: bytes, rk: bytes, aad: Aad) -> bytes:
    """The private half again. Raises CannotOpen when the code was another one."""
    return unseal(envelope, rk, aad)


def _cipher(key: bytes) -> AESGCM:
    if len(key) != KEY_BYTES:  # AESGCM itself would take a weaker AES-128 key
        raise ValueError("a data key has 32 bytes")
    return AESGCM(key)


def _header(envelope: bytes) -> bytes:
    shape = _HEADERS.get(envelope[0]) if envelope else None
    if shape is None or len(envelope) < shape.size or envelope[1] != _AES_256_GCM:
        raise CannotOpen
    return envelope[: shape.size]
