"""Where do sources say different numbers of the same thing, or the same number of different years?

Nothing is averaged and nothing is dropped: statements stand side by side with what can be said of
them (domain.md section 10, traps 5 and 7). Only measures that count the same thing are compared.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from amaan.statistics.rules.claims_measures import TIP_CONVICTIONS, VICTIMS
from amaan.statistics.rules.official import Indicator, Interval

# Which published measure counts the same as which official indicator. Convictions of the FIA are
# left out on
# purpose: most of them are under emigration law.
COMPARABLE = {VICTIMS.code: Indicator.VICTIMS, TIP_CONVICTIONS.code: Indicator.CONVICTED}


class ClaimVerdict(StrEnum):
    ONE_SOURCE = "ONE_SOURCE"
    AGREE = "AGREE"
    DIFFERENT = "DIFFERENT"


@dataclass(frozen=True, slots=True)
class ClaimStatement:
    """One source, one measure, one calendar year, one value; `dated` is the source's date or ""."""

    measure: str
    year: int
    value: Interval
    source: str
    dated: str
    official: bool


@dataclass(frozen=True, slots=True)
class YearOfSources:
    """All that is said of one measure in one year; `also_in` names other years for which the number
    is given.
    """

    measure: str
    year: int
    statements: tuple[ClaimStatement, ...]
    verdict: ClaimVerdict
    also_in: tuple[int, ...]


def side_by_side(statements: Iterable[ClaimStatement]) -> tuple[YearOfSources, ...]:
    """Every year of each measure of which two sources speak in one year, or give one number for two
    years.
    """
    told = sorted(statements, key=lambda one: (one.measure, one.year, not one.official, one.source))
    lines: list[YearOfSources] = []
    for _, group in groupby(told, key=lambda one: one.measure):
        years = tuple(years_of(tuple(group)))
        if any(line.verdict is not ClaimVerdict.ONE_SOURCE or line.also_in for line in years):
            lines += years
    return tuple(lines)


def years_of(told: tuple[ClaimStatement, ...]) -> Iterator[YearOfSources]:
    for year in sorted({one.year for one in told}):
        here = tuple(one for one in told if one.year == year)
        yield YearOfSources(
            here[0].measure, year, here, verdict_on(here), repeated_years(here, told)
        )


def verdict_on(here: tuple[ClaimStatement, ...]) -> ClaimVerdict:
    if len(here) == 1:
        return ClaimVerdict.ONE_SOURCE
    agree = all(one.value.meets(other.value) for one in here for other in here)
    return ClaimVerdict.AGREE if agree else ClaimVerdict.DIFFERENT


def repeated_years(
    here: tuple[ClaimStatement, ...], told: tuple[ClaimStatement, ...]
) -> tuple[int, ...]:
    """Other years for which some source gives the very number of this year: a mix-up of years may
    lie behind it.
    """
    exact = {one.value for one in here if one.value.exact}
    return tuple(
        sorted({one.year for one in told if one.value in exact and one.year != here[0].year})
    )
