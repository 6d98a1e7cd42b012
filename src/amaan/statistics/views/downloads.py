"""The figures of the page as files for a spreadsheet: shown figures only, and no cell that could
run.
"""

import csv
from collections.abc import Iterable, Iterator

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.kernel.actor import Actor
from amaan.statistics import queries
from amaan.statistics.models import OfficialFigure, OfficialSource, StatClaim
from amaan.statistics.rules.official_export import safe_cell

Layout = OfficialSource.Layout
Cells = Iterable[object]

OFFICIAL_HEAD = (
    "indicator", "year", "dimension", "category", "sex", "age", "value", "mark", "low", "high",
    "law_article", "source_office", "findings", "publisher", "as_of", "line",
)  # fmt: skip
PUBLISHED_HEAD = (
    "period", "measure", "written_value", "measure_code", "part", "place", "from", "to_before",
    "unit", "number", "qualifier", "source", "source_date", "confidence", "grade", "line",
)  # fmt: skip


@require_safe
@requires(Permission.STATISTICS_FIGURES_READ)
def official_csv(request: StaffRequest) -> HttpResponse:
    """The loaded official figures; what is set aside is not among them."""
    with reading(request.actor):
        return sheet("official-figures.csv", OFFICIAL_HEAD, official_rows(request.actor))


@require_safe
@requires(Permission.STATISTICS_FIGURES_READ)
def published_csv(request: StaffRequest) -> HttpResponse:
    """The published figures, one line a split figure; a claim that stays raw has one line without a
    figure.
    """
    with reading(request.actor):
        return sheet("published-figures.csv", PUBLISHED_HEAD, published_rows(request.actor))


def sheet(name: str, head: Cells, rows: Iterable[Cells]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")  # spreadsheets take a file without it for another encoding
    writer = csv.writer(response)
    writer.writerow(head)
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return response


def official_rows(reader: Actor) -> Iterator[Cells]:
    source = queries.newest_source(Layout.GLOTIP, to=reader)
    if source is None:
        return
    kinds: dict[int, list[str]] = {}
    for one in queries.findings_of(source.pk, to=reader):
        kinds.setdefault(one.figure.line, []).append(one.kind)
    for figure in queries.figures_of(source.pk, to=reader):
        yield official_row(source, figure, " ".join(kinds.get(figure.line, [])))


def official_row(source: OfficialSource, figure: OfficialFigure, kinds: str) -> Cells:
    mark = "SUPPRESSED" if figure.suppressed else "NUMBER"
    value: object = figure.number if figure.number is not None else figure.raw_value.strip()
    what = (
        figure.indicator,
        figure.year,
        figure.dimension,
        figure.category,
        figure.sex,
        figure.age,
    )
    origin = (
        figure.law_article,
        figure.source_office,
        kinds,
        source.publisher,
        source.as_of,
        figure.line,
    )
    return (*what, value, mark, figure.low, figure.high, *origin)


def published_rows(reader: Actor) -> Iterator[Cells]:
    source = queries.newest_source(Layout.CLAIMS, to=reader)
    for claim in queries.claims_of(source.pk, to=reader) if source else []:
        yield from rows_of_claim(claim)


def rows_of_claim(claim: StatClaim) -> Iterator[Cells]:
    said = (claim.period, claim.measure, claim.raw_value)
    origin = (claim.cited, claim.source_date, claim.confidence, claim.grade, claim.line)
    for value in claim.values.all():
        when = (value.period_from, value.period_to)
        part = (value.measure_code, value.submeasure, value.place)
        yield (*said, *part, *when, value.unit, value.number, value.qualifier, *origin)
    if not claim.split:
        yield (*said, *[None] * 8, *origin)
