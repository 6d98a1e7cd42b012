"""Letting the clocks of a record rest and go on: within one allowance in all, and never for U1."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max

from amaan.kernel.ids import Ref
from amaan.work.actions.rows import keep, locked_open, times_of
from amaan.work.models import Clock
from amaan.work.queries.terms import pause_total, terms_of
from amaan.work.rules.clocks import NO_PAUSE, Allowance, Terms, Times, pause, resume
from amaan.work.rules.ports import clock_kind

PAUSE_COLUMNS: Final = ("pause_limit", "pause_unit")


def pause_clocks(*, record: Ref, at: datetime) -> int:
    """Let every running clock of the record rest whose kind may; returns how many do.

    When the record's allowance is spent, or a clock is late already, it goes on. Raises
    Refused("u1-never-pauses").
    """
    rows = [row for row in locked_open(record) if clock_kind(record.kind, row.kind).pausable]
    spent = spent_by(record)
    return sum([let_rest(row, times_of(row), terms_of(row), spent, at) for row in rows])


def resume_clocks(*, record: Ref, at: datetime) -> int:
    """Let the resting clocks of the record go on; returns how many rested."""
    rows = list(locked_open(record).filter(paused_at__isnull=False))
    for row in rows:
        keep(row, resume(times_of(row), terms_of(row), at=at))
    return len(rows)


def spent_by(record: Ref) -> timedelta:
    """What the record has spent of its allowance; its clocks rest together, so the most counts."""
    found = Clock.objects.filter(record=record.id).aggregate(most=Max("paused_total"))
    spent: timedelta | None = found["most"]
    return spent or NO_PAUSE


def let_rest(row: Clock, times: Times, terms: Terms, spent: timedelta, at: datetime) -> bool:
    """Pause one clock on its row; False when it goes on."""
    rested = rest(row, times, terms, spent, at)
    if rested.paused_at is None or rested == times:
        return False
    return keep(row, rested, *PAUSE_COLUMNS)


def rest(row: Clock, times: Times, terms: Terms, spent: timedelta, at: datetime) -> Times:
    """The clock at rest, with the allowance in force written on its row."""
    total = pause_total(at)
    row.pause_limit, row.pause_unit = total.span(terms.calendar), total.unit
    return pause(times, replace(terms, pause_unit=total.unit), Allowance(total, spent), at=at)
