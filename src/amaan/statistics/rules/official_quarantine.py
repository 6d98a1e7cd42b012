"""Which rows of a readable file may be shown, which are set aside and why, and which stand there
twice.

Rules and the acceptance example of 63 junk rows: standards.md sections 6.1 and 6.2.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from amaan.statistics.rules.official import FORMS, TOTAL, Cell, Dimension, Interval, OfficialRow
from amaan.statistics.rules.official_countries import COUNTRIES, NATIONALITIES
from amaan.statistics.rules.official_layout import BROKEN


class Cause(StrEnum):
    CATEGORY_EMPTY = "CATEGORY_EMPTY"
    CATEGORY_BROKEN = "CATEGORY_BROKEN"
    CATEGORY_NOT_IN_LIST = "CATEGORY_NOT_IN_LIST"
    ABOVE_POPULATION = "ABOVE_POPULATION"
    ABOVE_PARENT = "ABOVE_PARENT"


# Census 2023, national total without AJK and GB (domain.md section 14): no count of people can pass
# it.
POPULATION = 241_499_431
PEOPLE = frozenset({TOTAL, "Nationals"}) | COUNTRIES | NATIONALITIES
CATEGORIES: Mapping[Dimension, frozenset[str]] = {
    Dimension.TOTAL: frozenset({TOTAL}),
    Dimension.FORM: frozenset({TOTAL, *FORMS}),
    Dimension.CITIZENSHIP: PEOPLE,
    Dimension.REPATRIATION: PEOPLE,
}


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that is kept for the record and never shown as a figure."""

    row: OfficialRow
    cause: Cause
    bound: int | None = (
        None  # the largest value that would have passed, where the cause is one of size
    )


@dataclass(frozen=True, slots=True)
class Sorted:
    """Every row of the file once: loaded, set aside, or repeated (with the line it repeats)."""

    loaded: tuple[OfficialRow, ...]
    quarantined: tuple[SetAside, ...]
    duplicates: tuple[tuple[OfficialRow, int], ...]

    @property
    def suppressed(self) -> int:
        """Rows of the file that say "<5", repetitions and rows set aside among them."""
        aside = [one.row for one in self.quarantined] + [row for row, _ in self.duplicates]
        return sum(row.value.suppressed for row in (*self.loaded, *aside))

    @property
    def read(self) -> int:
        return len(self.loaded) + len(self.quarantined) + len(self.duplicates)


def sort_rows(rows: Iterable[OfficialRow], *, population: int = POPULATION) -> Sorted:
    """Sort the rows of one file; `population` is the bound in persons."""
    once, duplicates = without_repetitions(rows)
    parents = grand_totals(once)
    loaded: list[OfficialRow] = []
    quarantined: list[SetAside] = []
    for row in once:
        aside = set_aside(row, parents.get(row.cell.grand_total), population)
        if aside is None:
            loaded.append(row)
        else:
            quarantined.append(aside)
    return Sorted(tuple(loaded), tuple(quarantined), tuple(duplicates))


def without_repetitions(
    rows: Iterable[OfficialRow],
) -> tuple[list[OfficialRow], list[tuple[OfficialRow, int]]]:
    """The first of equal rows, and the others with the line that they repeat."""
    first: dict[tuple[Cell, int | None, str], OfficialRow] = {}
    duplicates: list[tuple[OfficialRow, int]] = []
    for row in rows:
        original = first.setdefault((row.cell, row.value.number, row.origin), row)
        if original is not row:
            duplicates.append((row, original.line))
    return list(first.values()), duplicates


def grand_totals(rows: Iterable[OfficialRow]) -> dict[Cell, Interval]:
    """The parent total of each indicator and year; of two totals, all that either allows."""
    totals: dict[Cell, Interval] = {}
    for row in rows:
        if row.cell == row.cell.grand_total:
            known = totals.get(row.cell, row.value.interval)
            totals[row.cell] = known.hull(row.value.interval)
    return totals


def set_aside(row: OfficialRow, parent: Interval | None, population: int) -> SetAside | None:
    """Why a row may not be shown; None when it may. A "<5" parent counts as 4."""
    cause = category_cause(row.cell)
    if cause is not None:
        return SetAside(row, cause)
    if row.value.interval.low > population:
        return SetAside(row, Cause.ABOVE_POPULATION, population)
    if parent is not None and row.value.interval.surely_above(parent):
        return SetAside(row, Cause.ABOVE_PARENT, parent.high)
    return None


def category_cause(cell: Cell) -> Cause | None:
    if not cell.category:
        return Cause.CATEGORY_EMPTY
    if BROKEN in cell.category or not cell.category.isprintable():
        return Cause.CATEGORY_BROKEN
    if cell.category not in CATEGORIES[cell.dimension]:
        return Cause.CATEGORY_NOT_IN_LIST
    return None
