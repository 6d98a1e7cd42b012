"""Changing calendars and clock limits: new versions, so that every old due time stays
explainable.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from amaan.access.transactions import action
from amaan.directory.actions.loading_registers import calendar_columns, limit_columns
from amaan.directory.actions.versions import note_version, supersede
from amaan.directory.models import ClockLimit, WorkingCalendarVersion
from amaan.directory.rules.calendars import CalendarTerms, reasons_against_calendar
from amaan.directory.rules.clock_limits import LimitRow, reasons_against_limit
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import NotFound, Reason, refuse_if


@action
def revise_calendar(
    *, version: UUID, terms: CalendarTerms, valid_from: datetime, by: Actor, at: datetime
) -> WorkingCalendarVersion:
    """Write a new version of a province's calendar, in force from `valid_from` (not in the past).

    Raises Refused: the objections of `reasons_against_calendar`, `calendar-starts-in-past`,
    `nothing-changed`.
    """
    row = WorkingCalendarVersion.objects.filter(id=version).first()
    if row is None:
        raise NotFound
    past = [Reason("calendar-starts-in-past")] if valid_from < at else []
    refuse_if(reasons_against_calendar(terms), past)
    fresh = supersede(row, {**calendar_columns(terms), "valid_from": valid_from}, at=at)
    note_version("directory.calendar.revised", fresh, by=by, at=at)
    return fresh


@action
def revise_clock_limit(*, version: UUID, terms: LimitRow, by: Actor, at: datetime) -> ClockLimit:
    """Change or ratify a limit. Open clocks keep the version they began with.

    Raises Refused: the objections of `reasons_against_limit`, `nothing-changed`.
    """
    row = ClockLimit.objects.filter(id=version).first()
    if row is None:
        raise NotFound
    same = replace(terms, kind=row.kind, urgency=row.urgency)
    refuse_if(reasons_against_limit(same))
    fresh = supersede(row, limit_columns(same), at=at)
    note_version("directory.clock_limit.revised", fresh, by=by, at=at)
    return fresh
