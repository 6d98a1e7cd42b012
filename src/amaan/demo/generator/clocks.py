"""The clocks of a generated report: started, met, rested and noticed late as `work` does it, with
the rules of `work` themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from amaan.demo.generator.book import Book, RunningClock, new_id
from amaan.demo.generator.rows import new_row
from amaan.directory.rules.clock_limits import levels_text
from amaan.kernel.clock import LimitUnit
from amaan.kernel.ids import Ref
from amaan.kernel.urgency import Urgency
from amaan.work.actions.rows import columns_of
from amaan.work.models import Clock
from amaan.work.rules.clocks import (
    NO_PAUSE,
    Allowance,
    Next,
    Terms,
    begin,
    finish,
    next_step,
    pause,
    resume,
    stepped,
    stop,
    with_urgency,
)
from amaan.work.rules.ports import clock_kind

SWEEP: Final = timedelta(minutes=1)  # so long after a moment does the sweep come by


def open_dials(book: Book, record: UUID, kinds: Iterable[str] = ()) -> list[RunningClock]:
    wanted = [kind.upper() for kind in kinds]
    return [
        dial
        for dial in book.dials
        if dial.about.id == record
        and dial.times.ended_at is None
        and (not wanted or dial.row["kind"] in wanted)
    ]


@dataclass(frozen=True, slots=True)
class Owed:
    """A step that a unit owes: of which record, how urgent, where (province and district)."""

    about: Ref
    kind: str
    urgency: str
    unit: UUID
    place: tuple[UUID | None, UUID | None]


def start(book: Book, owed: Owed, *, at: datetime) -> None:
    about, (province, district) = owed.about, owed.place
    if any(dial.row["unit"] == owed.unit for dial in open_dials(book, about.id, [owed.kind])):
        return
    known = clock_kind(about.kind, owed.kind)
    term = book.world.term(known.limit_kind, owed.urgency)
    terms = Terms(term.limit, term.ladder, book.world.calendar(province))
    times = begin(owed.urgency, terms, at=at)
    row = new_row(
        Clock,
        new_id(at),
        record_kind=about.kind,
        record=about.id,
        unit=owed.unit,
        kind=owed.kind.upper(),
        province=province,
        district=district,
        pause_unit=str(LimitUnit.WORKING_DAYS),
    )
    dial = RunningClock(row, times, terms, about, known.name)
    put_terms(dial)
    keep(dial)
    book.dials.append(dial)


def put_terms(dial: RunningClock) -> None:
    row, terms = dial.row, dial.terms
    row["limit_amount"], row["limit_unit"] = terms.limit.amount, str(terms.limit.unit)
    row["ladder"], row["calendar_version"] = levels_text(terms.ladder), UUID(terms.calendar.version)


def keep(dial: RunningClock) -> None:
    dial.row.update(columns_of(dial.times))


def meet(book: Book, record: UUID, kind: str, *, at: datetime) -> None:
    for dial in open_dials(book, record, [kind])[:1]:
        dial.times = finish(dial.times, dial.terms, at=at)
        keep(dial)


def end(book: Book, record: UUID, why: str, kinds: Iterable[str] = (), *, at: datetime) -> None:
    for dial in open_dials(book, record, kinds):
        dial.times = stop(dial.times, dial.terms, str(why), at=at)
        keep(dial)


def rest(book: Book, record: UUID, *, at: datetime) -> None:
    """What `pause_clocks` does."""
    total = book.world.term("PAUSE_TOTAL", "ANY").limit
    spent = max([d.times.paused_total for d in book.dials if d.about.id == record] or [NO_PAUSE])
    for dial in open_dials(book, record):
        if clock_kind(dial.about.kind, dial.kind).pausable:
            terms = replace(dial.terms, pause_unit=total.unit)
            rested = pause(dial.times, terms, Allowance(total, spent), at=at)
            if rested.paused_at is not None and rested != dial.times:
                dial.times, dial.terms = rested, terms
                dial.row["pause_limit"] = total.span(dial.terms.calendar)
                dial.row["pause_unit"] = str(total.unit)
                keep(dial)


def go_on(book: Book, record: UUID, *, at: datetime) -> None:
    for dial in open_dials(book, record):
        if dial.times.paused_at is not None:
            dial.times = resume(dial.times, dial.terms, at=at)
            keep(dial)


def change_urgency(book: Book, record: UUID, urgency: str, *, at: datetime) -> None:
    """For clocks that run: what rests is not screened anew in any life told here."""
    for dial in open_dials(book, record):
        if dial.times.urgency == urgency:
            continue
        if dial.times.paused_at is not None and urgency != Urgency.U1:
            raise LookupError("a resting clock is not reckoned anew here")
        known = clock_kind(dial.about.kind, dial.kind)
        term = book.world.term(known.limit_kind, urgency)
        after = Terms(term.limit, term.ladder, dial.terms.calendar)
        awake = resume(dial.times, dial.terms, at=at)
        dial.times, dial.terms = with_urgency(awake, dial.terms, after, urgency, at=at)
        put_terms(dial)
        keep(dial)


def next_moment(dial: RunningClock) -> datetime | None:
    """When the sweep has something to do with this clock."""
    times = dial.times
    if times.ended_at is not None:
        return None
    if times.pause_ends_at is not None:
        return times.pause_ends_at
    return times.escalate_at if times.breached_at is not None else times.due_at


def first_due(book: Book, before: datetime) -> tuple[datetime, RunningClock] | None:
    """The clock that the sweep comes to first, if it does before a moment, and when."""
    found = [(moment, n) for n, dial in enumerate(book.dials) if (moment := next_moment(dial))]
    if not found:
        return None
    moment, n = min(found)
    return (moment + SWEEP, book.dials[n]) if moment + SWEEP < before else None


def step(dial: RunningClock, *, at: datetime) -> Next | None:
    """Take the next due step of one clock, as `climb` does."""
    found = next_step(dial.times, at=at)
    if found is not None:
        dial.times = stepped(dial.times, dial.terms, at=at)
        keep(dial)
    return found
