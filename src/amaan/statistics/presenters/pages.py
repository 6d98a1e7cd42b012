"""What does the page of figures hold, ready to be shown?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from amaan.statistics.models import (
    FigureFinding,
    OfficialFigure,
    OfficialSource,
    QuarantinedFigure,
    StatClaim,
    StatValue,
)
from amaan.statistics.presenters.charts import chart_of
from amaan.statistics.presenters.tables import CellMark, tables_by_indicator, totals_by_indicator
from amaan.statistics.presenters.wording import label
from amaan.statistics.rules.claims_conflicts import ClaimStatement, ClaimVerdict, YearOfSources
from amaan.statistics.rules.official import Indicator


def official_part(
    source: OfficialSource,
    told: Sequence[OfficialFigure],
    found: Sequence[FigureFinding],
    aside: Sequence[QuarantinedFigure],
    wanted: str,
) -> dict[str, Any]:
    """Totals and charts of every indicator, and the whole table of the `wanted` one (else the
    first).
    """
    totals = totals_by_indicator(told, found)
    tables = tables_by_indicator(told, found)
    chosen = next(
        (table for table in tables if table.indicator == wanted), tables[0] if tables else None
    )
    return {
        "loaded": len(told),
        "duplicates": source.duplicate_lines,
        "without_law": sum(one.law_article is None for one in told),
        "without_office": sum(one.source_office is None for one in told),
        "findings": len(found),
        "indicators": list(Indicator),
        "charts": [chart_of(indicator, marks) for indicator, marks in totals.items()],
        "total_rows": rows_by_year(totals),
        "table": chosen,
        "tabs": [tab_of(table.indicator, len(table.notes), table is chosen) for table in tables],
        "quarantined": len(aside),
        "aside_by_cause": [
            (cause, list(group))
            for cause, group in groupby(sorted(aside, key=by_cause), lambda one: one.cause)
        ],
    }


def by_cause(one: QuarantinedFigure) -> tuple[str, int]:
    return one.cause, one.line


def tab_of(indicator: str, notes: int, current: bool) -> dict[str, Any]:  # noqa: FBT001
    url = f"?indicator={indicator}#by-indicator"
    return {
        "url": url,
        "label": label("indicator", indicator),
        "count": notes or None,
        "current": current,
    }


def rows_by_year(
    totals: dict[Indicator, tuple[CellMark, ...]],
) -> list[tuple[int, list[tuple[Indicator, CellMark]]]]:
    """Years down, indicators across; the newest year first."""
    years = [mark.year for mark in next(iter(totals.values()), ())]
    rows = [
        (year, [(indicator, marks[place]) for indicator, marks in totals.items()])
        for place, year in enumerate(years)
    ]
    return rows[::-1]


@dataclass(frozen=True, slots=True)
class Split:
    """One figure of a claim; `part` and `place` are words or empty."""

    qualifier: str
    number: str
    measure: str
    part: SafeString
    place: SafeString


@dataclass(frozen=True, slots=True)
class Published:
    """A claim with its figures; no figures where no rule splits it."""

    claim: StatClaim
    figures: tuple[Split, ...]


def published_part(claims: Sequence[StatClaim]) -> dict[str, Any]:
    told = [
        Published(claim, tuple(split_of(value) for value in claim.values.all())) for claim in claims
    ]
    return {
        "claims": told,
        "raw_claims": [claim for claim in claims if not claim.split],
        "undated": sum(not claim.source_date for claim in claims),
    }


def split_of(value: StatValue) -> Split:
    return Split(
        qualifier=value.qualifier,
        number=f"{value.number:,}",
        measure=value.measure_code,
        part=label("submeasure", value.submeasure) if value.submeasure else SafeString(""),
        place=label("place", value.place) if value.place else SafeString(""),
    )


@dataclass(frozen=True, slots=True)
class Compared:
    """One year of one measure: what the official file says, what others say, and the verdict in
    words.
    """

    measure: str
    year: int
    official: tuple[ClaimStatement, ...]
    others: tuple[ClaimStatement, ...]
    tone: str
    verdict: str
    also_in: tuple[int, ...]


TONES = {
    ClaimVerdict.AGREE: "ok",
    ClaimVerdict.DIFFERENT: "warn",
    ClaimVerdict.ONE_SOURCE: "neutral",
}


def comparison(lines: Iterable[YearOfSources]) -> list[Compared]:
    words = {
        ClaimVerdict.AGREE: _("sources agree"),
        ClaimVerdict.DIFFERENT: _("sources differ"),
        ClaimVerdict.ONE_SOURCE: _("one source only"),
    }
    return [
        Compared(
            measure=line.measure,
            year=line.year,
            official=tuple(one for one in line.statements if one.official),
            others=tuple(one for one in line.statements if not one.official),
            tone=TONES[line.verdict],
            verdict=words[line.verdict],
            also_in=line.also_in,
        )
        for line in lines
    ]
