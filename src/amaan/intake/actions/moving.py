"""The one way a complaint changes state: lock the row, ask the table and the rules, write the row
and its one fact.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from amaan.intake.models import Complaint, ReporterAct
from amaan.intake.rules.complaint import LIFECYCLE, Event, Status
from amaan.intake.rules.facts import KIND, release_of
from amaan.intake.rules.reasons import Standing, reasons_against_touching
from amaan.intake.rules.urgency import Urgency
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import NotFound, refuse_if
from amaan.ledger.actions import record


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the event, where it leads when several states may follow, and what its
    fact says.
    """

    event: Event
    to: Status | None = None
    reason: str = ""
    key: str = ""
    body: Mapping[str, object] = field(default_factory=dict)
    columns: Mapping[str, object] = field(default_factory=dict)


def ref_of(complaint: Complaint) -> Ref:
    return Ref("complaint", complaint.id)


def locked(complaint: UUID, *, by: Actor) -> Complaint:
    """The row, locked for the rest of the action. Raises NotFound; Refused("acts-waiting") for
    staff.

    The reporter's waiting acts come before anything staff do; applying them is the one exception.
    """
    row = Complaint.objects.select_for_update().filter(pk=complaint).first()
    if row is None:
        raise NotFound
    if by.kind is ActorKind.STAFF:
        refuse_if(reasons_against_touching(standing_of(row)))
    return row


def standing_of(complaint: Complaint) -> Standing:
    """The facts that the rules ask for."""
    return Standing(
        status=Status(complaint.status),
        urgency=Urgency(complaint.urgency or Urgency.U3),
        child=complaint.child,
        sorted=complaint.sorted_at is not None,
        acts_waiting=ReporterAct.objects.filter(
            complaint=complaint.id, applied_at__isnull=True
        ).exists(),
        closed_at=complaint.closed_at,
        rejections=complaint.rejections,
    )


def move(complaint: Complaint, step: Step, *, by: Actor, at: datetime) -> Complaint:
    """Take one step of the life cycle: state, version and columns change, exactly one fact is
    written.

    Raises Refused("illegal-step") when the table does not allow it.
    """
    before = complaint.status
    complaint.status = LIFECYCLE.after(before, step.event, step.to)
    complaint.version += 1
    for name, value in step.columns.items():
        setattr(complaint, name, value)
    complaint.save(update_fields=["status", "version", *step.columns])
    record(
        Fact(
            kind=KIND[step.event],
            about=ref_of(complaint),
            by=by,
            at=at,
            machine=LIFECYCLE.tag,
            event=step.event,
            before=before,
            after=complaint.status,
            reason=step.reason,
            body=step.body,
            release=release_of(step.event),
            key=step.key,
        )
    )
    return complaint
