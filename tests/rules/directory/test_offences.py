"""The law register says what its source says: 68 rows, unknown stays unknown."""

from collections import Counter
from pathlib import Path

import pytest

from amaan.directory.rules.confidence import Confidence, read_confidence, weakest
from amaan.directory.rules.importing import ImportReport, read_file, table_of
from amaan.directory.rules.offences import (
    FORMS,
    LAYOUT,
    SMUGGLING,
    FineOnly,
    OffenceRow,
    fine_alone,
    fine_limit,
    forms_of,
    months,
)
from amaan.kernel.reasons import Refused


@pytest.fixture
def report(files: Path) -> ImportReport[OffenceRow]:
    return read_file((files / "offences.csv").read_bytes(), LAYOUT)


def test_all_68_rows_are_read_without_a_problem(report: ImportReport[OffenceRow]) -> None:
    assert report.problems == ()
    assert len(report.rows) == report.seen == 68


def test_35_rows_have_no_vintage_and_start_not_known(report: ImportReport[OffenceRow]) -> None:
    empty = [row for row in report.rows if not row.vintage.raw]
    assert len(empty) == 35
    assert not any(row.vintage.start_known for row in empty)
    assert len({row.vintage.raw for row in report.rows}) == 16


def test_raw_texts_are_kept_beside_what_was_parsed(
    files: Path, report: ImportReport[OffenceRow]
) -> None:
    header, table = table_of((files / "offences.csv").read_bytes())
    raw = {row.cells[0]: dict(zip(header, row.cells, strict=True)) for row in table}
    for row in report.rows:
        kept = (row.min_text, row.max_text, row.fine_text, row.fine_alternative_text, row.form_text)
        there = raw[row.code]
        names = ("min_years", "max_years", "fine", "fine_alternative", "tip_form")
        assert kept == tuple(there[name] for name in names)
        assert row.vintage.raw == there["vintage"]


def test_no_outcome_is_invented(report: ImportReport[OffenceRow]) -> None:
    counts = Counter(row.fine_only for row in report.rows)
    assert counts[FineOnly.YES] + counts[FineOnly.NO] + counts[FineOnly.UNKNOWN] == 68
    by_code = {row.code: row for row in report.rows}
    assert by_code["PTIP-3-1-2025"].fine_only is FineOnly.UNKNOWN  # "exact wording unverified"
    assert by_code["PTIP-3-2-2025"].fine_only is FineOnly.NO
    assert by_code["PTIP-5"].fine_only is FineOnly.UNKNOWN


@pytest.mark.parametrize(
    ("code", "confidence"),
    [
        ("PTIP-3-1-2018", Confidence.CONFIRMED),
        ("PTIP-3-1-2025", Confidence.PRESS),
        ("PTIP-4", Confidence.MEMORY),
        ("PSM-3-2018", Confidence.PRESS),
        ("PPC-369A", Confidence.CONFIRMED),
        ("PPC-366B", Confidence.PRESS),
        ("BLS-12", Confidence.MEMORY),
        ("PAC-2002", Confidence.CONFIRMED),
    ],
)
def test_a_mix_takes_the_weaker_part(
    report: ImportReport[OffenceRow], code: str, confidence: Confidence
) -> None:
    assert {row.code: row.confidence for row in report.rows}[code] is confidence


def test_same_means_the_source_above(report: ImportReport[OffenceRow]) -> None:
    sources = {row.code: row.source for row in report.rows}
    assert sources["EMO-17-2"] == sources["EMO-17-1"]
    assert sources["PVO-4"].startswith(sources["PVO-2"])
    assert sources["PVO-4"].endswith("repeat offence doubles")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("7", 84), ("", None), ("life", None), ("as offence", None), ("1 or 3 (unverified)", None),
     ("3 RI", None), ("7-20", None), ("٧", None)],
)  # fmt: skip
def test_only_plain_years_become_months(text: str, expected: int | None) -> None:
    assert months(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up to PKR 1m", 1_000_000),
        ("PKR 100k-300k", 300_000),
        ("up to PKR 25m; forfeiture", 25_000_000),
        (">= PKR 50,000", None),
        ("PKR 2m (2018) / 10m (2025)", None),
        ("and fine", None),
        ("", None),
    ],
)
def test_fine_limits(text: str, expected: int | None) -> None:
    assert fine_limit(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yes (fine or both)", FineOnly.YES),
        ("or both (press)", FineOnly.YES),
        ("no (removed for women/children)", FineOnly.NO),
        ("no (and fine) - exact wording unverified", FineOnly.UNKNOWN),
        ("as offence", FineOnly.UNKNOWN),
        ("", FineOnly.UNKNOWN),
        ("perhaps", FineOnly.UNKNOWN),
    ],
)
def test_fine_alone(text: str, expected: FineOnly) -> None:
    assert fine_alone(text) is expected


def test_words_of_the_register_map_to_forms() -> None:
    assert set(forms_of("any")) == set(FORMS) - {SMUGGLING}
    assert forms_of("sex") == ("sexual_exploitation",)
    assert forms_of("slavery") == ("forced_labour", "domestic_servitude")
    assert forms_of("child_labour") == ("child_labour_exploitative",)
    assert forms_of("smuggling") == (SMUGGLING,)
    assert forms_of("organ_removal") == ("organ_removal",)
    for related in ("fraud_recruitment", "kidnap", "financial", "legacy", "other", "child"):
        assert forms_of(related) == ()
    with pytest.raises(Refused):
        forms_of("fishing")


def test_child_rows_carry_the_flag(report: ImportReport[OffenceRow]) -> None:
    assert {r.code for r in report.rows if r.for_child} == {"PPC-364A", "PPC-328A"}


def test_an_empty_mix_is_memory() -> None:
    assert weakest([]) is Confidence.MEMORY
    assert read_confidence("X", "FIA site file") is Confidence.CONFIRMED


def test_rows_of_one_law_share_its_code(report: ImportReport[OffenceRow]) -> None:
    assert {r.law_code for r in report.rows if r.law.startswith("PoTiPA")} == {"PTIP"}
