"""Do the roots in the table, in the folder and with outside holders agree with the chains?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import DataError
from django.db.models import Q

from amaan.kernel.reasons import Refused
from amaan.ledger.models import LedgerRoot
from amaan.ledger.queries.rows import hashes_at
from amaan.ledger.queries.state import as_root
from amaan.ledger.rules.checking import BadRow, Wrong
from amaan.ledger.rules.ports import Checks, Folder
from amaan.ledger.rules.root_checking import (
    Copies,
    HeadCheck,
    RootTrail,
    copies_of,
    reasons_against_root,
)
from amaan.ledger.rules.roots import Head, Root

UNKNOWN_KEY = b""
PAGE = 500


@dataclass(frozen=True, slots=True)
class Outside:
    """What stands outside the database: the key service, the sealer's folder, outside holders."""

    keys: Checks | None = None
    folder: Folder | None = None
    anchors: Sequence[Folder] = ()

    def folders(self) -> list[Folder]:
        return [*([self.folder] if self.folder else []), *self.anchors]


@dataclass(frozen=True, slots=True)
class Files:
    """What was read from the folders before the tables were looked at."""

    copies: Sequence[tuple[Folder, Copies]] = ()
    heads: Mapping[str, Head] = field(default_factory=dict)
    unreadable: str = ""


def files_of(outside: Outside) -> Files:
    """Read every folder through; nothing is raised, an unreadable file becomes a finding."""
    copies = [
        (folder, copies_of(str(folder), folder.roots(), complete=folder is outside.folder))
        for folder in outside.folders()
    ]
    try:
        return Files(copies, outside.folder.heads() if outside.folder else {})
    except ValueError as error:
        return Files(copies, unreadable=str(error))


@dataclass(slots=True)
class RootVerifier:
    """Compares roots with roots and heads with chains; `heights` are those of the snapshot."""

    outside: Outside
    files: Files
    check: HeadCheck
    heights: Mapping[str, int]
    using: str
    table: dict[int, str] = field(default_factory=dict)
    public_keys: dict[UUID, bytes] = field(default_factory=dict)

    def findings(self) -> Iterator[BadRow]:
        yield from self.in_table()
        for folder, copies in self.files.copies:
            yield from self.in_copies(folder, copies)
        if self.files.unreadable:
            yield BadRow(Wrong.ROOT_UNREADABLE, note=self.files.unreadable)
        yield from self.against_heads(self.files.heads)

    def in_table(self) -> Iterator[BadRow]:
        trail = RootTrail()
        try:
            yield from self.along(trail, map(as_root, self.rows()))
        except (ValueError, DataError):  # heads or a time that no root of ours can hold
            yield BadRow(Wrong.ROOT_UNREADABLE, root=trail.number + 1)

    def rows(self) -> Iterator[LedgerRoot]:
        """Every root by number, page by page: a cursor of the server that is lost on the way cannot
        be closed, and its error is none that Django knows.
        """
        left = LedgerRoot.objects.using(self.using).order_by("number", "pk")
        page = list(left[:PAGE])
        while page:
            yield from page
            last = page[-1]
            later = Q(number__gt=last.number) | Q(number=last.number, pk__gt=last.pk)
            page = list(left.filter(later)[:PAGE]) if len(page) == PAGE else []

    def along(self, trail: RootTrail, roots: Iterable[Root]) -> Iterator[BadRow]:
        for root in roots:
            self.table[root.statement.number] = root.statement.digest()
            yield from self.against_heads(root.statement.heads)
            yield from trail.follow(root, self.public_key(root))

    def in_copies(self, folder: Folder, copies: Copies) -> Iterator[BadRow]:
        """A copy that the table contradicts is evidence: its heads lead to the changed row."""
        found = list(copies.reasons_against(self.table))
        disputed = {bad.root for bad in found if bad.what is not Wrong.ROOT_NOT_KEPT}
        for root in folder.roots() if disputed and not copies.unreadable else ():
            if root.statement.number in disputed:
                unsigned = list(reasons_against_root(root, self.public_key(root)))
                yield from unsigned or self.against_heads(root.statement.heads)
        yield from found

    def against_heads(self, heads: Mapping[str, Head]) -> Iterator[BadRow]:
        wanted = self.check.wanted(heads)
        stored = hashes_at(wanted, self.using) if wanted else {}
        yield from self.check.follow(heads, stored, self.heights)

    def public_key(self, root: Root) -> bytes | None:
        """The public key of a root's signature; None when nobody can be asked."""
        if self.outside.keys is None:
            return None
        if root.key_id not in self.public_keys:
            try:
                found = self.outside.keys.verify_key(root.key_id)
            except Refused:  # the key service does not know such a key
                found = UNKNOWN_KEY
            self.public_keys[root.key_id] = found
        return self.public_keys[root.key_id]
