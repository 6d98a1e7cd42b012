"""When is a step due, what stops its clock, and which moment comes next? (workflows.md section 2)

A clock is a value here: each function takes one and gives the next, and none knows what time it
is. `counted_from` is the start moved by every pause, so that the due time, and the rungs of the
ladder that count from the start, follow from it at any later moment.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

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
    moved,
    pause_ends_at,
    pause_left,
    paused_due,
    verdict,
)
from amaan.kernel.period import Period
from amaan.kernel.reasons import Reason, Refused
from amaan.kernel.urgency import Urgency

NO_PAUSE: Final = timedelta(0)
MET, MET_LATE = "MET", "MET_LATE"


@dataclass(frozen=True, slots=True)
class Terms:
    """What a clock is reckoned by: its limit, its ladder and the calendar it was started with.

    `pause_unit` is the time that the pause allowance is counted in.
    """

    limit: Limit
    ladder: tuple[EscalationLevel, ...]
    calendar: WorkingCalendar
    pause_unit: LimitUnit = LimitUnit.WORKING_DAYS


@dataclass(frozen=True, slots=True)
class Allowance:
    """How long a record may rest in all, and how much of that is spent."""

    total: Limit
    spent: timedelta = NO_PAUSE


@dataclass(frozen=True, slots=True)
class Times:
    """Where a clock stands; the table `work_clock` has a column for each of these."""

    urgency: str
    started_at: datetime
    counted_from: datetime
    due_at: datetime
    escalate_at: datetime | None = None
    level: int = 0
    paused_at: datetime | None = None
    pause_ends_at: datetime | None = None
    paused_total: timedelta = NO_PAUSE
    met_at: datetime | None = None
    breached_at: datetime | None = None
    leadership_at: datetime | None = None
    ended_at: datetime | None = None
    ended_why: str = ""

    def running(self, at: datetime) -> bool:
        """Whether it can still be met in time at `at`."""
        if self.ended_at is not None or self.breached_at is not None:
            return False
        return self.paused_at is not None or at <= self.due_at


class Next(StrEnum):
    """What the sweep has to do with a clock."""

    RESUME = "RESUME"  # the pause has reached its limit
    BREACH = "BREACH"  # due has passed
    CLIMB = "CLIMB"  # the next rung of the ladder is reached


def begin(urgency: str, terms: Terms, *, at: datetime) -> Times:
    """A clock started at `at`."""
    due = due_at(at, terms.limit, terms.calendar)
    times = Times(urgency, started_at=at, counted_from=at, due_at=due)
    return replace(times, escalate_at=rung_at(times, terms, 0))


def rung_at(times: Times, terms: Terms, level: int) -> datetime | None:
    """When the rung after `level` is reached; None above the last one.

    Rungs count from the start, but nobody is told of a lateness before there is one.
    """
    reached = escalation_times(times.counted_from, terms.ladder, terms.calendar)
    return max(times.due_at, reached[level]) if level < len(reached) else None


def pause(times: Times, terms: Terms, allowance: Allowance, *, at: datetime) -> Times:
    """Let a running clock rest. One that is late, rests already, or has no rest left goes on.

    Raises Refused("u1-never-pauses") (invariant 14).
    """
    if not times.running(at) or times.paused_at is not None:
        return times
    if times.urgency == Urgency.U1:
        raise Refused(Reason("u1-never-pauses"))
    if not pause_left(allowance.spent, allowance.total, terms.calendar):
        return times
    ends = pause_ends_at(at, allowance.spent, allowance.total, terms.calendar)
    return replace(times, paused_at=at, pause_ends_at=ends, paused_total=allowance.spent)


def resume(times: Times, terms: Terms, *, at: datetime) -> Times:
    """End the rest at `at`, or where its limit ended it: what was left when it began is left."""
    if times.paused_at is None or times.pause_ends_at is None:
        return times
    begun, over = times.paused_at, max(times.paused_at, min(at, times.pause_ends_at))
    unit, calendar = terms.limit.unit, terms.calendar
    rested = elapsed(begun, over, unit, calendar)
    after = replace(
        times,
        counted_from=moved(times.counted_from, rested, unit, calendar),
        due_at=paused_due(times.due_at, Period(begun, over), unit, calendar),
        paused_total=times.paused_total + elapsed(begun, over, terms.pause_unit, calendar),
        paused_at=None,
        pause_ends_at=None,
    )
    return replace(after, escalate_at=rung_at(after, terms, after.level))


def finish(times: Times, terms: Terms, *, at: datetime) -> Times:
    """The step was done at `at`; done late, the clock stays breached (invariant 4)."""
    if times.ended_at is not None:
        return times
    awake = resume(times, terms, at=at)
    if awake.breached_at is None and at <= awake.due_at:
        return replace(awake, met_at=at, ended_at=at, ended_why=MET)
    return replace(breach(awake, terms), ended_at=at, ended_why=MET_LATE)


def stop(times: Times, terms: Terms, why: str, *, at: datetime) -> Times:
    """The step is no longer owed; if it was late by then, that stays."""
    if times.ended_at is not None:
        return times
    awake = resume(times, terms, at=at)
    late = awake if at <= awake.due_at else breach(awake, terms)
    return replace(late, ended_at=at, ended_why=why)


def breach(times: Times, terms: Terms) -> Times:
    """Mark the lateness at the moment it began, whenever it is noticed (invariant 18)."""
    if times.breached_at is not None:
        return times
    told = leadership_report_at(times.due_at, terms.limit, terms.calendar)
    return replace(times, breached_at=times.due_at, leadership_at=told)


def next_step(times: Times, *, at: datetime) -> Next | None:
    """What a sweep at `at` finds to do, one thing at a time; None when nothing is due."""
    if times.ended_at is not None:
        return None
    if times.pause_ends_at is not None:
        return Next.RESUME if at >= times.pause_ends_at else None
    if times.breached_at is None:
        return Next.BREACH if at > times.due_at else None
    reached = times.escalate_at is not None and at >= times.escalate_at
    return Next.CLIMB if reached else None


def stepped(times: Times, terms: Terms, *, at: datetime) -> Times:
    """The clock after its next step at `at`; unchanged when there is none."""
    match next_step(times, at=at):
        case Next.RESUME:
            return resume(times, terms, at=at)
        case Next.BREACH:
            return breach(times, terms)
        case Next.CLIMB:
            up = replace(times, level=times.level + 1)
            return replace(up, escalate_at=rung_at(up, terms, up.level))
        case _:
            return times


def with_urgency(
    times: Times, before: Terms, after: Terms, urgency: str, *, at: datetime
) -> tuple[Times, Terms]:
    """The clock under another urgency, whose terms are `after`, and the terms it has then.

    Raised: counted from now, because nobody can be late before they knew, and never due later than
    before. Lowered: counted from the start, and never due earlier than before. A late clock keeps
    its limit and stays late; only the rungs still ahead of it follow the new urgency.
    The pause must be over.
    """
    if times.ended_at is not None or urgency == times.urgency:
        return times, before
    if (before.limit, before.ladder) == (after.limit, after.ladder):
        return replace(times, urgency=urgency), before
    raised, running = urgency < times.urgency, times.running(at)
    terms = after if running else replace(before, ladder=after.ladder)
    moved_on = replace(times, urgency=urgency, counted_from=at if raised else times.counted_from)
    if running:
        fresh = due_at(moved_on.counted_from, terms.limit, terms.calendar)
        moved_on = replace(moved_on, due_at=(min if raised else max)(times.due_at, fresh))
    return replace(moved_on, escalate_at=rung_at(moved_on, terms, moved_on.level)), terms


def recounted(times: Times, before: Terms, after: Terms, *, at: datetime) -> Times:
    """The clock under an edited calendar: only an open due time moves, and never into the past.

    Met and breached history is not touched (invariant 12); a resting clock follows when it wakes.
    """
    if not times.running(at) or times.paused_at is not None:
        return times
    unit = after.limit.unit
    due = due_at(times.counted_from, after.limit, after.calendar)
    if times.due_at != due_at(times.counted_from, before.limit, before.calendar):
        # A change of urgency cut this clock short or kept it long: its own span is what counts.
        span = elapsed(times.counted_from, times.due_at, unit, before.calendar)
        due = moved(times.counted_from, span, unit, after.calendar)
    fresh = replace(times, due_at=max(due, at) if unit is LimitUnit.WORKING_DAYS else times.due_at)
    return replace(fresh, escalate_at=rung_at(fresh, after, fresh.level))


def verdict_of(times: Times, *, at: datetime) -> Verdict:
    """Met, breached or running at `at`, whether or not a sweep has come by."""
    if times.breached_at is not None:
        return Verdict.BREACHED
    if times.paused_at is not None:
        return Verdict.RUNNING
    ended = at if times.ended_at is None else times.ended_at
    return verdict(due=times.due_at, met_at=times.met_at, at=ended)
