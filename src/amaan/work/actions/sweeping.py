"""The sweep: what has become due since the last one, one step of one clock in one transaction.

Nothing is timed per case. Run twice, or after a stop of days, it gives one step per level and the
same end state (invariant 18), because each step is decided by the row under its lock.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from amaan.access.transactions import action, current_connection
from amaan.kernel.actor import Actor
from amaan.work.actions.deferring import defer
from amaan.work.actions.rows import keep, times_of
from amaan.work.models import Clock
from amaan.work.queries.sweep import due_clocks
from amaan.work.queries.terms import terms_of
from amaan.work.rules.clocks import Next, Terms, Times, next_step, stepped
from amaan.work.rules.ports import Breach, clock_kind

CLIMB_TASK: Final = "work.climb"
# Below PostgreSQL's deadlock time-out (1 s): the sweep gives way, never the person who works.
BRIEFLY: Final = "SET LOCAL lock_timeout = '200ms'"


@action
def hand_out(*, by: Actor, at: datetime) -> int:
    """Queue a job for each clock with something due; one that fails holds up no other.

    Returns how many were queued; a clock whose job still waits is not queued again.
    """
    queued = [
        defer(CLIMB_TASK, clock=clock, queueing_lock=f"{CLIMB_TASK}:{clock}")
        for clock in due_clocks(at, by=by)
    ]
    return len([job for job in queued if job is not None])


@action
def escalate_clock(*, clock: UUID, by: Actor, at: datetime) -> bool:
    """Take the next due step of one clock; False when there is none or another has the clock.

    A lateness, and each rung of the ladder, is told to the registered kind in this transaction.
    Raises OperationalError when the record is being worked on: try again later.
    """
    row = Clock.objects.select_for_update(skip_locked=True).filter(pk=clock).first()
    if row is None:
        return False
    times, terms = times_of(row), terms_of(row)
    step = next_step(times, at=at)
    if step is None:
        return False
    after = stepped(times, terms, at=at)
    keep(row, after)
    if step is not Next.RESUME:
        tell_clock_kind(row, times, terms, by=by, at=at)
    return True


def tell_clock_kind(row: Clock, before: Times, terms: Terms, *, by: Actor, at: datetime) -> None:
    """Tell the registered kind; `row` stands after the step, `before` and `terms` before it."""
    kind = clock_kind(row.record_kind, row.kind)
    with current_connection().cursor() as cursor:
        cursor.execute(BRIEFLY)
    reached = before.escalate_at if row.level else before.due_at
    kind.on_breach(breach_of(row, kind.name, terms, reached or before.due_at, by=by, at=at))


def breach_of(
    row: Clock, name: str, terms: Terms, reached: datetime, *, by: Actor, at: datetime
) -> Breach:
    return Breach(
        clock=row.id,
        record=row.about,
        kind=name,
        urgency=row.urgency,
        unit=row.unit,
        province=row.province,
        district=row.district,
        due_at=row.due_at,
        level=row.level,
        post=terms.ladder[row.level - 1].post if row.level else "",
        last=row.escalate_at is None,
        reached_at=reached,
        by=by,
        at=at,
    )
