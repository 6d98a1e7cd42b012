"""What do press, reports and replies claim, and where do they and the official files differ?"""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from amaan.kernel.actor import Actor
from amaan.statistics.models import OfficialFigure, OfficialSource, StatClaim, StatValue
from amaan.statistics.rules.claims_conflicts import (
    COMPARABLE,
    ClaimStatement,
    YearOfSources,
    side_by_side,
)
from amaan.statistics.rules.claims_split import Qualifier
from amaan.statistics.rules.official import AgeGroup, Dimension, Interval, Sex


def claims_of(source: UUID, *, to: Actor) -> list[StatClaim]:
    """The claims of one file in the order of its lines, each with its split figures in `values`."""
    del to  # the pass of the reading transaction decides (security.md section 7)
    values = Prefetch("values", StatValue.objects.order_by("place_in_claim"))
    return list(StatClaim.objects.filter(source=source).order_by("line").prefetch_related(values))


def compared(
    source: OfficialSource | None,
    figures: Iterable[OfficialFigure],
    claims: Iterable[StatClaim],
) -> tuple[YearOfSources, ...]:
    """Sources side by side where they speak of the same measure; `figures` are of `source`."""
    official = official_statements(source, figures) if source else ()
    return side_by_side([*official, *claimed_statements(claims)])


def official_statements(
    source: OfficialSource, figures: Iterable[OfficialFigure]
) -> Iterator[ClaimStatement]:
    """Grand totals only: a part of one source is no rival of the whole of another."""
    measures = {str(indicator): code for code, indicator in COMPARABLE.items()}
    total = (Dimension.TOTAL, Sex.TOTAL, AgeGroup.TOTAL)
    for figure in figures:
        if figure.indicator in measures and (figure.dimension, figure.sex, figure.age) == total:
            value = Interval(figure.low, figure.high)
            yield ClaimStatement(
                measures[figure.indicator],
                figure.year,
                value,
                source.publisher,
                dated=source.as_of.isoformat() if source.as_of else "",
                official=True,
            )


def claimed_statements(claims: Iterable[StatClaim]) -> Iterator[ClaimStatement]:
    """Exact figures of whole calendar years, without part or place."""
    for claim in claims:
        for value in claim.values.all():
            if comparable(value):
                number = Interval(value.number, value.number)
                year = value.period_from.year if value.period_from else 0
                yield ClaimStatement(
                    value.measure_code, year, number, claim.cited, claim.source_date, official=False
                )


def comparable(value: StatValue) -> bool:
    return (
        value.qualifier == Qualifier.EXACT
        and not value.submeasure
        and not value.place
        and whole_year(value.period_from, value.period_to)
    )


def whole_year(start: date | None, end: date | None) -> bool:
    return (
        start is not None and end == date(start.year + 1, 1, 1) and start == date(start.year, 1, 1)
    )
