"""Are clocks due, paused, met and breached as workflows.md section 2 says?"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.kernel.calendar import WorkingCalendar
from amaan.kernel.clock import (
    EscalationLevel,
    Limit,
    LimitUnit,
    Verdict,
    due_at,
    elapsed,
    escalation_times,
    leadership_report_at,
    pause_ends_at,
    pause_left,
    paused_due,
    verdict,
)
from amaan.kernel.period import Period

CALENDAR = WorkingCalendar("PB-2024", frozenset({5, 6}), time(9), time(17))
MONDAY = datetime(2024, 3, 18, 5, tzinfo=UTC)  # 10:00 in Karachi
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2024, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001
LIMITS = st.builds(Limit, st.integers(0, 30), st.sampled_from(LimitUnit))
PAUSE_LIMITS = st.builds(Limit, st.integers(0, 8), st.sampled_from(LimitUnit))
WAITS = st.timedeltas(timedelta(0), timedelta(days=6))
U1_LADDER = (
    EscalationLevel("duty_officer", Limit(1, LimitUnit.HOURS)),
    EscalationLevel("district_focal_person", Limit(2, LimitUnit.HOURS)),
    EscalationLevel("provincial_coordinator", Limit(4, LimitUnit.HOURS)),
)


@pytest.mark.parametrize(
    ("limit", "due"),
    [
        (Limit(15, LimitUnit.MINUTES), MONDAY + timedelta(minutes=15)),
        (Limit(8, LimitUnit.HOURS), MONDAY + timedelta(hours=8)),
        (Limit(14, LimitUnit.DAYS), MONDAY + timedelta(days=14)),
        (Limit(5, LimitUnit.WORKING_DAYS), MONDAY + timedelta(days=7)),
    ],
)
def test_due_runs_on_the_wall_clock_or_on_the_working_calendar(limit: Limit, due: datetime) -> None:
    assert due_at(MONDAY, limit, CALENDAR) == due


def test_a_negative_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Limit(-1, LimitUnit.HOURS)


@pytest.mark.invariant("4a")
@pytest.mark.parametrize(
    ("met_after", "seen_after", "expected"),
    [
        (None, 59, Verdict.RUNNING),
        (None, 60, Verdict.RUNNING),
        (None, 61, Verdict.BREACHED),
        (60, 90, Verdict.MET),
        (61, 90, Verdict.BREACHED),
    ],
)
def test_a_clock_is_met_or_breached_but_not_both(
    met_after: int | None, seen_after: int, expected: Verdict
) -> None:
    met_at = None if met_after is None else MONDAY + timedelta(minutes=met_after)
    due = MONDAY + timedelta(hours=1)
    assert verdict(due=due, met_at=met_at, at=MONDAY + timedelta(minutes=seen_after)) is expected


@pytest.mark.invariant("4b")
@given(MOMENTS, LIMITS, PAUSE_LIMITS, st.lists(st.tuples(WAITS, WAITS), max_size=6))
def test_all_pauses_together_stay_within_their_limit_and_keep_what_was_left(
    start: datetime, limit: Limit, total: Limit, waits: list[tuple[timedelta, timedelta]]
) -> None:
    due, at, used = due_at(start, limit, CALENDAR), start, timedelta(0)
    for gap, wanted in waits:
        begun = at + gap
        ended = min(begun + wanted, pause_ends_at(begun, used, total, CALENDAR))
        pause = Period(begun, ended)
        moved = paused_due(due, pause, limit.unit, CALENDAR)
        if begun < due:
            left = elapsed(begun, due, limit.unit, CALENDAR)
            assert elapsed(ended, moved, limit.unit, CALENDAR) == left
        else:
            assert moved == due, "a breached clock does not move"
        used += elapsed(begun, ended, total.unit, CALENDAR)
        due, at = moved, ended
    assert used <= total.span(CALENDAR)
    assert pause_left(used, total, CALENDAR) == total.span(CALENDAR) - used


@pytest.mark.invariant("4b")
def test_a_pause_ends_by_itself_when_the_total_is_spent() -> None:
    total = Limit(5, LimitUnit.WORKING_DAYS)
    two_days = timedelta(hours=16)
    assert pause_ends_at(MONDAY, timedelta(0), total, CALENDAR) == MONDAY + timedelta(days=7)
    assert pause_ends_at(MONDAY, two_days, total, CALENDAR) == MONDAY + timedelta(days=3)
    assert pause_ends_at(MONDAY, timedelta(hours=40), total, CALENDAR) == MONDAY
    assert pause_left(timedelta(hours=41), total, CALENDAR) == timedelta(0)


@pytest.mark.parametrize("pause", [Period(MONDAY), Period(None, MONDAY), Period()])
def test_a_pause_that_is_not_over_cannot_be_counted(pause: Period) -> None:
    with pytest.raises(ValueError, match="begun and ended"):
        paused_due(MONDAY, pause, LimitUnit.HOURS, CALENDAR)


@pytest.mark.invariant("12a")
@given(MOMENTS, LIMITS, WAITS, st.sets(st.dates(date(2024, 1, 1), date(2024, 7, 1)), max_size=60))
def test_a_calendar_edit_changes_no_history(
    start: datetime, limit: Limit, answered_after: timedelta, gazetted: set[date]
) -> None:
    stored_due, met_at = due_at(start, limit, CALENDAR), start + answered_after
    before = verdict(due=stored_due, met_at=met_at, at=met_at)
    edited = replace(CALENDAR, version="PB-2024b", holidays=frozenset(gazetted))
    assert due_at(start, limit, edited) >= stored_due or limit.unit is not LimitUnit.WORKING_DAYS
    later = met_at + timedelta(days=400)
    assert verdict(due=stored_due, met_at=met_at, at=later) is before
    assert due_at(start, limit, CALENDAR) == stored_due, "the old version still explains it"


def test_the_ladder_counts_from_the_start_of_the_clock() -> None:
    times = escalation_times(MONDAY, U1_LADDER, CALENDAR)
    assert [at - MONDAY for at in times] == [timedelta(hours=h) for h in (1, 2, 4)]


def test_a_ladder_that_climbs_down_is_refused() -> None:
    with pytest.raises(ValueError, match="upward"):
        escalation_times(MONDAY, U1_LADDER[::-1], CALENDAR)


def test_a_breach_of_three_limits_goes_to_the_leadership_report() -> None:
    limit = Limit(2, LimitUnit.WORKING_DAYS)
    due = due_at(MONDAY, limit, CALENDAR)
    assert leadership_report_at(due, limit, CALENDAR) == due_at(
        MONDAY, Limit(8, LimitUnit.WORKING_DAYS), CALENDAR
    )
