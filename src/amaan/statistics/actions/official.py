"""Taking in a UNODC file: all of it or nothing, once for each content."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from amaan.access.transactions import action
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.ledger.actions import record
from amaan.statistics.actions.sources import begin_source, hash_of, new_source
from amaan.statistics.models import FigureFinding, OfficialFigure, OfficialSource, QuarantinedFigure
from amaan.statistics.rules.findings import ReportedMismatch, findings
from amaan.statistics.rules.official import OfficialRow
from amaan.statistics.rules.official_layout import read_official
from amaan.statistics.rules.official_quarantine import SetAside, Sorted, sort_rows

PUBLISHER = "UNODC"
TITLE = "GLOTIP data file"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What an import found. `fresh` is False when this content was known and nothing changed.

    `suppressed` counts the lines that say "<5", repetitions included; `duplicates` are (line, line
    it repeats).
    """

    source: UUID
    fresh: bool
    sorted: Sorted
    findings: tuple[ReportedMismatch, ...]


@action
def import_official(
    *, content: bytes, name: str, as_of: date | None = None, by: Actor, at: datetime
) -> Loaded:
    """Load a UNODC file. `name` is the file's name, `as_of` the publisher's own date of the file if
    known.

    Raises Refused with line, field and remedy when the file cannot be read; then nothing has
    changed.
    """
    rows = read_official(content)
    sorting = sort_rows(rows)
    found = findings(sorting.loaded)
    source = new_source(OfficialSource.Layout.GLOTIP, content, name, as_of, at)
    source.publisher, source.title = PUBLISHER, TITLE
    source.content_sha256 = hash_of((*row.cell, row.value.raw.strip(), row.origin) for row in rows)
    source.rows_read, source.suppressed_read = sorting.read, sorting.suppressed
    source.duplicate_lines = [[row.line, first] for row, first in sorting.duplicates]
    kept, fresh = begin_source(source)
    if fresh:
        write_figures(kept, sorting, found)
        record(
            Fact(
                "statistics.official.imported",
                about=kept.ref,
                by=by,
                at=at,
                body=counts(sorting, found),
            )
        )
    return Loaded(kept.pk, fresh, sorting, found)


def counts(sorting: Sorted, found: tuple[ReportedMismatch, ...]) -> dict[str, object]:
    return {
        "read": sorting.read,
        "loaded": len(sorting.loaded),
        "suppressed": sorting.suppressed,
        "quarantined": len(sorting.quarantined),
        "duplicates": len(sorting.duplicates),
        "findings": len(found),
    }


def write_figures(
    source: OfficialSource, sorting: Sorted, found: Iterable[ReportedMismatch]
) -> None:
    figures = [figure_of(source, row) for row in sorting.loaded]
    OfficialFigure.objects.bulk_create(figures)
    QuarantinedFigure.objects.bulk_create(
        quarantined_of(source, aside) for aside in sorting.quarantined
    )
    beside = {row.cell: figure for row, figure in zip(sorting.loaded, figures, strict=True)}
    FigureFinding.objects.bulk_create(
        FigureFinding(
            source=source,
            place=place,
            kind=one.kind,
            figure=beside[one.cell],
            others=[beside[cell].line for cell in one.others],
            params=dict(one.params),
            needs_note=one.needs_note,
        )
        for place, one in enumerate(found)
    )


def figure_of(source: OfficialSource, row: OfficialRow) -> OfficialFigure:
    return OfficialFigure(
        source=source,
        line=row.line,
        **row.cell._asdict(),
        raw_value=row.value.raw,
        suppressed=row.value.suppressed,
        number=row.value.number,
        low=row.value.interval.low,
        high=row.value.interval.high,
        origin=row.origin,
    )


def quarantined_of(source: OfficialSource, aside: SetAside) -> QuarantinedFigure:
    return QuarantinedFigure(
        source=source,
        line=aside.row.line,
        **aside.row.cell._asdict(),
        raw_value=aside.row.value.raw,
        cause=aside.cause,
        bound=aside.bound,
    )
