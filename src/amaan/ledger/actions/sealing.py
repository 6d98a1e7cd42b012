"""Chaining facts once they are committed, in an order that no clock decides.

A fact carries the transaction that wrote it (`xid`). One pass takes a snapshot and chains every
fact below its `xmin`: all transactions below are over, so nothing can still appear among them and
no fact is skipped. The next pass looks only at facts from that horizon on; the first pass after a
start looks at all of them, so a missed fact is found again by a restart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import structlog
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils.timezone import now

from amaan.kernel.chain import GENESIS, link_hash
from amaan.ledger.queries.patience import take_time
from amaan.ledger.queries.rows import FACT_COLUMNS, as_fact, hashes_at
from amaan.ledger.queries.state import chain_heads
from amaan.ledger.rules.canon import event_bytes
from amaan.ledger.rules.ports import Folder
from amaan.ledger.rules.roots import Head

log = structlog.get_logger("amaan.sealer")

BATCH = 1000
SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
HORIZON = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text"
UNLINKED = f"""
SELECT fact.xid::text, fact.sequence, {FACT_COLUMNS} FROM ledger_fact AS fact
 WHERE (fact.xid, fact.sequence) > (%s::xid8, %s::bigint) AND fact.xid < %s::xid8
   AND NOT EXISTS (SELECT FROM ledger_link AS link WHERE link.fact_id = fact.id)
 ORDER BY fact.xid, fact.sequence LIMIT %s
"""  # noqa: S608  (column names of our own)
# A row that is seen and yet bears a number that is not given out came with a dump of another
# cluster: it is committed, whatever its number says.
FOREIGN = f"""
SELECT fact.xid::text, fact.sequence, {FACT_COLUMNS} FROM ledger_fact AS fact
 WHERE fact.xid > pg_current_xact_id()
   AND NOT EXISTS (SELECT FROM ledger_link AS link WHERE link.fact_id = fact.id)
 ORDER BY fact.xid, fact.sequence LIMIT %s
"""  # noqa: S608

# One array for each column: written as a thousand rows of values it was half the time of a pass.
INSERTED = """
INSERT INTO ledger_link (fact_id, chain, position, previous, hash, linked_at)
SELECT * FROM unnest(
    %s::uuid[], %s::text[], %s::bigint[], %s::bytea[], %s::bytea[], %s::timestamptz[])
"""

Position = tuple[str, int]  # (xid, sequence) of the last fact looked at
START: Position = ("0", -1)


@dataclass(slots=True)
class Sealing:
    """The state of the one sealer: how far it has looked, and the heads it left behind.

    The caller holds the advisory lock. A chain whose head is not the one the sealer left (a link
    taken away, a row put in) is `suspect`: it is not continued, so that the loss stays visible.
    """

    node: str
    folder: Folder
    using: str = DEFAULT_DB_ALIAS
    place: Position = START
    heads: dict[str, Head] = field(default_factory=dict)
    suspect: set[str] = field(default_factory=set)

    def start(self) -> None:
        """Compare the heads kept outside with the chains, then chain what a dump brought along.

        The first pass looks at every fact: the connection takes the time for it.
        """
        take_time(self.using, transaction_only=False)
        kept = self.folder.heads()
        there = hashes_at({chain: head.height - 1 for chain, head in kept.items()}, self.using)
        for chain, head in kept.items():
            if there.get(chain) != head.hash:
                self.doubt(chain)
        self.heads = chain_heads(self.using)
        while self.chained(FOREIGN, [BATCH]):
            pass

    def step(self) -> int:
        """Chain the next facts, at most BATCH; the number of facts looked at."""
        with transaction.atomic(using=self.using):
            horizon = self.snapshot()
            rows = self.rows(UNLINKED, [*self.place, horizon, BATCH])
            changed = self.link(rows)
        self.keep(changed)
        self.place = (rows[-1][0], rows[-1][1]) if len(rows) == BATCH else (horizon, -1)
        return len(rows)

    def chained(self, sql: str, params: list[Any]) -> int:
        """Chain what `sql` finds; the number of facts linked."""
        with transaction.atomic(using=self.using):
            self.snapshot()
            changed = self.link(self.rows(sql, params))
        linked = sum(head.height - self.height(chain) for chain, head in changed.items())
        self.keep(changed)
        return linked

    def snapshot(self) -> str:
        with connections[self.using].cursor() as cursor:
            cursor.execute(SNAPSHOT)
            cursor.execute(HORIZON)
            return str(cursor.fetchone()[0])

    def rows(self, sql: str, params: list[Any]) -> list[tuple[Any, ...]]:
        with connections[self.using].cursor() as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall())

    def link(self, rows: Sequence[tuple[Any, ...]]) -> dict[str, Head]:
        """Insert a link for each row; the new head of every chain that grew."""
        if not rows:
            return {}
        self.compare(chain_heads(self.using))
        heads: dict[str, Head] = {}
        links = []
        for _, _, *values in rows:
            fact = as_fact(values)
            chain = str(fact["chain"])
            if chain not in self.suspect:
                before = heads.get(chain) or self.heads.get(chain)
                links.append(link := link_after(before, fact))
                heads[chain] = Head(link.position + 1, link.hash.hex())
        self.insert(links)
        return heads

    def insert(self, links: Sequence["NewLink"]) -> None:
        if links:
            columns = [list(column) for column in zip(*links, strict=True)]
            with connections[self.using].cursor() as cursor:
                cursor.execute(INSERTED, columns)

    def compare(self, there: Mapping[str, Head]) -> None:
        for chain in self.heads.keys() | there.keys():
            if self.heads.get(chain) != there.get(chain):
                self.doubt(chain)

    def doubt(self, chain: str) -> None:
        if chain not in self.suspect:
            log.critical("chain-head-changed", where=chain)
        self.suspect.add(chain)

    def height(self, chain: str) -> int:
        return self.heads[chain].height if chain in self.heads else 0

    def keep(self, changed: Mapping[str, Head]) -> None:
        """Remember committed heads, and write them where the database cannot reach them."""
        if changed:
            self.heads |= changed
            self.folder.keep_heads(self.node, self.heads_to_keep())

    def heads_to_keep(self) -> dict[str, Head]:
        """A suspect chain keeps what the folder said of it: that is the evidence."""
        kept = self.folder.heads() if self.suspect else {}
        sound = {chain: self.heads[chain] for chain in self.heads if chain not in self.suspect}
        return {chain: kept[chain] for chain in kept.keys() & self.suspect} | sound


class NewLink(NamedTuple):
    """A row of `ledger_link`, in the order of its columns."""

    fact_id: UUID
    chain: str
    position: int
    previous: bytes
    hash: bytes
    linked_at: datetime


def link_after(before: Head | None, fact: Mapping[str, Any]) -> NewLink:
    previous = bytes.fromhex(before.hash) if before else GENESIS
    return NewLink(
        fact_id=fact["id"],
        chain=fact["chain"],
        position=before.height if before else 0,
        previous=previous,
        hash=link_hash(previous, event_bytes(fact)),
        linked_at=now(),
    )
