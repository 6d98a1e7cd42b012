"""Is the ledger as it was written? Reads every row once, as a stream, and names the first bad one.

Chains, keyed marks, places, signed roots and the files outside the database are checked against
each other inside one snapshot, so that a running sealer disturbs nothing (security.md section 8).
Memory stays flat in the number of facts: rows come from a server-side cursor in batches.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from amaan.ledger.queries.patience import take_time
from amaan.ledger.queries.root_verifying import Files, Outside, RootVerifier, files_of
from amaan.ledger.queries.rows import Row, facts_without_link, links_of, start_of
from amaan.ledger.queries.state import chain_heads
from amaan.ledger.rules.canon import event_bytes
from amaan.ledger.rules.checking import BadRow, MacCheck, VerificationReport, reasons_against_fact
from amaan.ledger.rules.root_checking import HeadCheck

T = TypeVar("T")
BATCH = 500
FINDINGS_KEPT = 50
SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


@dataclass(frozen=True, slots=True)
class Scope:
    """What to verify: one agency's chain or all; all of it or the links made from `since` on."""

    agency: str = ""
    since: datetime | None = None


WHOLE = Scope()
NOTHING_OUTSIDE = Outside()


def verify(
    *,
    scope: Scope = WHOLE,
    outside: Outside = NOTHING_OUTSIDE,
    using: str = DEFAULT_DB_ALIAS,
) -> VerificationReport:
    """Verify the ledger on the connection `using`, whose role must see every fact (amaan_audit).

    Without `outside.keys` neither keyed marks nor signatures are checked. Raises OutsideFailed
    when the key service does not answer. Findings stand in the order of chains and positions, so
    the first of the report is the first bad row; of each chain's damage every row is named, up to
    FINDINGS_KEPT.
    """
    began = time.monotonic()
    # The files are read before the snapshot: a root signed meanwhile is then in both or in none.
    files = files_of(outside)
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            cursor.execute(SNAPSHOT)
        take_time(using, transaction_only=True)
        run = Verification(scope, outside, using)
        findings = list(islice(run.findings(files), FINDINGS_KEPT))
    return VerificationReport(
        facts=run.facts,
        pending=run.pending,
        chains=len(run.heights),
        roots=run.roots,
        marks=outside.keys is not None,
        seconds=time.monotonic() - began,
        findings=findings,
    )


@dataclass(slots=True)
class Verification:
    """One pass over the ledger, with what it has counted so far."""

    scope: Scope
    outside: Outside
    using: str
    facts: int = 0
    pending: int = 0
    roots: int = 0
    heights: dict[str, int] = field(default_factory=dict)

    def findings(self, files: Files) -> Iterator[BadRow]:
        heads = chain_heads(self.using)
        self.heights = {chain: head.height for chain, head in heads.items()}
        agency = self.scope.agency
        for chain in [agency] if agency in heads else [] if agency else sorted(heads):
            yield from self.in_chain(chain)
        yield from self.in_unlinked()
        yield from self.in_roots(files)

    def in_roots(self, files: Files) -> Iterator[BadRow]:
        check = HeadCheck(self.scope.agency)
        verifier = RootVerifier(self.outside, files, check, self.heights, self.using)
        yield from verifier.findings()
        self.roots = len(verifier.table)

    def in_chain(self, chain: str) -> Iterator[BadRow]:
        check = start_of(chain, self.scope.since, self.using)
        for links in batches(links_of(chain, check.next_position, self.using)):
            marks = self.marks([link.fact for link in links])
            for link, mark in zip(links, marks, strict=True):
                check.follow(link, mark)
            self.facts += len(links)
            yield from check.taken()

    def in_unlinked(self) -> Iterator[BadRow]:
        for facts in batches(facts_without_link(self.scope.agency, self.using)):
            self.pending += len(facts)
            for fact, mark in zip(facts, self.marks(facts), strict=True):
                for what in islice(reasons_against_fact(fact, mark), 1):
                    yield BadRow(what, str(fact["chain"]), fact=UUID(str(fact["id"])))

    def marks(self, facts: Sequence[Row | None]) -> list[MacCheck]:
        """Whether each fact bears its mark; UNASKED where it is gone or nobody can say."""
        keys = self.outside.keys
        there = [fact for fact in facts if fact is not None]
        if keys is None or not there:
            return [MacCheck.UNASKED] * len(facts)
        made = iter(keys.mac_many([event_bytes(fact) for fact in there]))
        return [mark_of(fact, made) for fact in facts]


def mark_of(fact: Row | None, made: Iterator[bytes]) -> MacCheck:
    if fact is None:
        return MacCheck.UNASKED
    return MacCheck.FITS if next(made) == fact["mac"] else MacCheck.DIFFERS


def batches(rows: Iterable[T]) -> Iterator[list[T]]:
    stream = iter(rows)
    while batch := list(islice(stream, BATCH)):
        yield batch
