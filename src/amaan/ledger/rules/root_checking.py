"""Do the signed roots follow one another, and do the outside copies say the same?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from amaan.kernel.chain import GENESIS
from amaan.ledger.rules.checking import BadRow, Wrong
from amaan.ledger.rules.roots import Head, Root


@dataclass(slots=True)
class RootTrail:
    """Follows the roots of the table, lowest number first."""

    number: int = 0
    digest: str = GENESIS.hex()

    def follow(self, root: Root, public_key: bytes | None) -> list[BadRow]:
        """At most one finding a root; `public_key` None leaves the signature unchecked."""
        found = list(self.reasons_against(root, public_key))[:1]
        self.number, self.digest = root.statement.number, root.statement.digest()
        return found

    def reasons_against(self, root: Root, public_key: bytes | None) -> Iterator[BadRow]:
        number = root.statement.number
        if number != self.number + 1:
            yield BadRow(Wrong.ROOT_MISSING, root=self.number + 1)
        yield from reasons_against_root(root, public_key)
        if root.statement.previous != self.digest:
            yield BadRow(Wrong.ROOT_DIFFERS, root=number, note="does not follow the one before")


def reasons_against_root(root: Root, public_key: bytes | None) -> Iterator[BadRow]:
    """What is wrong with a signed root by itself."""
    number = root.statement.number
    if not root.is_consistent():
        yield BadRow(Wrong.ROOT_DIFFERS, root=number, note="its heads give another root")
    if public_key is not None and not root.is_signed_by(public_key):
        yield BadRow(Wrong.ROOT_UNSIGNED, root=number)


@dataclass(slots=True)
class Copies:
    """The digests of the roots that one folder outside the database keeps, by number.

    `complete` is true for the folder of the sealer itself, which must hold every root; an outside
    holder may have begun later. `unreadable` says why a file could not be read.
    """

    name: str
    complete: bool
    digests: Mapping[int, str] = field(default_factory=dict)
    unreadable: str = ""

    def reasons_against(self, table: Mapping[int, str]) -> Iterator[BadRow]:
        """Compare with the digests of the table; lowest number first."""
        if self.unreadable:
            yield BadRow(Wrong.ROOT_UNREADABLE, note=f"{self.name}: {self.unreadable}")
        wanted = table.keys() | self.digests.keys() if self.complete else self.digests.keys()
        for number in sorted(wanted):
            if number not in self.digests:
                yield BadRow(Wrong.ROOT_NOT_KEPT, root=number, note=self.name)
            elif number not in table:
                yield BadRow(Wrong.ROOT_MISSING, root=number, note=self.name)
            elif table[number] != self.digests[number]:
                yield BadRow(Wrong.ROOT_DIFFERS, root=number, note=self.name)


def copies_of(name: str, roots: Iterable[Root], *, complete: bool) -> Copies:
    """Read a folder through; the first unreadable file ends the reading."""
    digests: dict[int, str] = {}
    unreadable = ""
    try:
        for root in roots:
            digests[root.statement.number] = root.statement.digest()
    except ValueError as error:
        unreadable = str(error)
    return Copies(name, complete, digests, unreadable)


@dataclass(slots=True)
class HeadCheck:
    """Compares heads written outside with the chains; `sound` is the last head that fitted."""

    agency: str = ""
    sound: dict[str, Head] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)

    def wanted(self, heads: Mapping[str, Head]) -> dict[str, int]:
        """At which position of which chain a stored hash is needed."""
        return {
            chain: head.height - 1
            for chain, head in heads.items()
            if self.sound.get(chain) != head
            and chain not in self.failed
            and self.agency in ("", chain)
        }

    def follow(
        self, heads: Mapping[str, Head], stored: Mapping[str, str], heights: Mapping[str, int]
    ) -> Iterator[BadRow]:
        """Compare with the hashes found at `wanted`; `heights` says how high each chain stands."""
        for chain in sorted(self.wanted(heads)):
            head = heads[chain]
            if stored.get(chain) == head.hash:
                self.sound[chain] = head
                continue
            self.failed.add(chain)
            height = heights.get(chain, 0)
            if head.height > height:
                yield BadRow(Wrong.CHAIN_CUT, chain, height, note=f"it had {head.height} links")
            else:
                yield self.changed(chain, head)

    def changed(self, chain: str, head: Head) -> BadRow:
        first = self.sound[chain].height if chain in self.sound else 0
        note = f"changed at or after this row, up to {head.height - 1}"
        return BadRow(Wrong.HEAD_DIFFERS, chain, first, note=note)
