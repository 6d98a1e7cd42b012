"""What the national overview counts: reports of the seat's picture, received within a period."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from amaan.access.transactions import one_row
from amaan.directory.queries import VacantSeat, vacant_focal_seats
from amaan.intake.queries.picture import in_picture
from amaan.intake.rules.complaint import OPEN, Status
from amaan.kernel.actor import Actor
from amaan.kernel.period import Period
from amaan.work.queries import open_clocks

if TYPE_CHECKING:
    from amaan.intake.models import Complaint
    from amaan.work.models import Clock

# The steps of the funnel and the states that have come at least so far, as they stand now.
REACHED = {
    "RECEIVED": ("RECEIVED",),
    "ACKNOWLEDGED": ("ACKNOWLEDGED", "TRIAGED"),
    "ALLOCATED": ("ALLOCATED",),
    "UNDER_ACTION": ("UNDER_ACTION", "MORE_INFORMATION"),
    "OUTCOME_READY": ("OUTCOME_READY",),
    "CLOSED": ("CLOSED",),
}
APART = ("NOT_TRAFFICKING_REDIRECTED", "INSUFFICIENT_KEPT", "WITHDRAWN")
ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One bar of the funnel: reports that stand here or further on."""

    status: str
    here: int
    reached: int


@dataclass(frozen=True, slots=True)
class StateCounts:
    """How many reports stand in each state; closed ones by how they were closed, and unconfirmed is
    never counted as confirmed (invariant 17).
    """

    by_status: Mapping[str, int] = field(default_factory=dict)
    by_closure: Mapping[str, int] = field(default_factory=dict)
    generated: int = 0  # of them were made by the generator of a demonstration

    @property
    def open(self) -> int:
        return sum(self.by_status.get(state, 0) for state in OPEN)

    @property
    def in_funnel(self) -> int:
        return sum(self.by_status.get(s, 0) for states in REACHED.values() for s in states)

    def funnel(self) -> list[FunnelStep]:
        """From received to closed; what was redirected, kept or withdrawn stands apart."""
        here = {
            step: sum(self.by_status.get(state, 0) for state in states)
            for step, states in REACHED.items()
        }
        steps = list(here)
        return [
            FunnelStep(step, here[step], sum(here[later] for later in steps[place:]))
            for place, step in enumerate(steps)
        ]


def reports(*, to: Actor, within: Period = ALWAYS) -> "QuerySet[Complaint]":
    """Reports of the seat's picture that were received within the period."""
    rows = in_picture(to=to)
    if within.start is not None:
        rows = rows.filter(received_at__gte=within.start)
    return rows if within.end is None else rows.filter(received_at__lt=within.end)


def standing(rows: "QuerySet[Complaint]") -> StateCounts:
    """One count for every state and every way of closing."""
    states: dict[str, int] = {}
    closures: dict[str, int] = {}
    generated = 0
    found = rows.order_by().values_list("status", "closure", "generated")
    for status, closure, invented, number in found.annotate(number=Count("pk")):
        states[status] = states.get(status, 0) + number
        generated += number if invented else 0
        if status == Status.CLOSED:
            closures[closure] = closures.get(closure, 0) + number
    return StateCounts(states, dict(sorted(closures.items())), generated)


def by_place(rows: "QuerySet[Complaint]") -> list[tuple[UUID | None, int]]:
    """(district, reports), the most first."""
    found = rows.order_by().values_list("district").annotate(number=Count("pk"))
    return list(found.order_by("-number", "district"))


def late(at: datetime) -> Q:
    """Clocks that are past their time; a resting one is as late as when it began to rest."""
    return Q(paused_at__isnull=True, due_at__lt=at) | Q(paused_at__gt=F("due_at"))


def clocks_of(rows: "QuerySet[Complaint]", *, to: Actor) -> "QuerySet[Clock]":
    """The open clocks of those reports."""
    clocks = open_clocks(to=to).filter(record_kind="complaint", record__in=rows.values("pk"))
    return clocks.order_by()


def by_clock(rows: "QuerySet[Complaint]", *, to: Actor, at: datetime) -> list[tuple[str, int, int]]:
    """(kind, open, late) of the clocks of those reports."""
    found = clocks_of(rows, to=to).values_list("kind")
    counted = found.annotate(whole=Count("pk"), late=Count("pk", filter=late(at)))
    return list(counted.order_by("kind"))


def late_reports(rows: "QuerySet[Complaint]", *, to: Actor, at: datetime) -> int:
    """How many of those reports are late with at least one step."""
    found = clocks_of(rows, to=to).filter(late(at)).aggregate(n=Count("record", distinct=True))
    return int(found["n"])


def vacant_seats(*, to: Actor, at: datetime) -> list[VacantSeat]:
    """Districts of the seat's picture without a focal person."""
    del to  # the pass of the reading transaction decides
    kind, place = one_row("SELECT security_picture(), security_territory()", []) or ("", None)
    seats = vacant_focal_seats(at)
    return seats if kind == "NATION" else [seat for seat in seats if place in places_of(seat)]


def places_of(seat: VacantSeat) -> list[UUID | None]:
    """The district, and what it lies in: division and province, or province and nation."""
    above = seat.territory.parent
    return [seat.territory.id, above.id, above.parent_id] if above else [seat.territory.id]
