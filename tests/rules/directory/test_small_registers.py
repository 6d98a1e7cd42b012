"""Calendars, clock limits, codes and agencies: what the project's own files promise."""

import tomllib
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from amaan.directory.rules import agencies, clock_limits, codes
from amaan.directory.rules.calendars import Holiday, read_calendars, reasons_against_calendar
from amaan.directory.rules.clock_limits import (
    LimitRow,
    LimitStatus,
    levels_text,
    read_escalations,
    reasons_against_limit,
)
from amaan.directory.rules.importing import read_file
from amaan.directory.rules.offences import FORMS
from amaan.directory.rules.services import ServiceKind
from amaan.kernel.clock import EscalationLevel, Limit, LimitUnit
from amaan.kernel.reasons import Refused


@pytest.fixture
def limits(own: Path) -> dict[tuple[str, str], LimitRow]:
    report = read_file((own / "clock_limits.csv").read_bytes(), clock_limits.LAYOUT)
    assert report.problems == ()
    return {(row.kind, row.urgency): row for row in report.rows}


def test_the_table_of_workflows_section_2(limits: dict[tuple[str, str], LimitRow]) -> None:
    kinds = ("ACKNOWLEDGE", "ACCEPT", "CONTACT", "PROGRESS")
    found = {
        urgency: [str(limits[kind, urgency].limit.amount) + " " + limits[kind, urgency].limit.unit
                  for kind in kinds]
        for urgency in ("U1", "U2", "U3", "U4")
    }  # fmt: skip
    assert found == {
        "U1": ["15 MINUTES", "1 HOURS", "4 HOURS", "12 HOURS"],
        "U2": ["2 HOURS", "8 HOURS", "24 HOURS", "48 HOURS"],
        "U3": ["1 WORKING_DAYS", "2 WORKING_DAYS", "5 WORKING_DAYS", "10 WORKING_DAYS"],
        "U4": ["2 WORKING_DAYS", "5 WORKING_DAYS", "10 WORKING_DAYS", "30 DAYS"],
    }


def test_nothing_is_ratified_yet(limits: dict[tuple[str, str], LimitRow]) -> None:
    for row in limits.values():
        assert row.status == LimitStatus.PROPOSED
        assert (row.owner, row.decision_ref, row.effective_from) == ("", "", None)
        assert row.mark == "P"
        assert list(reasons_against_limit(row)) == []


def test_ratifying_needs_owner_decision_and_day(limits: dict[tuple[str, str], LimitRow]) -> None:
    row = limits["ACCEPT", "U1"]
    named = replace(row, owner="MOI", decision_ref="1/2030", effective_from=date(2030, 1, 1))
    ratified = replace(named, status=LimitStatus.RATIFIED)
    bare = replace(row, status=LimitStatus.RATIFIED, limit=Limit(0, LimitUnit.HOURS))
    assert list(reasons_against_limit(ratified)) == []
    assert [r.code for r in reasons_against_limit(named)] == ["proposed-with-decision"]
    assert [r.code for r in reasons_against_limit(bare)] == [
        "limit-too-short",
        "ratified-without-decision",
    ]


@pytest.mark.parametrize(
    ("limit", "codes"),
    [
        (Limit(3660, LimitUnit.DAYS), []),
        (Limit(3661, LimitUnit.DAYS), ["limit-too-long"]),
        (Limit(3660, LimitUnit.WORKING_DAYS), []),
        (Limit(3661, LimitUnit.WORKING_DAYS), ["limit-too-long"]),
        (Limit(3660 * 24 + 1, LimitUnit.HOURS), ["limit-too-long"]),
        (Limit(3660 * 24 * 60, LimitUnit.MINUTES), []),
    ],
)
def test_a_limit_ends_within_ten_years(
    limits: dict[tuple[str, str], LimitRow], limit: Limit, codes: list[str]
) -> None:
    row = replace(limits["ACCEPT", "U1"], escalations=())
    assert [it.code for it in reasons_against_limit(replace(row, limit=limit))] == codes
    late = replace(row, escalations=(EscalationLevel("supervisor", limit),))
    assert [it.code for it in reasons_against_limit(late)] == codes


def test_rungs_are_read_and_written_alike(limits: dict[tuple[str, str], LimitRow]) -> None:
    rungs = limits["ACCEPT", "U2"].escalations
    assert [rung.post for rung in rungs] == [
        "supervisor",
        "district_focal_person",
        "provincial_coordinator",
    ]
    assert read_escalations(tuple(levels_text(rungs).split(";"))) == rungs
    for wrong in ("boss=1 HOURS", "supervisor=x HOURS", "supervisor=1 YEARS", "supervisor"):
        with pytest.raises(Refused):
            read_escalations((wrong,))


def test_calendars_of_every_province_can_be_used(own: Path) -> None:
    data = tomllib.loads((own / "calendars.toml").read_text(encoding="utf-8"))
    calendars = {terms.province: terms for terms in read_calendars(data, (2026, 2027))}
    assert set(calendars) == {"", "PB", "SD", "KP", "BA", "IS", "JK", "GB"}
    assert [c for terms in calendars.values() for c in reasons_against_calendar(terms)] == []
    pakistan_day = date(2027, 3, 23)
    assert all(pakistan_day in {h.on for h in terms.holidays} for terms in calendars.values())


def test_a_calendar_that_would_stop_clocks_is_refused(own: Path) -> None:
    data = tomllib.loads((own / "calendars.toml").read_text(encoding="utf-8"))
    good = read_calendars(data, (2026,))[0]
    day = Holiday(date(2026, 3, 23), "a", "الف")
    wrong = replace(
        good,
        opens=time(17),
        closes=time(9),
        weekly_holidays=tuple(range(7)),
        holidays=(day, day),
    )
    assert [r.code for r in reasons_against_calendar(wrong)] == [
        "calendar-closes-before-opening",
        "calendar-has-no-working-day",
        "calendar-day-twice",
    ]
    unknown = replace(good, weekly_holidays=(7,))
    assert [r.code for r in reasons_against_calendar(unknown)] == ["calendar-weekday-unknown"]


def test_code_lists_agree_with_the_rules(own: Path) -> None:
    report = read_file((own / "codes.csv").read_bytes(), codes.LAYOUT)
    assert report.problems == ()
    lists: dict[str, set[str]] = {}
    for row in report.rows:
        lists.setdefault(row.list, set()).add(row.code)
    assert lists["form"] == set(FORMS)
    assert lists["service_kind"] == set(ServiceKind)
    assert len(lists["decline_reason"]) == 9  # workflows.md section 5
    assert len(lists["outcome_code"]) == 8


def test_agencies_mark_who_counts_as_police(own: Path) -> None:
    report = read_file((own / "agencies.csv").read_bytes(), agencies.LAYOUT)
    assert report.problems == ()
    police = {row.code for row in report.rows if row.police}
    assert {"FIA", "PB-POLICE", "BA-LEVIES"} <= police
    assert not {"PLATFORM", "PB-CPWB", "OVERSIGHT"} & police
