"""Is this row of the ledger as it was written, and does the chain hold at it?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from itertools import islice
from uuid import UUID

from amaan.kernel.chain import GENESIS, HASH_BYTES, link_hash
from amaan.ledger.rules.canon import event_bytes, sealed_hash


class Wrong(StrEnum):
    """What is wrong with a row. Words for each stand in words.toml, `[label.wrong]`."""

    ROW_MISSING = "ROW_MISSING"
    POSITION_TWICE = "POSITION_TWICE"
    FACT_MISSING = "FACT_MISSING"
    OTHER_CHAIN = "OTHER_CHAIN"
    PREVIOUS_DIFFERS = "PREVIOUS_DIFFERS"
    FACT_EDITED = "FACT_EDITED"
    LINK_EDITED = "LINK_EDITED"
    SEALED_PART_EDITED = "SEALED_PART_EDITED"
    MARK_DIFFERS = "MARK_DIFFERS"
    CHAIN_CUT = "CHAIN_CUT"
    HEAD_DIFFERS = "HEAD_DIFFERS"
    ROOT_DIFFERS = "ROOT_DIFFERS"
    ROOT_MISSING = "ROOT_MISSING"
    ROOT_NOT_KEPT = "ROOT_NOT_KEPT"
    ROOT_UNSIGNED = "ROOT_UNSIGNED"
    ROOT_UNREADABLE = "ROOT_UNREADABLE"


class MacCheck(Enum):
    """Does a fact bear the mark that the key service makes for it?"""

    FITS = "fits"
    DIFFERS = "differs"
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True)
class BadRow:
    """One finding. `position` counts from 0 in `chain`; `fact` is None where no row is left."""

    what: Wrong
    chain: str = ""
    position: int | None = None
    fact: UUID | None = None
    root: int | None = None
    note: str = ""

    def plain(self) -> dict[str, object]:
        return {
            "what": str(self.what),
            "chain": self.chain,
            "position": self.position,
            "fact": str(self.fact) if self.fact else None,
            "root": self.root,
            "note": self.note,
        }

    def __str__(self) -> str:
        where = [
            f"chain {self.chain}" if self.chain else "",
            f"position {self.position}" if self.position is not None else "",
            f"fact {self.fact}" if self.fact else "",
            f"root {self.root}" if self.root is not None else "",
            self.note,
        ]
        return ", ".join([str(self.what), *filter(None, where)])


@dataclass(frozen=True, slots=True)
class Link:
    """A row of `ledger_link` with its fact: a mapping of column to value, or None when deleted."""

    fact_id: UUID
    chain: str
    position: int
    previous: bytes
    hash: bytes
    fact: Mapping[str, object] | None

    def fits(self, fact: Mapping[str, object]) -> bool:
        """Whether the hash is the one over `previous` and the fact."""
        sized = len(self.previous) == HASH_BYTES
        return sized and link_hash(self.previous, event_bytes(fact)) == self.hash


@dataclass(slots=True)
class ChainCheck:
    """Follows the links of one chain, lowest position first.

    `next_position` and `running` say where the chain stands. After a bad row the stored hash is
    taken up again, so that one bad row is not reported as thousands.
    """

    chain: str
    next_position: int = 0
    running: bytes = GENESIS
    bad: list[BadRow] = field(default_factory=list)

    def follow(self, link: Link, mark: MacCheck) -> None:
        """Check one link and stand behind it."""
        self.bad += islice(self.reasons_against(link, mark), 1)
        self.next_position = link.position + 1
        self.running = link.hash

    def taken(self) -> list[BadRow]:
        """What was found since the last call."""
        found, self.bad = self.bad, []
        return found

    def reasons_against(self, link: Link, mark: MacCheck) -> Iterator[BadRow]:
        expected = self.next_position
        if link.position > expected:
            yield BadRow(Wrong.ROW_MISSING, self.chain, expected, note=f"next is {link.position}")
        here = (self.chain, link.position, link.fact_id)
        if link.position < expected:
            yield BadRow(Wrong.POSITION_TWICE, *here)
        if link.fact is None:
            yield BadRow(Wrong.FACT_MISSING, *here)
            return
        if link.fact["chain"] != self.chain:
            yield BadRow(Wrong.OTHER_CHAIN, *here)
        for what in reasons_against_fact(link.fact, mark):
            yield BadRow(what, *here)
        if link.previous != self.running:
            yield BadRow(Wrong.PREVIOUS_DIFFERS, *here)
        if not link.fits(link.fact):
            yield BadRow(Wrong.LINK_EDITED if mark is MacCheck.FITS else Wrong.FACT_EDITED, *here)


def reasons_against_fact(fact: Mapping[str, object], mark: MacCheck) -> Iterator[Wrong]:
    """What is wrong with a fact by itself, linked or not."""
    if mark is MacCheck.DIFFERS:
        yield Wrong.MARK_DIFFERS
    sealed, kept = fact["sealed"], fact["sealed_hash"]
    if sealed_hash(bytes(sealed) if isinstance(sealed, bytes | memoryview) else None) != kept:
        yield Wrong.SEALED_PART_EDITED


@dataclass(frozen=True, slots=True)
class VerificationReport:
    """What a verification found. `pending` counts facts that wait for the sealer.

    `marks` says whether the keyed marks were checked too; without the key service they are not.
    """

    facts: int
    pending: int
    chains: int
    roots: int
    marks: bool
    seconds: float
    findings: Sequence[BadRow] = ()

    @property
    def ok(self) -> bool:
        return not self.findings

    @property
    def first(self) -> BadRow | None:
        """The first bad row, None when all is as it was written."""
        return self.findings[0] if self.findings else None
