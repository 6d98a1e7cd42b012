"""The caller's side of the key service: every verb of the port as one message and one reply."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.db import connections

from amaan.kernel.reasons import OutsideFailed, Refused
from amaan.keyservice import messages as forms
from amaan.keyservice.port import (
    PLATFORM_AGENCY,
    Derived,
    Door,
    Handover,
    KeyServiceBusy,
    KeyServiceStatus,
    KeyWrap,
    LookUp,
    Rotatable,
    Sealed,
    Signature,
    UnitPublicKey,
    Verb,
    token_of,
)
from amaan.keyservice.sockets import SocketLine, socket_path
from amaan.keyservice.wire import (
    BadMessage,
    Fields,
    Message,
    decode,
    encode,
    text_of,
    texts_of,
)


class FrameLine(Protocol):
    """Carries one frame there and one back."""

    def exchange(self, body: bytes, *, again: bool = True) -> bytes: ...

    def close(self) -> None: ...


def transaction_open() -> bool:
    """Does any connection of this thread have a transaction open?

    The wrapper of a test case does not count.
    """
    return any(
        not getattr(block, "_from_testcase", False)
        for connection in connections.all(initialized_only=True)
        for block in connection.atomic_blocks
    )


class KeydClient:
    """`amaan.keyservice.port.KeyService` over a line."""

    def __init__(self, line: FrameLine) -> None:
        self._line = line

    @classmethod
    def at(cls, run: Path, door: Door) -> "KeydClient":
        return cls(SocketLine(socket_path(run, door)))

    def close(self) -> None:
        """Drop idle connections; the client stays usable."""
        self._line.close()

    def kdf(
        self, secret: str, salt: bytes, *, params: int = 1, pepper: str | None = None
    ) -> Derived:
        if transaction_open():
            raise RuntimeError("the KDF may not run inside a database transaction")
        form = {"secret": secret, "salt": text_of(salt), "params": params, "pepper": pepper}
        return forms.read_derived(self._ask(Verb.KDF, form).part("ok"))

    def mac_many(self, messages: Sequence[bytes], purpose: str = "fact") -> list[bytes]:
        form = {"messages": texts_of(messages), "purpose": purpose}
        return self._ask(Verb.MAC_MANY, form).blobs("ok")

    def index_for_intake(self, kind: str, values: Sequence[str], zone: str) -> list[bytes]:
        form = {"kind": kind, "values": list(values), "zone": zone}
        return self._ask(Verb.INDEX_FOR_INTAKE, form).blobs("ok")

    def tokens_for_intake(self, kind: str, values: Sequence[str], zone: str) -> list[int]:
        return [token_of(index) for index in self.index_for_intake(kind, values, zone)]

    def index_many(
        self, kind: str, purpose: str, values: Sequence[str], zone: str, by: LookUp
    ) -> list[bytes]:
        form = {"kind": kind, "purpose": purpose, "values": list(values), "zone": zone}
        return self._ask(Verb.INDEX_MANY, {**form, **forms.look_up_form(by)}).blobs("ok")

    def token_many(
        self, kind: str, purpose: str, values: Sequence[str], zone: str, by: LookUp
    ) -> list[int]:
        return [token_of(index) for index in self.index_many(kind, purpose, values, zone, by)]

    def open_many(
        self, secret: bytes | None, items: Sequence[Sealed], purpose: str = "read"
    ) -> list[bytes | None]:
        form = {
            "secret": None if secret is None else text_of(secret),
            "items": [forms.sealed_form(item) for item in items],
            "purpose": purpose,
        }
        return self._ask(Verb.OPEN_MANY, form).maybe_blobs("ok")

    def rewrap_many(
        self, secret: bytes | None, wraps: Sequence[KeyWrap], handover: Handover
    ) -> list[KeyWrap]:
        form = {
            "secret": None if secret is None else text_of(secret),
            "wraps": [forms.wrap_form(wrap) for wrap in wraps],
            **forms.handover_form(handover),
        }
        return [forms.read_wrap(wrap) for wrap in self._ask(Verb.REWRAP_MANY, form).parts("ok")]

    def unit_public_keys(
        self, units: Sequence[UUID], agency: str = PLATFORM_AGENCY
    ) -> dict[UUID, UnitPublicKey]:
        form = {"units": [str(unit) for unit in units], "agency": agency}
        keys = self._ask(Verb.UNIT_PUBLIC_KEYS, form).parts("ok")
        return dict(zip(units, map(forms.read_unit_key, keys), strict=True))

    def link(self, person: UUID, compartment: str, secret: bytes | None = None) -> bytes:
        form = {
            "person": str(person),
            "compartment": compartment,
            "secret": None if secret is None else text_of(secret),
        }
        return self._ask(Verb.LINK, form).blob("ok")

    def link_invented(self, people: Sequence[tuple[UUID, str]]) -> list[bytes]:
        form = {
            "people": [str(person) for person, _ in people],
            "compartments": [compartment for _, compartment in people],
        }
        return self._ask(Verb.LINK_INVENTED, form).blobs("ok")

    def locators(self, numbers: Sequence[int]) -> list[str]:
        return self._ask(Verb.LOCATORS, {"numbers": list(numbers)}).texts("ok")

    def numbers(self, locators: Sequence[str]) -> list[int]:
        return self._ask(Verb.NUMBERS, {"locators": list(locators)}).wholes("ok")

    def sign(self, message: bytes) -> Signature:
        return forms.read_signature(self._ask(Verb.SIGN, {"message": text_of(message)}).part("ok"))

    def verify_key(self, key_id: UUID | None = None) -> bytes:
        form = {"key": None if key_id is None else str(key_id)}
        return self._ask(Verb.VERIFY_KEY, form).blob("ok")

    def rotate(self, what: Rotatable, unit: UUID | None = None) -> UUID:
        form = {"what": what.value, "unit": None if unit is None else str(unit)}
        return self._ask(Verb.ROTATE, form).ident("ok")

    def status(self) -> KeyServiceStatus:
        return forms.read_status(self._ask(Verb.STATUS, {}).part("ok"))

    def _ask(self, verb: Verb, form: Message) -> Fields:
        body = encode({**form, "verb": verb.value})
        try:
            reply = decode(self._line.exchange(body, again=verb is not Verb.ROTATE))
            if "refused" in reply:
                raise Refused(*map(forms.read_reason, reply.parts("refused")))
            if "busy" in reply:
                raise KeyServiceBusy(reply.number("busy"))
            if "failed" in reply:
                why, permanent = reply.text("failed"), bool(reply.number("permanent"))
                raise OutsideFailed(f"key service: {why}", permanent=permanent)
        except BadMessage as broken:
            raise OutsideFailed("key service answers in riddles", permanent=False) from broken
        return reply
