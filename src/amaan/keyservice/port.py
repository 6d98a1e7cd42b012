"""What may a process ask of the key service, and in which terms?

The port of security.md section 5: one process (`python -m amaan keyd`) holds every opening
key, every index key and the pepper; everybody else asks it, in batches, over the Unix socket of
their zone. Which verbs a zone has is `VERBS`. Whoever builds on this module calls `key_service()`
and never imports an adapter.

Every call may raise `OutsideFailed` (no answer; try again) and `Refused` (the service says no).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from amaan.kernel.envelope import Aad
from amaan.kernel.reasons import OutsideFailed

PLATFORM_AGENCY: Final = "PLATFORM"
# Has a key pair and no people: the public site seals to it, the sorting job hands over to a desk
# (security.md section 7).
SORTING_UNIT: Final = UUID("00000000-0000-7000-8000-000000000001")
IDENTITY_PURPOSE: Final = "identity"  # what intake writes and what an identity look-up finds


class Door(StrEnum):
    """The three sockets, one for each zone of security.md section 2."""

    PUBLIC = "public"
    STAFF = "staff"
    WORKER = "worker"


class Verb(StrEnum):
    INDEX_FOR_INTAKE = "index_for_intake"
    INDEX_MANY = "index_many"
    KDF = "kdf"
    LINK = "link"
    LINK_INVENTED = "link_invented"
    LOCATORS = "locators"
    MAC_MANY = "mac_many"
    NUMBERS = "numbers"
    OPEN_MANY = "open_many"
    REWRAP_MANY = "rewrap_many"
    ROTATE = "rotate"
    SIGN = "sign"
    STATUS = "status"
    UNIT_PUBLIC_KEYS = "unit_public_keys"
    VERIFY_KEY = "verify_key"


_SHARED: Final = frozenset(
    {
        Verb.INDEX_FOR_INTAKE,
        Verb.INDEX_MANY,
        Verb.LINK,
        Verb.LOCATORS,
        Verb.MAC_MANY,
        Verb.NUMBERS,
        Verb.OPEN_MANY,
        Verb.REWRAP_MANY,
        Verb.STATUS,
        Verb.UNIT_PUBLIC_KEYS,
        Verb.VERIFY_KEY,
    }
)
VERBS: Final[Mapping[Door, frozenset[Verb]]] = {
    Door.PUBLIC: frozenset({Verb.KDF, Verb.MAC_MANY, Verb.INDEX_FOR_INTAKE}),
    Door.STAFF: _SHARED | {Verb.KDF},
    Door.WORKER: _SHARED | {Verb.SIGN, Verb.ROTATE, Verb.LINK_INVENTED},
}


class IndexKind(StrEnum):
    """What is indexed.

    A kind that begins with NAME_ is a name and counts as a name search (security.md section 6).
    """

    ACCOUNT = "ACCOUNT"
    CNIC = "CNIC"
    NAME_EXACT = "NAME_EXACT"
    NAME_FATHER = "NAME_FATHER"
    NAME_OWN = "NAME_OWN"
    NAME_PAIR = "NAME_PAIR"
    NAME_SKELETON = "NAME_SKELETON"
    NAME_VARIANT = "NAME_VARIANT"
    PASSPORT = "PASSPORT"
    PHONE = "PHONE"
    PLATE = "PLATE"


class Rotatable(StrEnum):
    PEPPER = "pepper"
    SIGN = "sign"
    UNIT = "unit"


class KeyServiceBusy(OutsideFailed):
    """Every KDF slot is taken and the queue is full, or the wait was too long.

    Answer 503 with `Retry-After`.
    """

    def __init__(self, retry_after: int) -> None:
        super().__init__("key service busy", permanent=False)
        self.retry_after = retry_after  # seconds


@dataclass(frozen=True, slots=True)
class Derived:
    """What one KDF run gives.

    `verifier` (stored), `reply_key` (cookie only) and the id of the pepper used (stored).
    """

    verifier: bytes
    reply_key: bytes
    pepper: str


@dataclass(frozen=True, slots=True)
class KeyWrap:
    """A data key in a SealedBox for one unit.

    The row of a wrap table. `key_id` names which of the unit's keys.
    """

    unit: UUID
    key_id: UUID
    box: bytes


@dataclass(frozen=True, slots=True)
class Sealed:
    """One envelope and the asking unit's wrap of its data key.

    `aad.record` is the record that the grant names (complaint, dossier, person), because that is
    the binding which the key service checks. Rows below it put their own id into `aad.field`:
    `message.body/0190…`.
    """

    aad: Aad
    wrap: KeyWrap
    envelope: bytes


@dataclass(frozen=True, slots=True)
class Handover:
    """Whose wraps of one record go to whom, and why.

    `grant` is the row (perhaps not committed yet), `cause` its Ref.
    """

    record: UUID
    from_unit: UUID
    to_unit: UUID
    grant: UUID | None = None
    cause: str = ""


@dataclass(frozen=True, slots=True)
class LookUp:
    """Who looks up, for which record.

    A pass, or None on the worker door, where `purpose` names the budget.
    """

    secret: bytes | None
    record: UUID | None = None


@dataclass(frozen=True, slots=True)
class UnitPublicKey:
    """Sealing half of a unit's X25519 pair: 32 raw bytes."""

    key_id: UUID
    public: bytes


@dataclass(frozen=True, slots=True)
class Signature:
    """Ed25519 (RFC 8032), 64 bytes, and the id of the key that made it."""

    key_id: UUID
    value: bytes


@dataclass(frozen=True, slots=True)
class KeyServiceStatus:
    """`demonstration` is true when the root key is a plain file.

    `queue` counts waiting KDF runs; `uptime` in seconds.
    """

    version: str
    demonstration: bool
    slots: int
    queue: int
    uptime: float


class KeyService(Protocol):
    """The port. All methods are thread-safe; each is one round trip."""

    def kdf(
        self, secret: str, salt: bytes, *, params: int = 1, pepper: str | None = None
    ) -> Derived:
        """Stretch the secret of a tracking code (security.md section 4); about 0.2 s of CPU.

        `pepper` None uses the current pepper (issue); a stored id uses that one (log-in). Raises
        RuntimeError inside an open database transaction, KeyServiceBusy when the host has no slot.
        """

    def mac_many(self, messages: Sequence[bytes], purpose: str = "fact") -> list[bytes]:
        """HMAC-SHA256 of each message under the audit key of `purpose` (`fact`, `act`)."""

    def index_for_intake(self, kind: str, values: Sequence[str], zone: str) -> list[bytes]:
        """Index values of the report being filed.

        32 bytes each, found later by purpose `identity`. No look-up.
        """

    def tokens_for_intake(self, kind: str, values: Sequence[str], zone: str) -> list[int]:
        """The same for names: signed 64-bit keys for `name_key`."""

    def index_many(
        self, kind: str, purpose: str, values: Sequence[str], zone: str, by: LookUp
    ) -> list[bytes]:
        """Index values for a look-up.

        Counted per person and logged. Raises Refused `key-quota`, `pass-ended`.
        """

    def token_many(
        self, kind: str, purpose: str, values: Sequence[str], zone: str, by: LookUp
    ) -> list[int]:
        """Name keys for a search as signed 64-bit integers; one call is one name search."""

    def open_many(
        self, secret: bytes | None, items: Sequence[Sealed], purpose: str = "read"
    ) -> list[bytes | None]:
        """Open envelopes for the holder of a pass; None where no live grant exists or the envelope
        does not fit.

        `secret` None is for the worker door only: it opens for the unit of each wrap and a worker
        purpose. Raises Refused `pass-ended`, `key-quota`, `purpose-unknown`.
        """

    def rewrap_many(
        self, secret: bytes | None, wraps: Sequence[KeyWrap], handover: Handover
    ) -> list[KeyWrap]:
        """Seal the data keys of a record to another unit; all or none, and no data key comes back.

        Raises Refused `no-live-grant`, `wrap-does-not-open`, `pass-ended`.
        """

    def unit_public_keys(
        self, units: Sequence[UUID], agency: str = PLATFORM_AGENCY
    ) -> dict[UUID, UnitPublicKey]:
        """Sealing keys.

        A unit without a pair gets one, its private half sealed under `agency`'s key.
        """

    def link(self, person: UUID, compartment: str, secret: bytes | None = None) -> bytes:
        """Blind link of a person for one compartment (security.md section 7).

        A pass is needed at the staff door.
        """

    def link_invented(self, people: Sequence[tuple[UUID, str]]) -> list[bytes]:
        """Blind links of invented people, uncounted: worker door of a demonstration only.

        Raises Refused `demonstration-only`, `node-in-service-already`.
        """

    def locators(self, numbers: Sequence[int]) -> list[str]:
        """Seven digits for each internal number (security.md section 4)."""

    def numbers(self, locators: Sequence[str]) -> list[int]:
        """The way back from `locators`."""

    def sign(self, message: bytes) -> Signature:
        """Sign an audit root; worker door only."""

    def verify_key(self, key_id: UUID | None = None) -> bytes:
        """Ed25519 public key, 32 raw bytes: the present one, or that of an older signature."""

    def rotate(self, what: Rotatable, unit: UUID | None = None) -> UUID:
        """Make a new key the present one and keep the old for reading.

        Worker door only. Result: its id.
        """

    def status(self) -> KeyServiceStatus:
        """How the service is."""


def token_of(index: bytes) -> int:
    """The first 8 bytes of an index value as PostgreSQL's signed bigint."""
    return int.from_bytes(index[:8], "big", signed=True)


_KIND: Final = re.compile(r"[A-Z][A-Z0-9_]{1,31}")
_PURPOSE: Final = re.compile(r"[a-z][a-z_-]{1,31}")


def is_kind(text: str) -> bool:
    return _KIND.fullmatch(text) is not None


def is_purpose(text: str) -> bool:
    return _PURPOSE.fullmatch(text) is not None


_registered: list[KeyService] = []


def register_key_service(service: KeyService) -> None:
    """Wire the service of this process; called once at start-up by `site`."""
    _registered[:] = [service]


def key_service() -> KeyService:
    """The service of this process."""
    if not _registered:
        raise RuntimeError("no key service is registered in this process")
    return _registered[0]


@contextmanager
def using_key_service(service: KeyService) -> Iterator[KeyService]:
    """Another service for the length of a block: tests and the command line."""
    before = list(_registered)
    _registered[:] = [service]
    try:
        yield service
    finally:
        _registered[:] = before
