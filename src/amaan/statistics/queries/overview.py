"""What the national overview counts, each count with the rows behind it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from amaan.intake.queries.picture import in_picture
from amaan.kernel.actor import Actor
from amaan.work.queries import open_clocks

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


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of the funnel: reports that stand here or further on."""

    status: str
    here: int
    reached: int


def by_status(*, to: Actor) -> dict[str, int]:
    rows = in_picture(to=to).values("status").annotate(number=Count("pk")).order_by("status")
    return {row["status"]: row["number"] for row in rows}


def funnel(counts: dict[str, int]) -> list[Step]:
    """From received to closed; what was redirected, kept or withdrawn stands apart."""
    here = {step: sum(counts.get(state, 0) for state in states) for step, states in REACHED.items()}
    steps = list(here)
    return [
        Step(step, here[step], sum(here[later] for later in steps[place:]))
        for place, step in enumerate(steps)
    ]


def by_closure(*, to: Actor) -> dict[str, int]:
    """Closed reports by how they were closed; unconfirmed is never counted as confirmed."""
    rows = in_picture(to=to).filter(status="CLOSED").values("closure").annotate(number=Count("pk"))
    return {row["closure"]: row["number"] for row in rows.order_by("closure")}


def by_place(*, to: Actor) -> list[tuple[UUID | None, int]]:
    """(district, reports), the most first."""
    rows = in_picture(to=to).values("district").annotate(number=Count("pk"))
    return [(row["district"], row["number"]) for row in rows.order_by("-number", "district")]


def by_clock(*, to: Actor, at: datetime) -> list[tuple[str, int, int]]:
    """(kind, open, late) of the clocks of those reports."""
    clocks = open_clocks(to=to).filter(
        record_kind="complaint", record__in=in_picture(to=to).values("pk")
    )
    found: dict[str, list[int]] = {}
    for kind, due_at, paused_at in clocks.values_list("kind", "due_at", "paused_at"):
        pair = found.setdefault(kind, [0, 0])
        pair[0] += 1
        pair[1] += (paused_at or at) > due_at
    return [(kind, whole, late) for kind, (whole, late) in sorted(found.items())]


def rows_behind(
    *, to: Actor, status: str = "", district: UUID | None = None, before: datetime | None = None
) -> "QuerySet":  # type: ignore[type-arg]
    """The reports behind a figure, newest first; clear columns only."""
    rows = in_picture(to=to).order_by("-received_at", "-pk")
    if status:
        rows = rows.filter(status__in=REACHED.get(status, (status,)))
    if district is not None:
        rows = rows.filter(district=district)
    return rows.filter(received_at__lt=before) if before else rows
