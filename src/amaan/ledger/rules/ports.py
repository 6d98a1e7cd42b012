"""What the ledger needs from outside: an open action, keyed marks, a signature, words, a folder."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from amaan.ledger.rules.roots import Head, Root


class Marks(Protocol):
    """The one verb of the key service that every reader of the ledger needs."""

    def mac_many(self, messages: Sequence[bytes], purpose: str = "fact") -> list[bytes]:
        """A keyed mark of 32 bytes for each message."""


class Checks(Marks, Protocol):
    """What the verifier asks of the key service."""

    def verify_key(self, key_id: UUID | None = None) -> bytes:
        """The Ed25519 public key of that id, 32 raw bytes."""


class RootSignature(Protocol):
    @property
    def key_id(self) -> UUID: ...

    @property
    def value(self) -> bytes: ...


class Signs(Protocol):
    """What the sealer asks of the key service, at the door of the workers."""

    def sign(self, message: bytes) -> RootSignature:
        """Ed25519 over `message`."""


class Folder(Protocol):
    """The folder of signed roots, outside the database (security.md section 8)."""

    def heads(self) -> Mapping[str, Head]:
        """The head of each chain as the sealer last left it."""

    def keep_heads(self, node: str, heads: Mapping[str, Head]) -> None: ...

    def keep_root(self, root: Root) -> None: ...

    def roots(self) -> Iterator[Root]:
        """Every kept root, lowest number first. Raises ValueError when a file is not a root."""


class FactSigner(Protocol):
    """Served by `access` with the help of the key service."""

    def alias(self) -> str:
        """The database alias of the open action; raises RuntimeError outside one."""

    def mac_many(self, messages: Sequence[bytes]) -> list[bytes]:
        """A keyed mark of 32 bytes for each message."""


class Words(Protocol):
    """Served by the catalogues and calendars of `ui`."""

    def say(self, section: str, code: str, lang: str, **params: str | int) -> str:
        """The words of a code in one language; raises KeyError when no catalogue knows it."""

    def moment(self, at: datetime, lang: str) -> str:
        """A day and time as read aloud in Pakistan."""


_fact_signer: list[FactSigner] = []
_words: list[Words] = []


def register_fact_signer(signer: FactSigner) -> None:
    """Called once at start-up; the last one counts."""
    _fact_signer[:] = [signer]


def fact_signer() -> FactSigner:
    if not _fact_signer:
        raise RuntimeError("no fact signer was registered at start-up")
    return _fact_signer[0]


def appoint_words(words: Words) -> None:
    """Called once at start-up; the last one counts."""
    _words[:] = [words]


def words() -> Words:
    if not _words:
        raise RuntimeError("no words were appointed at start-up")
    return _words[0]
