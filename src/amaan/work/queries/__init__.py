"""Reads of clocks, tasks and notices, narrowed to the one who looks."""

from amaan.work.queries.clocks import (
    ClockRow,
    breaches,
    clock_rows,
    clocks_of,
    for_leadership,
    open_clocks,
    row_of,
)
from amaan.work.queries.desk import (
    RailCounts,
    counts_for_rail,
    notices_for,
    tasks_after,
    tasks_for,
)

__all__ = [
    "ClockRow",
    "RailCounts",
    "breaches",
    "clock_rows",
    "clocks_of",
    "counts_for_rail",
    "for_leadership",
    "notices_for",
    "open_clocks",
    "row_of",
    "tasks_after",
    "tasks_for",
]
