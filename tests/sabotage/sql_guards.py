"""Break the guards of the database one after another in a clone, and try the lines that prove each.
The clone is mended from its own catalogue in between.

The plan, named by `AMAAN_GUARDS_BREAK`, tells which guards need no trying again, by their version.
"""

import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psycopg

from tests.policies.catalogue import SqlGuard, guards
from tests.policies.lines import Line
from tests.policies.world import World
from tests.sabotage.python_guards import digest


def version_of(guard: SqlGuard, lines: Sequence[Line]) -> str:
    """Changes with the guard and with the lines that prove it."""
    return digest(f"{guard.text} {guard.breaks} {lines}")[:16]


def proving(lines: Sequence[Line]) -> Mapping[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.proves, []).append(line)
    return found


def run(world: World, lines: Sequence[Line]) -> None:
    """Each break of each guard that the plan asks for; one line of JSON for each guard."""
    plan = Path(os.environ["AMAAN_GUARDS_BREAK"])
    kept, by_guard = json.loads(plan.read_text("utf-8")), proving(lines)
    with world.connected("amaan_owner") as owner, Path(f"{plan}.done").open("a") as done:
        owner.autocommit = True
        for guard in guards(owner):
            mine = by_guard.get(guard.name, [])
            version = version_of(guard, mine)
            if kept.get(guard.name) == version:
                continue
            began = time.monotonic()
            outcome, note = judged(world, owner, guard, mine)
            seconds = round(time.monotonic() - began, 1)
            result = {
                "name": guard.name,
                "version": version,
                "outcome": outcome,
                "note": note,
                "seconds": seconds,
            }
            done.write(json.dumps(result) + "\n")
            done.flush()
            print_past_capture(f"{outcome:9} {seconds:6.1f} s  {guard.name}  {note}\n")


def print_past_capture(line: str) -> None:
    """Progress of a long run, whatever pytest keeps back."""
    if sys.__stdout__ is not None:
        sys.__stdout__.write(line)
        sys.__stdout__.flush()


def judged(
    world: World, owner: psycopg.Connection[Any], guard: SqlGuard, lines: Sequence[Line]
) -> tuple[str, str]:
    if not lines:
        return "survived", "no line proves it"
    unseen = [sql for sql in guard.breaks if not noticed(world, owner, guard, sql, lines)]
    if unseen:
        return "survived", f"{len(unseen)} of {len(guard.breaks)}: {short(guard, unseen)}"
    return "noticed", f"{len(guard.breaks)} breaks, {len(lines)} lines"


def noticed(
    world: World,
    owner: psycopg.Connection[Any],
    guard: SqlGuard,
    sql: str,
    lines: Sequence[Line],
) -> bool:
    """Whether some line meets something else than it says; a break that the server does not even
    take counts as not tried, hence not noticed.
    """
    try:
        owner.execute(sql)
    except psycopg.Error:
        return False
    try:
        return any(
            line.outcome(world, who) != wanted
            for line in lines
            for who, wanted in line.expected().items()
        )
    finally:
        owner.execute(guard.mends)


def short(guard: SqlGuard, unseen: Sequence[str]) -> str:
    """What the first unseen break took out of the text of the guard."""
    lost = [word for word in guard.text.split() if unseen[0].count(word) < guard.text.count(word)]
    return " ".join(lost)[:120] or unseen[0][-80:]
