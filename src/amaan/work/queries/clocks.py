"""Which clocks run, for a record or for a desk, and which were breached?

Row-level security narrows every one of these to the unit of the one who looks, the records it
holds, and the territory whose picture it may see; never to one it is excluded from.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref
from amaan.work.models import OPEN, Clock
from amaan.work.rules.standing import State, standing_of


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One clock for `<c-clock>`: its state, the wall time left, per cent used."""

    id: UUID
    kind: str
    urgency: str
    state: State
    left: timedelta
    used: int
    due_at: datetime


def clocks_of(record: Ref, *, to: Actor) -> QuerySet[Clock]:
    """All clocks of a record, the newest first."""
    del to
    return Clock.objects.filter(record=record.id).order_by("-started_at", "-pk")


def clock_rows(record: Ref, *, to: Actor, at: datetime) -> list[ClockRow]:
    """The open clocks of a record, the next due first."""
    open_ones = clocks_of(record, to=to).filter(OPEN).order_by("due_at", "pk")
    return [row_of(clock, at=at) for clock in open_ones]


def row_of(clock: Clock, *, at: datetime) -> ClockRow:
    """One clock as a row, for lists that join clocks to their records."""
    stands = standing_of(clock, at=at)
    return ClockRow(
        clock.id,
        clock.kind,
        clock.urgency,
        stands.state,
        stands.left,
        stands.used,
        clock.due_at,
    )


def open_clocks(*, to: Actor) -> QuerySet[Clock]:
    """Every open clock that this reader may see, the next due first."""
    del to
    return Clock.objects.filter(OPEN).order_by("due_at", "pk")
