"""Starting, meeting, ending and moving the clocks of a record.

Consequence steps: call them inside an action; they write no fact, the fact of the record names
them. Whoever acts must hold the record (row-level security sees to it).
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict, Unpack
from uuid import UUID

from amaan.directory.queries import calendar_for
from amaan.kernel.clock import Verdict
from amaan.kernel.ids import Ref
from amaan.work.actions.rows import columns_of, keep, locked_open, times_of
from amaan.work.models import Clock
from amaan.work.queries.terms import set_terms, terms_in_force, terms_of
from amaan.work.rules.clocks import begin, finish, stop, verdict_of
from amaan.work.rules.ports import clock_kind


class Area(TypedDict, total=False):
    """Where the matter is, for the calendar and for the picture of a territory."""

    province: UUID | None
    district: UUID | None


def start_clock(
    *, record: Ref, kind: str, urgency: str, unit: UUID, at: datetime, **area: Unpack[Area]
) -> Clock:
    """Start the clock of one owed step, by the limit and calendar in force at `at`.

    A record has one open clock of a kind: asked again for the same unit, the open one is returned.
    Raises LookupError for a kind that nobody registered, NotFound for one without a limit,
    IntegrityError when another unit's is still open or `unit` is excluded from the record.
    """
    known = clock_kind(record.kind, kind)
    running = locked_open(record, [kind]).filter(unit=unit).first()
    if running is not None:
        return running
    calendar = calendar_for(area.get("province"), at)
    terms = terms_in_force(known.limit_kind, urgency, calendar, at)
    row = Clock(
        record_kind=record.kind,
        record=record.id,
        unit=unit,
        kind=kind.upper(),
        province=area.get("province"),
        district=area.get("district"),
        **columns_of(begin(urgency, terms, at=at)),
    )
    set_terms(row, terms)
    row.save(force_insert=True)
    return row


def meet_clock(*, record: Ref, kind: str, at: datetime) -> Verdict | None:
    """The step was done: met in time, or breached for good. None when no such clock is open."""
    row = locked_open(record, [kind]).first()
    if row is None:
        return None
    times = finish(times_of(row), terms_of(row), at=at)
    keep(row, times)
    return verdict_of(times, at=at)


def end_clocks(*, record: Ref, why: str, at: datetime, kinds: Iterable[str] | None = None) -> int:
    """End the open clocks of a record, or those of some kinds; returns how many.

    `why` is a code, such as WITHDRAWN or the state that ended them.
    """
    if kinds is not None and not (kinds := list(kinds)):
        return 0
    rows = list(locked_open(record, kinds or ()))
    for row in rows:
        keep(row, stop(times_of(row), terms_of(row), str(why), at=at))
    return len(rows)
