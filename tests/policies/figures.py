"""Official figures without an import: one row in each of their tables."""

import json
from uuid import UUID, uuid4

from tests.factories.nation import as_owner

AT = "2026-01-01T00:00:00Z"
PLACE = {
    "line": 1, "indicator": "VICTIMS", "year": 2024, "dimension": "TOTAL", "category": "",
    "sex": "TOTAL", "age": "TOTAL", "raw_value": "7",
}  # fmt: skip


def laid(table: str, **values: object) -> UUID:
    """A row told column by column; its id."""
    ident = uuid4()
    told = json.dumps({"id": ident, **values}, default=str)
    as_owner(f"INSERT INTO {table} SELECT (jsonb_populate_record(NULL::{table}, %s)).*", told)
    return ident


def official_figures() -> None:
    source = laid(
        "statistics_official_source",
        layout="GLOTIP",
        publisher="Invented office",
        title="Invented figures",
        file_name="invented.xlsx",
        file_sha256="a",
        content_sha256="a",
        rows_read=1,
        suppressed_read=0,
        duplicate_lines=[],
        loaded_at=AT,
    )
    figure = laid(
        "statistics_official_figure",
        source_id=source,
        **PLACE,
        suppressed=False,
        number=7,
        low=7,
        high=7,
        origin="",
    )
    laid("statistics_quarantined_figure", source_id=source, **PLACE, cause="CATEGORY_EMPTY")
    laid(
        "statistics_figure_finding",
        source_id=source,
        place=1,
        kind="BIG_JUMP",
        figure_id=figure,
        others=[],
        params={},
        needs_note=False,
    )
    claim = laid(
        "statistics_claim",
        source_id=source,
        line=1,
        period="2024",
        measure="Victims",
        raw_value="7",
        cited="Invented paper",
        source_date="2024",
        confidence="low",
        grade="C",
        split=True,
    )
    laid(
        "statistics_value",
        claim_id=claim,
        place_in_claim=1,
        measure_code="VICTIMS",
        submeasure="",
        place="",
        unit="PERSONS",
        number=7,
        qualifier="EXACT",
    )
    laid(
        "directory_import_run",
        kind="units",
        file_name="invented.csv",
        content="\\x00",
        sha256="a",
        state="PREVIEWED",
        rows=1,
        problems=0,
        at=AT,
    )
