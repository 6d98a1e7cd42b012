"""The machine of a complaint, and what stands before each step that staff take."""

from uuid import UUID

from amaan.intake.models import Complaint, ReporterAct
from amaan.intake.rules.complaint import LIFECYCLE, Status
from amaan.intake.rules.facts import KIND
from amaan.intake.rules.reasons import ComplaintState, reasons_against_touching
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import refuse_if
from amaan.kernel.urgency import Urgency
from amaan.ledger.actions import Machine

COMPLAINT = Machine(LIFECYCLE, Complaint, "complaint", KIND)


def ref_of(complaint: Complaint) -> Ref:
    return COMPLAINT.ref(complaint)


def locked(complaint: UUID, *, by: Actor) -> Complaint:
    """The row, locked for the rest of the action. Raises NotFound; Refused("acts-waiting") for
    staff.

    The reporter's waiting acts come before anything staff do; applying them is the one exception.
    """
    row = COMPLAINT.locked(complaint)
    if by.kind is ActorKind.STAFF:
        refuse_if(reasons_against_touching(standing_of(row)))
    return row


def standing_of(complaint: Complaint) -> ComplaintState:
    """The facts that the rules ask for."""
    return ComplaintState(
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
