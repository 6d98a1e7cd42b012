"""Who read what: the log that every opening of a record leaves."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from amaan.kernel.actor import Actor
from amaan.security.models import Read, Seat


def reads(*, to: Actor, record: UUID | None = None) -> QuerySet[Read]:
    """Reads that the viewer may see (own ones, or all with the permission), newest first."""
    del to
    rows = Read.objects.order_by("-at", "-pk")
    return rows.filter(record=record) if record else rows


def page_of_reads(
    *, to: Actor, record: UUID | None, before: tuple[datetime, UUID] | None, size: int
) -> list[Read]:
    """At most `size` reads older than the row `before` (its time and id)."""
    rows = reads(to=to, record=record)
    if before:
        at, row = before
        rows = rows.filter(Q(at__lt=at) | Q(at=at, pk__lt=row))
    return list(rows[:size])


def names_of_seats(seats: Collection[UUID], *, to: Actor) -> dict[UUID, Seat]:
    """The seats of a page with their people and units, ended ones too."""
    del to
    return Seat.objects.select_related("staff", "unit").in_bulk(seats)
