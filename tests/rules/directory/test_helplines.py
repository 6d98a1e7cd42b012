"""Numbers are text, one row a number and province, and 15 is never taken off."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from amaan.directory.rules.confidence import Confidence
from amaan.directory.rules.helplines import (
    LAYOUT,
    HelplineRow,
    HelplineStatus,
    by_province,
    dial_form,
    read_helpline,
    reasons_against_revising,
    reasons_against_verifying,
)
from amaan.directory.rules.importing import read_file
from amaan.kernel.reasons import Refused

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)


@pytest.fixture
def rows(files: Path) -> list[HelplineRow]:
    report = read_file((files / "helplines.csv").read_bytes(), LAYOUT)
    assert report.problems == ()
    assert report.seen == 19
    return [part for row in report.rows for part in by_province(row)]


def test_one_row_per_number_and_province(rows: list[HelplineRow]) -> None:
    child_lines = {row.province: row for row in rows if row.number_text == "1121"}
    assert set(child_lines) == {"PB", "KP", "IS", "SD"}
    assert child_lines["SD"].confidence is Confidence.MEMORY
    assert child_lines["SD"].service_en == "Sindh CPA"
    assert max(Counter((r.number_text, r.province) for r in rows).values()) == 1


def test_every_row_starts_unverified_and_two_are_withheld(rows: list[HelplineRow]) -> None:
    withheld = {row.number_text for row in rows if row.status is HelplineStatus.WITHHELD}
    assert "1991" in withheld
    assert len(withheld) == 2
    rest = {row.status for row in rows if row.number_text not in withheld}
    assert rest == {HelplineStatus.UNVERIFIED}


def test_no_personal_number_is_carried_into_the_project(own: Path) -> None:
    assert "0336" not in (own / "helplines.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("number", "dial"),
    [("15", ""), ("111-247-786", ""), ("051-111-345-786", "+9251111345786"), ("1122", "")],
)
def test_short_codes_have_no_international_form(number: str, dial: str) -> None:
    assert dial_form(number) == dial


def test_verifying_needs_an_open_line_and_a_past_day() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert [r.code for r in reasons_against_verifying("UNVERIFIED", TODAY, NOW)] == []
    codes = [r.code for r in reasons_against_verifying("WITHHELD", tomorrow, NOW)]
    assert codes == ["helpline-not-open", "verified-in-future"]


def test_15_cannot_be_taken_off() -> None:
    assert [r.code for r in reasons_against_revising("15", "WITHHELD")] == ["helpline-always-shown"]
    assert [r.code for r in reasons_against_revising("1121", "WITHHELD")] == []
    assert [r.code for r in reasons_against_revising("1121", "?")] == ["cell-not-in-list"]


def test_letters_are_not_a_number() -> None:
    with pytest.raises(Refused):
        read_helpline({"number": "call me", "service": "x", "confidence": "M"})
