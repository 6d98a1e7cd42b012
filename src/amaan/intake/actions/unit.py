"""What the unit does that a complaint was allocated to: take it, give it back, ask, name an
officer, propose an outcome.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from amaan.access.transactions import action
from amaan.intake.actions.clocks import after_step, desk_task
from amaan.intake.actions.desk import close_readers
from amaan.intake.actions.messaging import desk_message
from amaan.intake.actions.moving import COMPLAINT, locked, ref_of
from amaan.intake.models import Complaint
from amaan.intake.queries import steps
from amaan.intake.rules.complaint import Event
from amaan.intake.rules.thread import MessageKind
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.reasons import Reason, refuse_if
from amaan.keyservice.port import Handover
from amaan.ledger.actions import Transition, record
from amaan.security.actions.granting import give_grant, reasons_against_reader
from amaan.security.actions.handing_over import hand_over_keys
from amaan.security.rules.purposes import GrantPurpose


@action
def allocate(*, complaint: UUID, unit: UUID, by: Actor, at: datetime) -> Complaint:
    """Give the matter to a unit: grant, keys and clock; never to an excluded one (workflows.md
    section 3).

    The step itself; screening calls it after its own guards (decided or U1, mandate, consent for
    police). Raises Refused("unit-excluded").
    """
    row = locked(complaint, by=by)
    refuse_if(reasons_against_reader(row.id, unit))
    give_grant(
        record=ref_of(row),
        unit=unit,
        cause=ref_of(row),
        purpose=GrantPurpose.ALLOCATION,
        by=by,
        at=at,
    )
    hand_over_keys(Handover(row.id, by.unit or unit, unit, cause=str(ref_of(row))), by=by, at=at)
    step = Transition(Event.ALLOCATE, body={"unit": str(unit)}, columns={"action_unit": unit})
    COMPLAINT.take(row, step, by=by, at=at)
    after_step(row, by=by, at=at)
    return row


@action
def start(*, complaint: UUID, officer: UUID, by: Actor, at: datetime) -> Complaint:
    """Begin work with a named officer of the acting unit, never one whose outcome was rejected;
    casework opens the dossier beside it.

    Raises Refused("officer-elsewhere"), Refused("officer-was-rejected"), or
    Refused("own-outcome-was-rejected") when the officer is the one who asks; like every step below
    Refused("another-unit-acts").
    """
    row = locked(complaint, by=by)
    refuse_if(steps.reasons_against(row, Event.START, by=by, at=at, officer=officer))
    COMPLAINT.take(row, Transition(Event.START, columns={"action_officer": officer}), by=by, at=at)
    after_step(row, by=by, at=at)
    return row


@action
def assign(*, complaint: UUID, officer: UUID, by: Actor, at: datetime) -> Complaint:
    """Name another officer of the acting unit; raises what `start` does, and
    Refused("illegal-step") unless it is under action.
    """
    row = locked(complaint, by=by)
    refuse_if(steps.reasons_against_assigning(row, officer, by=by, at=at))
    row.action_officer, row.version = officer, row.version + 1
    row.save(update_fields=["action_officer", "version"])
    record(Fact("intake.assigned", ref_of(row), by, at, body={"officer": str(officer)}))
    return row


@action
def decline(*, complaint: UUID, reason: str, by: Actor, at: datetime) -> Complaint:
    """Give the matter back to the desk with a coded reason; the desk gets a task."""
    row = locked(complaint, by=by)
    refuse_if(
        steps.reasons_against(row, Event.DECLINE, by=by, at=at),
        [] if reason else [Reason("reason-missing")],
    )
    unit = row.action_unit
    COMPLAINT.take(
        row, Transition(Event.DECLINE, reason=reason, columns={"action_unit": None}), by=by, at=at
    )
    after_step(row, by=by, at=at)
    desk_task(row, "allocate_again", by=by, at=at)
    close_readers(row, unit, at=at)
    return row


@action
def ask(*, complaint: UUID, question: str, by: Actor, at: datetime) -> Complaint:
    """Ask the reporter behind the code; the clock rests meanwhile, never for U1.

    Raises Refused("u1-never-pauses"), Refused("contact-barred").
    """
    row = locked(complaint, by=by)
    empty = [] if question.strip() else [Reason("message-empty")]
    refuse_if(steps.reasons_against(row, Event.ASK, by=by, at=at), empty)
    desk_message(row, question, MessageKind.QUESTION, by=by, at=at)
    COMPLAINT.take(row, Transition(Event.ASK, columns={"asked_in": row.status}), by=by, at=at)
    after_step(row, by=by, at=at)
    return row


@dataclass(frozen=True, slots=True)
class Evidence:
    """The record that an outcome rests on, and when it was written down."""

    record: UUID
    written_at: datetime


@action
def propose_outcome(
    *, complaint: UUID, outcome: str, evidence: Evidence, words: str, by: Actor, at: datetime
) -> Complaint:
    """Say what came of it, with the record that shows it, and ask the reporter (workflows.md
    section 10).

    `words` is what the reporter reads; `evidence` the linked record. Raises
    Refused("officer-takes-over-first") for anybody but the present officer, and
    Refused("evidence-before-rejection").
    """
    row = locked(complaint, by=by)
    refuse_if(steps.reasons_against(row, Event.PROPOSE, by=by, at=at))
    empty = [] if words.strip() else [Reason("message-empty")]
    unsaid = [] if outcome else [Reason("outcome-missing")]
    refuse_if(empty, unsaid, steps.reasons_against_proposing(row, evidence.written_at, by))
    desk_message(row, words, MessageKind.OUTCOME, by=by, at=at)
    columns = {
        "outcome": outcome,
        "outcome_by": by.subject,
        "outcome_evidence": evidence.record,
        "asked_reporter_at": at,
    }
    body = {"outcome": outcome, "evidence": str(evidence.record)}
    COMPLAINT.take(row, Transition(Event.PROPOSE, columns=columns, body=body), by=by, at=at)
    after_step(row, by=by, at=at)
    return row
