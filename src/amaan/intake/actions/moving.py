"""The machine of a complaint, and what stands before each step that staff take."""

from uuid import UUID

from amaan.intake.models import Complaint, ReporterAct
from amaan.intake.queries.steps import standing_of
from amaan.intake.rules.complaint import LIFECYCLE
from amaan.intake.rules.facts import KIND
from amaan.intake.rules.reasons import reasons_against_touching
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import refuse_if
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
        waiting = ReporterAct.objects.filter(complaint=row.id, applied_at__isnull=True)
        refuse_if(reasons_against_touching(standing_of(row, acts_waiting=waiting.exists())))
    return row
