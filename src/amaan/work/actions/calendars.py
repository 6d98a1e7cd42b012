"""A calendar was edited: which open due times move, and where is that written down?"""

from datetime import datetime
from typing import Final
from uuid import UUID

from amaan.access.transactions import action
from amaan.directory.queries import calendar_for, calendars
from amaan.kernel.actor import Actor
from amaan.kernel.calendar import WorkingCalendar
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.ledger.actions import record
from amaan.work.actions.rows import keep, times_of
from amaan.work.models import Clock
from amaan.work.queries.sweep import Stale, reckoned_by
from amaan.work.queries.terms import set_terms, terms_of
from amaan.work.rules.clocks import Terms, recounted

AT_ONCE: Final = 500  # rows locked in one transaction


@action
def recompute_open_due(*, stale: Stale, by: Actor, at: datetime) -> int:
    """Reckon the open clocks of one province anew by the calendar now in force; returns how many.

    Moves open due times only, with one fact about the calendar; a clock that is late or met keeps
    the version that it was reckoned with (workflows.md section 2). At most 500 at once: call again
    until it returns 0.
    """
    calendar = calendar_for(stale.province, at)
    rows = list(reckoned_by(stale, at).select_for_update(skip_locked=True)[:AT_ONCE])
    moved = [row for row in rows if follow(row, calendar, at=at)]
    if rows:
        body = {"version": calendar.version, "instead_of": str(stale.version), "moved": len(moved)}
        about = Ref("calendar", entry_of(UUID(calendar.version)))
        record(Fact("work.due_times_moved", about, by, at, body=body))
    return len(rows)


def follow(row: Clock, calendar: WorkingCalendar, *, at: datetime) -> bool:
    """Write the new version, and the due time where it moves; True when it did."""
    before = terms_of(row)
    after = Terms(before.limit, before.ladder, calendar, before.pause_unit)
    due = row.due_at
    times = recounted(times_of(row), before, after, at=at)
    set_terms(row, after)
    keep(row, times, "calendar_version")
    return row.due_at != due


def entry_of(version: UUID) -> UUID:
    """The entry of the register that a version belongs to: what facts about it are about."""
    found = calendars().filter(pk=version).values_list("entry", flat=True).first()
    return found or version
