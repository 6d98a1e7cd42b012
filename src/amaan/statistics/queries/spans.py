"""How long do reports take from received to each step, and which reports have come there?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db.models import (
    Aggregate,
    Case,
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    When,
)

from amaan.intake.rules.complaint import Event, Status
from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref
from amaan.ledger.queries import timeline
from amaan.statistics.rules.spans import FEWEST, MEDIAN, NINETIETH

if TYPE_CHECKING:
    from amaan.intake.models import Complaint

# The step -> the column that holds when it was taken first.
STEPS: Final = {
    "ACKNOWLEDGED": "acknowledged_at",
    "ALLOCATED": "first_allocated_at",
    "OUTCOME_READY": "first_outcome_at",
    "CLOSED": "last_closed_at",
}


@dataclass(frozen=True, slots=True)
class Span:
    """The wall time from received to one step, over `number` reports; None with too few of them."""

    step: str
    number: int
    median: timedelta | None
    ninetieth: timedelta | None


class Percentile(Aggregate):
    """`percentile_cont`: the share of rows, 0 to 1, that took at most so long."""

    template = "percentile_cont(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()

    def __init__(self, length: Any, share: float) -> None:
        super().__init__(length, share=share)


def with_moments(rows: "QuerySet[Complaint]", *, to: Actor) -> "QuerySet[Complaint]":
    """The reports with the moment of each step. Allocation and outcome may come again, and the
    first counts; a report that was opened again is not closed.
    """
    closed = Case(When(status=Status.CLOSED, then=F("closed_at")), output_field=DateTimeField())
    return rows.annotate(
        first_allocated_at=first(Event.ALLOCATE, to=to),
        first_outcome_at=first(Event.PROPOSE, to=to),
        last_closed_at=closed,
    )


def first(event: Event, *, to: Actor) -> Subquery:
    """When the first fact of this event about the report of the outer query happened."""
    about = Ref("complaint", OuterRef("pk"))  # type: ignore[arg-type]  # the outer query's id
    return Subquery(timeline(about, to=to).filter(event=event).values("happened_at")[:1])


def spans(rows: "QuerySet[Complaint]", *, to: Actor) -> list[Span]:
    """One statement for all steps."""
    wanted: dict[str, Aggregate] = {}
    for step, column in STEPS.items():
        length = ExpressionWrapper(F(column) - F("received_at"), output_field=DurationField())
        wanted[f"{step}_number"] = Count(column)
        wanted[f"{step}_median"] = Percentile(length, MEDIAN)
        wanted[f"{step}_ninetieth"] = Percentile(length, NINETIETH)
    found = with_moments(rows, to=to).order_by().aggregate(**wanted)
    return list(spans_in(found))


def spans_in(found: dict[str, Any]) -> Iterator[Span]:
    """Percentiles of few reports would tell of single ones, and are left out."""
    for step in STEPS:
        number = int(found[f"{step}_number"])
        known = number >= FEWEST
        median, ninetieth = found[f"{step}_median"], found[f"{step}_ninetieth"]
        yield Span(step, number, median if known else None, ninetieth if known else None)


def reports_with_step(
    rows: "QuerySet[Complaint]", step: str, *, to: Actor
) -> "QuerySet[Complaint]":
    """The reports that a span counts."""
    return with_moments(rows, to=to).filter(**{f"{STEPS[step]}__isnull": False})
