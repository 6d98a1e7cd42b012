"""Which rows does a verification read, and in which order?"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connections

from amaan.kernel.chain import canonical
from amaan.ledger.rules.canon import COLUMNS
from amaan.ledger.rules.checking import ChainCheck, Link

FETCH = 500
TIMES = ("happened_at", "recorded_at")
# A time that no Python date can hold was put in by hand: it is read as none, and is found so.
SANE = "CASE WHEN fact.{0} BETWEEN '0001-01-02' AND '9999-12-30' THEN fact.{0} END"
FACT = (*COLUMNS, "sealed", "sealed_hash", "mac")
FACT_COLUMNS = ", ".join(
    SANE.format(column) if column in TIMES else f"fact.{column}" for column in FACT
)
DEEP = 200  # brackets; bodies of ours have a handful
UNREADABLE = {"unreadable": True}
LINKS = f"""
SELECT link.fact_id, link.chain, link.position, link.previous, link.hash, {FACT_COLUMNS}
  FROM ledger_link AS link LEFT JOIN ledger_fact AS fact ON fact.id = link.fact_id
 WHERE link.chain = %s AND link.position >= %s ORDER BY link.position
"""  # noqa: S608  (column names of our own)
UNLINKED = f"""
SELECT {FACT_COLUMNS} FROM ledger_fact AS fact
 WHERE NOT EXISTS (SELECT FROM ledger_link AS link WHERE link.fact_id = fact.id)
   AND (%s = '' OR fact.chain = %s)
"""  # noqa: S608
START = """
SELECT link.position, link.previous FROM ledger_link AS link
 WHERE link.chain = %s AND link.linked_at >= %s ORDER BY link.position LIMIT 1
"""
HEAD = """
SELECT link.position + 1, link.hash FROM ledger_link AS link
 WHERE link.chain = %s ORDER BY link.position DESC LIMIT 1
"""
PLACES = """
SELECT link.chain, link.position, link.hash FROM ledger_link AS link
  JOIN unnest(%s::text[], %s::bigint[]) AS wanted (chain, position)
    ON link.chain = wanted.chain AND link.position = wanted.position
"""

Row = Mapping[str, object]


def links_of(chain: str, start: int, using: str) -> Iterator[Link]:
    """The links of one chain from a position on, each with its fact; positions ascend."""
    for found in streamed(LINKS, [chain, start], using):
        fact_id, name, position, previous, last, *values = found
        fact = as_fact(values) if values[0] is not None else None
        yield Link(fact_id, name, position, bytes(previous), bytes(last), fact)


def facts_without_link(agency: str, using: str) -> Iterator[Row]:
    """Facts that the sealer has not chained yet."""
    return (as_fact(values) for values in streamed(UNLINKED, [agency, agency], using))


def as_fact(values: Sequence[object]) -> Row:
    fact = {
        name: bytes(value) if isinstance(value, memoryview) else value
        for name, value in zip(FACT, values, strict=True)
    }
    fact["body"] = body_from(str(fact["body"]))
    return fact


def body_from(text: str) -> object:
    """The body of a fact, in whatever state somebody left it: reading it never fails.

    Whoever changes a row could otherwise stop the sealer and the verifier with a body that they
    choke on. What `record` cannot have written comes out as something that fits no mark.
    """
    try:
        body: object = json.loads(text, parse_float=str)
        if text.count("[") + text.count("{") > DEEP:
            canonical({"body": body})
    except (ValueError, RecursionError):
        return UNREADABLE
    return body


def start_of(chain: str, since: datetime | None, using: str) -> ChainCheck:
    """Where the check of a chain begins: at its start, or at the first link made from `since`."""
    if since is None:
        return ChainCheck(chain)
    with connections[using].cursor() as cursor:
        cursor.execute(START, [chain, since])
        found = cursor.fetchone()
        if found is None:
            cursor.execute(HEAD, [chain])
            found = cursor.fetchone()
    position, running = found
    return ChainCheck(chain, position, bytes(running))


def hashes_at(places: Mapping[str, int], using: str) -> dict[str, str]:
    """The stored hash, in hex, at one position of each chain; a chain without it is left out."""
    with connections[using].cursor() as cursor:
        cursor.execute(PLACES, [list(places), list(places.values())])
        return {chain: bytes(last).hex() for chain, _, last in cursor.fetchall()}


def streamed(sql: str, params: list[Any], using: str) -> Iterator[tuple[Any, ...]]:
    """Rows by a server-side cursor; call inside a transaction."""
    with connections[using].chunked_cursor() as cursor:
        cursor.execute(sql, params)
        while batch := cursor.fetchmany(FETCH):
            yield from batch
