"""Which cells are tried, and which answers differ from the table?"""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final
from zlib import crc32

from tests.database import Clones
from tests.keys import KeysOfTest
from tests.matrix.cells import Cell, cells
from tests.matrix.copies import Copies, copies
from tests.matrix.table import Table
from tests.matrix.trying import Trial
from tests.matrix.world import build

# Parts of about the same length, so that they can run side by side.
PARTS: Final = {
    "reports": ("screening:",),
    "work": ("casework:", "referral:"),
    "records": ("table:",),
    "everything else": ("",),
}


def part_of(cell: Cell) -> str:
    return next(part for part, starts in PARTS.items() if cell.route.startswith(starts))


def of_part(part: str) -> list[Cell]:
    return [cell for cell in cells() if part_of(cell) == part]


def one_of_each_class(table: Table, found: Iterable[Cell]) -> list[Cell]:
    """One cell for each route, method, place and line that decides: whoever that line treats alike
    is one class. Which role stands for its class differs from class to class, and never by chance.
    """
    classes: dict[tuple[object, ...], list[Cell]] = {}
    for cell in found:
        decided = [line.number for line in (table.line_for(cell),) if line]
        decided += [-1 - line.number for line in table.deviations_for(cell)]
        key = (cell.route, cell.method, cell.place, *decided)
        classes.setdefault(key, []).append(cell)
    return [alike[crc32(repr(key).encode()) % len(alike)] for key, alike in classes.items()]


@dataclass(slots=True)
class Verdict:
    """What differs from the table, and which deviations were really met."""

    faults: list[str] = field(default_factory=list)
    met: set[int] = field(default_factory=set)
    tried: int = 0

    def take(self, table: Table, cell: Cell, got: str) -> None:
        self.tried += 1
        line = table.line_for(cell)
        if line is not None and got == line.outcome:
            return
        put_up_with = [it for it in table.deviations_for(cell) if it.outcome == got]
        self.met.update(it.number for it in put_up_with[:1])
        if not put_up_with:
            asked = f"{cell.method} {cell.route} as {cell.who} from {cell.place}"
            self.faults.append(f"{asked}: {got}; expected: {line.text if line else 'no line'}")


def judged(table: Table, trial: Trial, copy: Copies, found: Iterable[Cell]) -> Verdict:
    """Every cell meets the same world: what may have changed it is undone."""
    verdict = Verdict()
    for cell in found:
        verdict.take(table, cell, trial.outcome(cell))
        if trial.changed:
            copy.fresh()
    return verdict


@contextmanager
def in_one_world(clones: Clones, keys: KeysOfTest, original: str) -> Iterator[tuple[Trial, Copies]]:
    """Built once in the database of the test, then copied; thousands of refusals are not logged."""
    world = build()
    logging.disable(logging.CRITICAL)
    try:
        with copies(clones, keys, original) as found:
            yield Trial(world), found
    finally:
        logging.disable(logging.NOTSET)
