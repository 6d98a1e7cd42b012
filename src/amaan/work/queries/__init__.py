"""Reads of clocks, tasks and notices, narrowed to the one who looks."""

from amaan.work.queries.clocks import (
    ClockRow,
    clock_rows,
    clocks_of,
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
    "clock_rows",
    "clocks_of",
    "counts_for_rail",
    "notices_for",
    "open_clocks",
    "row_of",
    "tasks_after",
    "tasks_for",
]
