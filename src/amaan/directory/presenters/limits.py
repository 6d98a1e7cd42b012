"""A clock limit in words: how long, and who is told when."""

from collections.abc import Iterable
from dataclasses import dataclass

from amaan.directory.models import ClockLimit
from amaan.directory.rules.clock_limits import read_escalations
from amaan.ui import catalogues
from amaan.ui.language import current


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One row of the page of limits."""

    row: ClockLimit
    lasts: str
    ladder: tuple[str, ...]


def span(amount: int, unit: str) -> str:
    """`8 hours`, `3 دفتری دن`."""
    return f"{amount} {catalogues.say('directory:label.time_unit', unit, current())}"


def limit_line(row: ClockLimit) -> LimitLine:
    rungs = read_escalations(tuple(filter(None, row.escalations.split(";"))))
    words = tuple(
        f"{catalogues.say('directory:label.ladder', rung.post, current())}:"
        f" {span(rung.after.amount, rung.after.unit)}"
        for rung in rungs
    )
    return LimitLine(row, span(row.amount, row.unit), words)


def limit_lines(rows: Iterable[ClockLimit]) -> list[LimitLine]:
    return [limit_line(row) for row in rows]
