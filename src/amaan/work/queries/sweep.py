"""Which clocks have something due, and which were reckoned by a calendar that no longer holds?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from amaan.directory.queries import calendar_for
from amaan.kernel.actor import Actor
from amaan.work.models import OPEN, RUNNING, Clock

ONE_SWEEP: Final = 5000


def due_clocks(at: datetime, *, by: Actor) -> list[UUID]:
    """Ids of clocks with a step due at `at`, the longest due first; three indexes serve it."""
    del by  # row-level security lets the worker see every clock
    late = RUNNING & Q(due_at__lt=at)
    higher = OPEN & Q(breached_at__isnull=False, escalate_at__lte=at)
    rested = OPEN & Q(pause_ends_at__lte=at)
    found: list[UUID] = []
    for due, order in ((late, "due_at"), (higher, "escalate_at"), (rested, "pause_ends_at")):
        rows = Clock.objects.filter(due).order_by(order, "pk")
        found += rows.values_list("pk", flat=True)[:ONE_SWEEP]
    return found


@dataclass(frozen=True, slots=True)
class Stale:
    """A province whose running clocks still follow an older version of its calendar."""

    province: UUID | None
    version: UUID


def stale_calendars(at: datetime, *, by: Actor) -> list[Stale]:
    """Where the calendar in force at `at` is not the one that running clocks follow."""
    del by
    pairs = Clock.objects.filter(RUNNING, due_at__gte=at)
    found = pairs.values_list("province", "calendar_version").order_by().distinct()
    return [
        Stale(province, version)
        for province, version in found
        if calendar_for(province, at).version != str(version)
    ]


def reckoned_by(stale: Stale, at: datetime) -> QuerySet[Clock]:
    """The running clocks that follow the older version, in one order for all."""
    rows = Clock.objects.filter(RUNNING, due_at__gte=at, calendar_version=stale.version)
    return rows.filter(province=stale.province).order_by("pk")
