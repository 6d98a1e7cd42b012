"""By when must something be done, when does it climb the ladder, and was it done in time?

U1 and U2 run on the wall clock, U3 and U4 on the working calendar; pauses have one limit in total
and end by themselves at it (workflows.md section 2). Nothing here knows what time it is now.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from amaan.kernel.calendar import WorkingCalendar
from amaan.kernel.period import Period


class LimitUnit(StrEnum):
    MINUTES = "MINUTES"
    HOURS = "HOURS"
    DAYS = "DAYS"
    WORKING_DAYS = "WORKING_DAYS"


WALL = {
    LimitUnit.MINUTES: timedelta(minutes=1),
    LimitUnit.HOURS: timedelta(hours=1),
    LimitUnit.DAYS: timedelta(days=1),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """So many minutes, hours or days of the wall clock, or working days of a calendar."""

    amount: int
    unit: LimitUnit

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("a limit cannot be negative")

    def span(self, calendar: WorkingCalendar) -> timedelta:
        """Its length: wall time, or office time for working days."""
        return self.amount * WALL.get(self.unit, calendar.day_length)


@dataclass(frozen=True, slots=True)
class EscalationLevel:
    """A rung of the escalation ladder: which post, how long after the clock's start."""

    post: str
    after: Limit


class Verdict(StrEnum):
    """What became of a clock; the last two are final and exclude each other."""

    RUNNING = "RUNNING"
    MET = "MET"
    BREACHED = "BREACHED"


def due_at(start: datetime, limit: Limit, calendar: WorkingCalendar) -> datetime:
    """When a clock started at `start` is due."""
    return moved(start, limit.span(calendar), limit.unit, calendar)


def moved(at: datetime, span: timedelta, unit: LimitUnit, calendar: WorkingCalendar) -> datetime:
    """`at` plus `span` of wall time, or of office time where `unit` is working days."""
    if unit is LimitUnit.WORKING_DAYS:
        return calendar.add_working_time(at, span)
    return at + span


def elapsed(
    start: datetime, end: datetime, unit: LimitUnit, calendar: WorkingCalendar
) -> timedelta:
    """Wall time, or office time where `unit` is working days, between the two; never negative."""
    if unit is LimitUnit.WORKING_DAYS:
        return calendar.working_time_between(start, end)
    return max(end - start, timedelta(0))


def verdict(*, due: datetime, met_at: datetime | None, at: datetime) -> Verdict:
    """Whether a clock is met, breached or still running at `at`; met on the due moment is met."""
    if met_at is not None:
        return Verdict.MET if met_at <= due else Verdict.BREACHED
    return Verdict.BREACHED if at > due else Verdict.RUNNING


def paused_due(
    due: datetime, pause: Period, unit: LimitUnit, calendar: WorkingCalendar
) -> datetime:
    """The due time after a pause: what was left when it began is left when it ends.

    `unit` is that of the clock's limit. A clock already due when the pause begins does not move:
    what is breached stays breached. Raises ValueError for a pause that is not over.
    """
    start, end = _both_ends(pause)
    # workflows.md section 12, no. 12: history is never rewritten, not even in somebody's favour.
    if start >= due:
        return due
    return moved(end, elapsed(start, due, unit, calendar), unit, calendar)


def pause_left(used: timedelta, total: Limit, calendar: WorkingCalendar) -> timedelta:
    """What remains of the total pause after `used`, in the time that `total` is counted in."""
    return max(total.span(calendar) - used, timedelta(0))


def pause_ends_at(
    start: datetime, used: timedelta, total: Limit, calendar: WorkingCalendar
) -> datetime:
    """When a pause begun at `start` ends by itself, `used` being spent on earlier ones."""
    left = pause_left(used, total, calendar)
    # With nothing left the office calendar would still round a night up to the next opening.
    return moved(start, left, total.unit, calendar) if left else start


def escalation_times(
    start: datetime, ladder: Sequence[EscalationLevel], calendar: WorkingCalendar
) -> tuple[datetime, ...]:
    """When each rung is reached, counted from the clock's start.

    Raises ValueError when a higher rung would be reached before a lower one.
    """
    times = tuple(due_at(start, rung.after, calendar) for rung in ladder)
    if list(times) != sorted(times):
        raise ValueError("a ladder is climbed upward")
    return times


def leadership_report_at(
    due: datetime, limit: Limit, calendar: WorkingCalendar, factor: int = 3
) -> datetime:
    """When a breach goes to the monthly leadership report: `factor` limits after due (P: 3)."""
    return moved(due, factor * limit.span(calendar), limit.unit, calendar)


def _both_ends(pause: Period) -> tuple[datetime, datetime]:
    if not isinstance(pause.start, datetime) or not isinstance(pause.end, datetime):
        raise ValueError("a pause must have begun and ended to be counted")  # noqa: TRY004
    return pause.start, pause.end
