"""Truth tables of one clock: start, rest, done, called off, urgency, calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from amaan.kernel.calendar import WorkingCalendar
from amaan.kernel.clock import EscalationLevel, Limit, LimitUnit, Verdict
from amaan.kernel.reasons import Refused
from amaan.work.rules.clocks import (
    Allowance,
    Next,
    Terms,
    Times,
    begin,
    finish,
    next_step,
    pause,
    recounted,
    resume,
    stepped,
    stop,
    verdict_of,
    with_urgency,
)

CALENDAR = WorkingCalendar("v1", frozenset({5, 6}), time(9), time(17))
MONDAY = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)  # 10:00 in Karachi
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIVE_DAYS = Limit(5, LimitUnit.WORKING_DAYS)
U1 = Terms(
    Limit(15, LimitUnit.MINUTES),
    (
        EscalationLevel("duty_officer", Limit(1, LimitUnit.HOURS)),
        EscalationLevel("district_focal_person", Limit(2, LimitUnit.HOURS)),
    ),
    CALENDAR,
)
U2 = Terms(
    Limit(8, LimitUnit.HOURS), (EscalationLevel("supervisor", Limit(8, LimitUnit.HOURS)),), CALENDAR
)
U3 = Terms(
    Limit(2, LimitUnit.WORKING_DAYS),
    (EscalationLevel("supervisor", Limit(3, LimitUnit.WORKING_DAYS)),),
    CALENDAR,
)


def test_a_u1_clock_runs_on_the_wall_and_its_ladder_counts_from_the_start() -> None:
    times = begin("U1", U1, at=MONDAY)
    assert times.due_at == MONDAY + timedelta(minutes=15)
    assert times.escalate_at == MONDAY + HOUR


def test_a_u3_clock_runs_on_the_working_calendar() -> None:
    assert begin("U3", U3, at=MONDAY).due_at == MONDAY + 2 * DAY


def test_nobody_is_told_of_a_lateness_before_there_is_one() -> None:
    slow = replace(U1, limit=Limit(4, LimitUnit.HOURS))
    assert begin("U1", slow, at=MONDAY).escalate_at == MONDAY + 4 * HOUR


@pytest.mark.invariant("4a")
@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        (timedelta(minutes=1), Verdict.MET),
        (timedelta(minutes=15), Verdict.MET),
        (timedelta(minutes=16), Verdict.BREACHED),
        (timedelta(days=9), Verdict.BREACHED),
    ],
)
def test_done_in_time_is_met_and_done_late_stays_breached(
    after: timedelta, verdict: Verdict
) -> None:
    done = finish(begin("U1", U1, at=MONDAY), U1, at=MONDAY + after)
    assert verdict_of(done, at=MONDAY + 99 * DAY) is verdict
    assert (done.met_at is None) is (verdict is Verdict.BREACHED)
    assert (done.breached_at is None) is (verdict is Verdict.MET)
    assert done.ended_at == MONDAY + after


def test_a_clock_called_off_late_keeps_its_lateness() -> None:
    times = begin("U1", U1, at=MONDAY)
    assert stop(times, U1, "WITHDRAWN", at=MONDAY).breached_at is None
    late = stop(times, U1, "WITHDRAWN", at=MONDAY + HOUR)
    assert late.breached_at == times.due_at
    assert late.ended_why == "WITHDRAWN"


def test_what_has_ended_stays_as_it_ended() -> None:
    done = finish(begin("U1", U1, at=MONDAY), U1, at=MONDAY)
    later = MONDAY + 5 * DAY
    assert finish(done, U1, at=later) == done
    assert stop(done, U1, "X", at=later) == done
    assert next_step(done, at=later) is None
    assert stepped(done, U1, at=later) == done
    assert with_urgency(done, U1, U2, "U2", at=later)[0] == done


@pytest.mark.invariant("14a")
def test_u1_never_pauses() -> None:
    with pytest.raises(Refused, match="u1-never-pauses"):
        pause(begin("U1", U1, at=MONDAY), U1, Allowance(FIVE_DAYS), at=MONDAY)


def test_a_pause_moves_the_due_time_by_its_length() -> None:
    times = begin("U2", U2, at=MONDAY)
    resting = pause(times, U2, Allowance(FIVE_DAYS), at=MONDAY + HOUR)
    awake = resume(resting, U2, at=MONDAY + 3 * HOUR)
    assert awake.due_at == times.due_at + 2 * HOUR
    assert awake.escalate_at == times.due_at + 2 * HOUR
    assert awake.paused_total == 2 * HOUR  # within office hours both clocks agree


@pytest.mark.invariant("4b")
def test_a_pause_ends_by_itself_at_its_limit_whenever_it_is_noticed() -> None:
    resting = pause(begin("U2", U2, at=MONDAY), U2, Allowance(FIVE_DAYS), at=MONDAY)
    limit = MONDAY + 7 * DAY  # five working days of one week
    assert resting.pause_ends_at == limit
    assert next_step(resting, at=limit - timedelta(seconds=1)) is None
    assert next_step(resting, at=limit) is Next.RESUME
    in_time, late = (resume(resting, U2, at=limit + n * DAY) for n in (0, 30))
    assert in_time == late
    assert late.paused_total == FIVE_DAYS.span(CALENDAR)


def test_no_rest_when_the_allowance_is_spent_when_late_or_when_at_rest() -> None:
    times = begin("U2", U2, at=MONDAY)
    spent = Allowance(FIVE_DAYS, FIVE_DAYS.span(CALENDAR))
    assert pause(times, U2, spent, at=MONDAY) == times
    assert pause(times, U2, Allowance(FIVE_DAYS), at=MONDAY + 9 * HOUR) == times
    resting = pause(times, U2, Allowance(FIVE_DAYS), at=MONDAY)
    assert pause(resting, U2, Allowance(FIVE_DAYS), at=MONDAY + HOUR) == resting
    assert resume(times, U2, at=MONDAY) == times
    assert verdict_of(resting, at=MONDAY + 99 * DAY) is Verdict.RUNNING


def climbed(times: Times, terms: Terms, at: datetime) -> list[Next]:
    steps = []
    while (step := next_step(times, at=at)) is not None:
        steps.append(step)
        times = stepped(times, terms, at=at)
    return steps


@pytest.mark.invariant("18b")
def test_after_a_stop_of_three_days_each_level_comes_once() -> None:
    steps = climbed(begin("U1", U1, at=MONDAY), U1, MONDAY + timedelta(hours=72))
    assert steps == [Next.BREACH, Next.CLIMB, Next.CLIMB]


def test_raised_urgency_counts_from_now_and_never_gives_more_time() -> None:
    times, now = begin("U3", U3, at=MONDAY), MONDAY + DAY
    raised, terms = with_urgency(times, U3, U1, "U1", at=now)
    assert raised.due_at == now + timedelta(minutes=15)
    assert raised.escalate_at == now + HOUR
    assert terms is U1
    last_minute = times.due_at - timedelta(minutes=5)
    assert with_urgency(times, U3, U2, "U2", at=last_minute)[0].due_at == times.due_at


def test_lowered_urgency_counts_from_the_start_and_never_takes_time() -> None:
    times = begin("U2", U2, at=MONDAY)
    assert with_urgency(times, U2, U3, "U3", at=MONDAY + HOUR)[0].due_at == MONDAY + 2 * DAY
    shorter = replace(U3, limit=Limit(1, LimitUnit.HOURS))
    assert with_urgency(times, U2, shorter, "U3", at=MONDAY)[0].due_at == times.due_at


def test_a_late_clock_stays_late_but_climbs_by_its_new_urgency() -> None:
    late = stepped(begin("U3", U3, at=MONDAY), U3, at=MONDAY + 3 * DAY)
    now = MONDAY + timedelta(days=2, hours=20)
    raised, terms = with_urgency(late, U3, U1, "U1", at=now)
    assert (raised.due_at, raised.breached_at) == (late.due_at, late.due_at)
    assert raised.escalate_at == now + HOUR
    assert terms == replace(U3, ladder=U1.ladder)


def test_the_same_limit_under_another_urgency_moves_nothing() -> None:
    times = begin("U3", U3, at=MONDAY)
    assert with_urgency(times, U3, U3, "U3", at=MONDAY)[0] == times
    moved, _ = with_urgency(times, U3, replace(U3), "U2", at=MONDAY + HOUR)
    assert moved == replace(times, urgency="U2")


HOLIDAY = replace(CALENDAR, version="v2", holidays=frozenset({date(2026, 3, 3)}))


@pytest.mark.invariant("12a")
def test_a_new_holiday_moves_open_due_times_only() -> None:
    after, now = replace(U3, calendar=HOLIDAY), MONDAY + HOUR
    running = begin("U3", U3, at=MONDAY)
    assert recounted(running, U3, after, at=now).due_at == running.due_at + DAY
    met = finish(running, U3, at=MONDAY + HOUR)
    late = stepped(running, U3, at=MONDAY + 3 * DAY)
    resting = pause(running, U3, Allowance(FIVE_DAYS), at=MONDAY)
    for untouched in (met, late, resting):
        assert recounted(untouched, U3, after, at=now) == untouched
    assert recounted(running, U3, after, at=running.due_at + DAY) == running


@pytest.mark.invariant("12a")
def test_a_holiday_taken_back_makes_nobody_late_in_the_past() -> None:
    before, now = replace(U3, calendar=HOLIDAY), MONDAY + timedelta(days=2, hours=5)
    running = begin("U3", before, at=MONDAY)
    assert recounted(running, before, U3, at=now).due_at == now


def test_a_wall_clock_does_not_know_of_holidays() -> None:
    running = begin("U2", U2, at=MONDAY)
    assert recounted(running, U2, replace(U2, calendar=HOLIDAY), at=MONDAY) == running


def test_a_clock_cut_short_keeps_its_own_span() -> None:
    """U4 to U3 with less time left than U3 gives: the due time is not the limit's own."""
    times = begin("U4", replace(U3, limit=Limit(3, LimitUnit.WORKING_DAYS)), at=MONDAY)
    shorter, terms = with_urgency(
        times, replace(U3, limit=Limit(3, LimitUnit.WORKING_DAYS)), U3, "U3", at=MONDAY + 2 * DAY
    )
    assert shorter.due_at == MONDAY + 3 * DAY
    friday_off = replace(CALENDAR, version="v3", holidays=frozenset({date(2026, 3, 5)}))
    after = replace(terms, calendar=friday_off)
    assert recounted(shorter, terms, after, at=MONDAY + 2 * DAY).due_at == MONDAY + 4 * DAY
