"""Any sequence of steps on one clock keeps the invariants of workflows.md section 12."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from amaan.kernel.calendar import WorkingCalendar
from amaan.kernel.clock import EscalationLevel, Limit, LimitUnit, Verdict
from amaan.kernel.reasons import Refused
from amaan.kernel.urgency import Urgency
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

START = datetime(2026, 1, 5, tzinfo=UTC)
ALLOWED = Limit(5, LimitUnit.WORKING_DAYS)
HOURS, WORKING = LimitUnit.HOURS, LimitUnit.WORKING_DAYS
RUNGS = {
    "U1": ((1, HOURS), (2, HOURS), (4, HOURS)),
    "U2": ((8, HOURS), (24, HOURS), (48, HOURS)),
    "U3": ((3, WORKING), (5, WORKING)),
    "U4": ((7, WORKING),),
}
LIMITS = {"U1": (15, LimitUnit.MINUTES), "U2": (8, HOURS), "U3": (2, WORKING), "U4": (5, WORKING)}
calendars = st.builds(
    WorkingCalendar,
    version=st.just("v"),
    weekly_holidays=st.sampled_from([frozenset({5, 6}), frozenset({6}), frozenset({4})]),
    opens=st.sampled_from([time(8), time(9)]),
    closes=st.sampled_from([time(14), time(17)]),
    holidays=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 4, 1)), max_size=8),
)
gaps = st.integers(min_value=0, max_value=60 * 24 * 6).map(lambda n: timedelta(minutes=n))
urgencies = st.sampled_from(Urgency)


def terms_of(urgency: str, calendar: WorkingCalendar) -> Terms:
    ladder = tuple(EscalationLevel("post", Limit(*rung)) for rung in RUNGS[urgency])
    return Terms(Limit(*LIMITS[urgency]), ladder, calendar)


def swept(times: Times, terms: Terms, at: datetime) -> tuple[Times, list[Next]]:
    steps = []
    while (step := next_step(times, at=at)) is not None:
        steps.append(step)
        times = stepped(times, terms, at=at)
    return times, steps


class OneClock(RuleBasedStateMachine):
    """Everything that may happen to a clock, in any order, while time goes on."""

    @initialize(urgency=urgencies, calendar=calendars, gap=gaps)
    def start(self, urgency: str, calendar: WorkingCalendar, gap: timedelta) -> None:
        self.now = START + gap
        self.terms = terms_of(urgency, calendar)
        self.times = begin(urgency, self.terms, at=self.now)
        self.levels: list[int] = []
        self.history: Times | None = None

    @rule(gap=gaps)
    def time_passes(self, gap: timedelta) -> None:
        self.now += gap

    @rule()
    def sweep(self) -> None:
        level = self.times.level
        self.times, steps = swept(self.times, self.terms, self.now)
        self.levels += range(level + 1, level + 1 + steps.count(Next.CLIMB))
        assert swept(self.times, self.terms, self.now) == (self.times, [])

    @rule()
    def rest(self) -> None:
        owed = self.times.running(self.now) and self.times.paused_at is None
        try:
            self.times = pause(
                self.times, self.terms, Allowance(ALLOWED, self.times.paused_total), at=self.now
            )
        except Refused:
            assert self.times.urgency == Urgency.U1
        else:
            assert not (owed and self.times.urgency == Urgency.U1)

    @rule()
    def wake(self) -> None:
        self.times = resume(self.times, self.terms, at=self.now)

    @rule(urgency=urgencies)
    def another_urgency(self, urgency: str) -> None:
        awake = resume(self.times, self.terms, at=self.now)
        after = terms_of(urgency, self.terms.calendar)
        self.times, self.terms = with_urgency(awake, self.terms, after, urgency, at=self.now)

    @rule(calendar=calendars)
    def calendar_edited(self, calendar: WorkingCalendar) -> None:
        before, after = self.times, replace(self.terms, calendar=calendar)
        self.times = recounted(before, self.terms, after, at=self.now)
        if before.running(self.now) and before.paused_at is None:
            self.terms = after
        else:
            assert self.times == before
        assert not (before.running(self.now) and self.times.due_at < self.now < before.due_at)

    @rule()
    def done(self) -> None:
        self.times = finish(self.times, self.terms, at=self.now)

    @rule()
    def called_off(self) -> None:
        self.times = stop(self.times, self.terms, "WITHDRAWN", at=self.now)

    @invariant()
    def met_or_breached_never_both(self) -> None:
        assert self.times.met_at is None or self.times.breached_at is None
        if self.times.breached_at is not None:
            assert self.times.breached_at == self.times.due_at <= self.now
        if self.times.met_at is not None:
            assert self.times.met_at <= self.times.due_at

    @invariant()
    def once_due_has_passed_there_is_a_verdict(self) -> None:
        at_rest = self.times.paused_at is not None
        over = self.times.ended_at is not None
        if self.now > self.times.due_at and not at_rest and not over:
            assert verdict_of(self.times, at=self.now) is Verdict.BREACHED

    @invariant()
    def total_pause_is_within_its_limit(self) -> None:
        longest = max(ALLOWED.amount * timedelta(hours=9), ALLOWED.span(self.terms.calendar))
        assert self.times.paused_total <= longest
        resting = self.times.pause_ends_at is not None
        assert resting is (self.times.paused_at is not None)

    @invariant()
    def u1_never_rests(self) -> None:
        assert self.times.urgency != Urgency.U1 or self.times.paused_at is None

    @invariant()
    def each_level_comes_once_and_only_when_late(self) -> None:
        assert self.levels == list(range(1, len(self.levels) + 1))
        assert self.times.level == len(self.levels)
        assert self.times.level == 0 or self.times.breached_at is not None
        assert self.times.escalate_at is None or self.times.escalate_at >= self.times.due_at

    @invariant()
    def history_is_never_rewritten(self) -> None:
        """What was met, breached or ended keeps every one of its moments (invariant 12)."""
        told = (self.times.breached_at, self.times.met_at, self.times.ended_at)
        if self.history is not None:
            known = (self.history.breached_at, self.history.met_at, self.history.ended_at)
            assert all(old in (None, new) for old, new in zip(known, told, strict=True))
        self.history = self.times


@pytest.mark.invariant("4a", "4b")
@pytest.mark.invariant("12a")
@pytest.mark.invariant("14a")
@pytest.mark.invariant("18a")
def test_any_sequence_of_steps_keeps_the_invariants() -> None:
    often = settings(max_examples=150, stateful_step_count=30, deadline=None)
    run_state_machine_as_test(OneClock, settings=often)


@pytest.mark.invariant("18b")
@given(
    urgency=urgencies,
    calendar=calendars,
    gap=gaps,
    rest_after=gaps,
    sweeps=st.lists(st.integers(0, 60 * 24 * 40), max_size=12),
)
def test_a_sweep_after_a_long_stop_ends_as_sweeps_in_between_do(
    urgency: str,
    calendar: WorkingCalendar,
    gap: timedelta,
    rest_after: timedelta,
    sweeps: list[int],
) -> None:
    start, terms = START + gap, terms_of(urgency, calendar)
    times = begin(urgency, terms, at=start)
    if urgency != Urgency.U1:
        times = pause(times, terms, Allowance(ALLOWED), at=start + rest_after)
    end = start + timedelta(days=40)
    often, steps = times, list[Next]()
    for minutes in sorted({*sweeps, 60 * 24 * 40}):
        moment = start + timedelta(minutes=minutes)
        often, more = swept(often, terms, moment)
        steps += more
    once, at_once = swept(times, terms, end)
    assert once == often
    assert at_once == steps
    assert steps.count(Next.BREACH) == 1
    assert steps.count(Next.CLIMB) == len(terms.ladder)
