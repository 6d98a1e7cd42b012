"""What does not fit among the figures that are shown, although each by itself may be true?

Every check is interval arithmetic: a suppressed mark is 0 to 4, and a finding is raised only when
no counts inside the intervals could fit. Findings change nothing; they stand beside the figure
(standards.md sections 6.1 and 6.2).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain, combinations, groupby

from amaan.statistics.rules.official import (
    FORMS,
    NONE_AT_ALL,
    SUPPRESSED,
    TOTAL,
    AgeGroup,
    Cell,
    Dimension,
    Indicator,
    Interval,
    OfficialRow,
    Sex,
)


class FindingKind(StrEnum):
    PARTS_SHORT = "PARTS_SHORT"
    PARTS_OVER = "PARTS_OVER"
    PART_NOT_REPORTED = "PART_NOT_REPORTED"
    PART_ABOVE_SUBTOTAL = "PART_ABOVE_SUBTOTAL"
    VICTIMS_WITHOUT_OFFENCES = "VICTIMS_WITHOUT_OFFENCES"
    SAME_NUMBER_IN_TWO_STAGES = "SAME_NUMBER_IN_TWO_STAGES"
    COPIED_TOTAL = "COPIED_TOTAL"
    BIG_JUMP = "BIG_JUMP"
    GIVEN_TWICE = "GIVEN_TWICE"


class Axis(StrEnum):
    """Along which line a count is split into parts."""

    SEX = "SEX"
    AGE = "AGE"
    FORM = "FORM"


NEEDS_NOTE = frozenset({FindingKind.BIG_JUMP})
# Design values, not in the source: a year is a jump at three times the year before or a third of
# it, and one
# offence with more than a hundred victims is worth a question.
JUMP_FACTOR = 3
VICTIMS_PER_OFFENCE = 100
STAGES = (Indicator.FORMAL_CONTACT, Indicator.PROSECUTED, Indicator.CONVICTED)

Known = Mapping[Cell, Interval]


@dataclass(frozen=True, slots=True)
class ReportedMismatch:
    """One mismatch: what kind, beside which figure, which other figures speak of it, and values for
    its words.

    `params` hold text for the gaps of the sentence: codes (`axis`, `part`, `other`) and figures
    already written out.
    """

    kind: FindingKind
    cell: Cell
    others: tuple[Cell, ...] = ()
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def needs_note(self) -> bool:
        return self.kind in NEEDS_NOTE


def findings(rows: Iterable[OfficialRow]) -> tuple[ReportedMismatch, ...]:
    """Every mismatch among the loaded rows of one file, by indicator, year and kind."""
    loaded = list(rows)
    known = cells_of(loaded)
    found = chain(
        parts_against_wholes(known),
        victims_without_offences(known),
        same_numbers(known),
        copied_totals(known),
        jumps(known),
        given_twice(loaded),
    )
    return tuple(sorted(found, key=lambda one: (one.cell, one.kind, one.others)))


def cells_of(rows: Iterable[OfficialRow]) -> dict[Cell, Interval]:
    """What is known of each count; a count given twice may lie anywhere between both."""
    known: dict[Cell, Interval] = {}
    for row in rows:
        before = known.get(row.cell, row.value.interval)
        known[row.cell] = before.hull(row.value.interval)
    return known


def parts_of(whole: Cell, axis: Axis) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """The parts of `whole` along `axis`: those that every report should give, and those that may be
    absent.
    """
    match axis:
        case Axis.SEX if whole.sex is Sex.TOTAL:
            usual = tuple(whole._replace(sex=sex) for sex in (Sex.FEMALE, Sex.MALE))
            return usual, tuple(whole._replace(sex=sex) for sex in (Sex.OTHER, Sex.UNKNOWN))
        case Axis.AGE if whole.age is AgeGroup.TOTAL:
            usual = tuple(whole._replace(age=age) for age in (AgeGroup.CHILD, AgeGroup.ADULT))
            return usual, (whole._replace(age=AgeGroup.UNKNOWN),)
        case Axis.FORM if whole.dimension is Dimension.TOTAL:
            return tuple(
                whole._replace(dimension=Dimension.FORM, category=form) for form in FORMS
            ), ()
        case _:
            return (), ()


def parts_against_wholes(known: Known) -> Iterator[ReportedMismatch]:
    for whole in known:
        for axis in Axis:
            yield from parts_against(known, whole, axis)


def parts_against(known: Known, whole: Cell, axis: Axis) -> Iterator[ReportedMismatch]:
    """Parts above their subtotal; else parts that together miss it."""
    usual, rare = parts_of(whole, axis)
    present = [cell for cell in usual + rare if cell in known]
    above = [cell for cell in present if known[cell].surely_above(known[whole])]
    for part in above:
        params = {
            "axis": str(axis),
            "part": name_of(part, axis),
            "value": interval_text(known[part]),
        }
        params |= {"whole": interval_text(known[whole])}
        yield ReportedMismatch(FindingKind.PART_ABOVE_SUBTOTAL, whole, (part,), params)
    if present and not above:
        absent = [cell for cell in usual if cell not in known]
        yield from sum_against(known, whole, axis, present, absent)


def sum_against(
    known: Known, whole: Cell, axis: Axis, present: list[Cell], absent: list[Cell]
) -> Iterator[ReportedMismatch]:
    """Whether the parts can add up to the whole; an absent part is not a zero, so it has a finding
    of its own.
    """
    together = sum((known[cell] for cell in present), NONE_AT_ALL)
    params = {"axis": str(axis), "sum": str(together), "whole": interval_text(known[whole])}
    if together.surely_above(known[whole]):
        gap = gap_between(together, known[whole])
        yield ReportedMismatch(FindingKind.PARTS_OVER, whole, tuple(present), params | {"gap": gap})
    elif known[whole].surely_above(together) and worth_asking(whole, axis):
        gap = gap_between(known[whole], together)
        kind = FindingKind.PART_NOT_REPORTED if absent else FindingKind.PARTS_SHORT
        absent_names = ", ".join(name_of(cell, axis) for cell in absent)
        yield ReportedMismatch(
            kind, whole, tuple(present), params | {"gap": gap, "absent": absent_names}
        )


def worth_asking(whole: Cell, axis: Axis) -> bool:
    """Persons without a form show once, at the grand total; each sex and age would repeat it."""
    return axis is not Axis.FORM or whole == whole.grand_total


def interval_text(one: Interval) -> str:
    """The value of one figure as the file writes it; sums and gaps are written as intervals."""
    return "<5" if one == SUPPRESSED else str(one)


def gap_between(larger: Interval, smaller: Interval) -> str:
    return str(Interval(larger.low - smaller.high, larger.high - smaller.low))


def name_of(part: Cell, axis: Axis) -> str:
    return {Axis.SEX: str(part.sex), Axis.AGE: str(part.age), Axis.FORM: part.category}[axis]


def grand_totals(known: Known) -> dict[tuple[Indicator, int], Interval]:
    return {
        (cell.indicator, cell.year): value
        for cell, value in known.items()
        if cell == cell.grand_total
    }


def total_cell(indicator: Indicator, year: int) -> Cell:
    return Cell(indicator, year, Dimension.TOTAL, TOTAL, Sex.TOTAL, AgeGroup.TOTAL)


def victims_without_offences(known: Known) -> Iterator[ReportedMismatch]:
    """More victims than the offences of the year can well have had."""
    totals = grand_totals(known)
    for year in sorted({year for _, year in totals}):
        victims, offences = (
            totals.get((one, year)) for one in (Indicator.VICTIMS, Indicator.OFFENCES)
        )
        if victims and offences and victims.low > VICTIMS_PER_OFFENCE * offences.high:
            params = {"value": interval_text(victims), "offences": interval_text(offences)}
            others = (total_cell(Indicator.VICTIMS, year),)
            yield ReportedMismatch(
                FindingKind.VICTIMS_WITHOUT_OFFENCES,
                total_cell(Indicator.OFFENCES, year),
                others,
                params,
            )


def same_numbers(known: Known) -> Iterator[ReportedMismatch]:
    """The same exact number of persons at two stages of one year: one report may have been copied
    to both.
    """
    totals = grand_totals(known)
    for year in sorted({year for _, year in totals}):
        for earlier, later in combinations(STAGES, 2):
            first, second = totals.get((earlier, year)), totals.get((later, year))
            if first is not None and first.exact and first == second:
                params = {"value": str(first), "other": str(earlier)}
                yield ReportedMismatch(
                    FindingKind.SAME_NUMBER_IN_TWO_STAGES,
                    total_cell(later, year),
                    (total_cell(earlier, year),),
                    params,
                )


def copied_totals(known: Known) -> Iterator[ReportedMismatch]:
    """One citizenship or country that repeats the whole total."""
    for cell, value in known.items():
        by_people = cell.dimension in (Dimension.CITIZENSHIP, Dimension.REPATRIATION)
        whole = known.get(cell.grand_total)
        if by_people and cell.category != TOTAL and value.exact and value == whole:
            params = {"value": str(value), "category": cell.category}
            yield ReportedMismatch(FindingKind.COPIED_TOTAL, cell, (cell.grand_total,), params)


def jumps(known: Known) -> Iterator[ReportedMismatch]:
    """Totals that change threefold or more from one reported year to the next."""
    totals = sorted(grand_totals(known).items())
    for indicator, series in groupby(totals, key=lambda item: item[0][0]):
        before: dict[int, Interval] = {}
        for (_, year), value in series:
            earlier = next(
                (one for one in compared_years(before, value) if jumped(before[one], value)), None
            )
            if earlier is not None:
                params = {
                    "value": interval_text(value),
                    "before": interval_text(before[earlier]),
                    "other_year": str(earlier),
                }
                others = (total_cell(indicator, earlier),)
                yield ReportedMismatch(
                    FindingKind.BIG_JUMP, total_cell(indicator, year), others, params
                )
            before[year] = value


def compared_years(before: Mapping[int, Interval], value: Interval) -> list[int]:
    """The last year with an exact number, if `value` is exact; then the reported year before."""
    exact = [year for year, earlier in before.items() if earlier.exact and value.exact]
    return [*exact[-1:], *list(before)[-1:]]


def jumped(one: Interval, other: Interval) -> bool:
    """Whatever the counts inside the intervals, one is at least three times the other (a zero
    counts as one).
    """
    fell = one.low >= JUMP_FACTOR * max(other.high, 1)
    return fell or other.low >= JUMP_FACTOR * max(one.high, 1)


def given_twice(rows: Iterable[OfficialRow]) -> Iterator[ReportedMismatch]:
    """One count with two different values in the same file."""
    values: dict[Cell, list[OfficialRow]] = {}
    for row in rows:
        values.setdefault(row.cell, []).append(row)
    for cell, given in values.items():
        if len(given) > 1:
            params = {"values": " / ".join(row.value.raw.strip() for row in given)}
            yield ReportedMismatch(FindingKind.GIVEN_TWICE, cell, (), params)
