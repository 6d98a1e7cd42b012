"""By which limit, ladder and calendar is a clock reckoned: the directory's now, or its own?"""

from datetime import datetime
from typing import Final
from uuid import UUID

from amaan.directory.queries import calendar_of_version, clock_limit
from amaan.directory.rules.clock_limits import LimitUrgency, levels_text, read_escalations
from amaan.kernel.calendar import WorkingCalendar
from amaan.kernel.clock import Limit, LimitUnit
from amaan.work.models import Clock
from amaan.work.rules.clocks import Terms
from amaan.work.rules.ports import clock_kind

PAUSE_TOTAL: Final = "PAUSE_TOTAL"


def terms_in_force(limit_kind: str, urgency: str, calendar: WorkingCalendar, at: datetime) -> Terms:
    """What the directory says at `at`. Raises NotFound when it has no such limit."""
    found = clock_limit(limit_kind, urgency, at)
    return Terms(found.limit, found.escalations, calendar)


def terms_for(row: Clock, urgency: str, calendar: WorkingCalendar, at: datetime) -> Terms:
    """What the directory says at `at` for the kind of this clock."""
    kind = clock_kind(row.record_kind, row.kind)
    return terms_in_force(kind.limit_kind, urgency, calendar, at)


def terms_of(row: Clock) -> Terms:
    """What this clock has been reckoned by so far, whatever the directory says now."""
    ladder = read_escalations(tuple(filter(None, row.ladder.split(";"))))
    limit = Limit(row.limit_amount, LimitUnit(row.limit_unit))
    return Terms(
        limit, ladder, calendar_of_version(row.calendar_version), LimitUnit(row.pause_unit)
    )


def set_terms(row: Clock, terms: Terms) -> None:
    """Write the terms on the row, so that its due time stays explainable."""
    row.limit_amount, row.limit_unit = terms.limit.amount, terms.limit.unit
    row.ladder = levels_text(terms.ladder)
    row.calendar_version = UUID(terms.calendar.version)


def pause_total(at: datetime) -> Limit:
    """How long a record may rest in all (proposed: 5 working days)."""
    return clock_limit(PAUSE_TOTAL, LimitUrgency.ANY, at).limit
