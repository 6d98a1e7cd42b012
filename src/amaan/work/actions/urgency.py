"""What becomes of the open clocks of a record when its urgency changes."""

from datetime import datetime
from typing import Final

from amaan.kernel.ids import Ref
from amaan.kernel.urgency import Urgency
from amaan.work.actions.pausing import PAUSE_COLUMNS, rest
from amaan.work.actions.rows import keep, locked_open, times_of
from amaan.work.models import Clock
from amaan.work.queries.terms import set_terms, terms_for, terms_of
from amaan.work.rules.clocks import resume, with_urgency

TERMS_COLUMNS: Final = ("limit_amount", "limit_unit", "ladder", "calendar_version")


def change_urgency(*, record: Ref, urgency: str, at: datetime) -> int:
    """Reckon the open clocks of a record by another urgency; returns how many changed.

    A pause ends when the urgency becomes U1. Whether an urgency may be lowered is asked by the
    record's own action (invariant 14).
    """
    rows = list(locked_open(record).exclude(urgency=urgency))
    for row in rows:
        reckon_anew(row, urgency, at=at)
    return len(rows)


def reckon_anew(row: Clock, urgency: str, *, at: datetime) -> None:
    times, before = times_of(row), terms_of(row)
    after = terms_for(row, urgency, before.calendar, at)
    fresh, terms = with_urgency(resume(times, before, at=at), before, after, urgency, at=at)
    if times.paused_at is not None and urgency != Urgency.U1:
        fresh = rest(row, fresh, terms, fresh.paused_total, at)
    set_terms(row, terms)
    resting = PAUSE_COLUMNS if fresh.paused_at is not None else ()
    keep(row, fresh, *TERMS_COLUMNS, *resting)
