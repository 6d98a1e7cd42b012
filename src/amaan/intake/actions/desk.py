"""What the duty desk does with a report: open it, and end it there when it belongs elsewhere or is
too thin.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from amaan.access.transactions import action
from amaan.intake.actions.clocks import after_step, urgency_changed
from amaan.intake.actions.messaging import desk_message
from amaan.intake.actions.moving import COMPLAINT, locked, ref_of
from amaan.intake.models import Complaint
from amaan.intake.queries import steps
from amaan.intake.rules.complaint import Event
from amaan.intake.rules.thread import MessageKind
from amaan.intake.rules.urgency import reasons_against_lowering
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.reasons import Reason, refuse_if
from amaan.kernel.urgency import Urgency
from amaan.ledger.actions import Transition, record
from amaan.security.actions.granting import end_grants
from amaan.security.rules.purposes import GrantEnd


@action
def acknowledge(*, complaint: UUID, by: Actor, at: datetime) -> Complaint:
    """A named duty officer opens the report; only that meets the clock (workflows.md section 3,
    event *open*).

    Raises Refused("not-sorted-yet") before the exclusion job has run.
    """
    row = locked(complaint, by=by)
    refuse_if(steps.reasons_against(row, Event.OPEN, by=by, at=at))
    columns = {"acknowledged_at": at, "acknowledged_by": by.subject}
    COMPLAINT.take(row, Transition(Event.OPEN, columns=columns), by=by, at=at)
    after_step(row, by=by, at=at)
    return row


@action
def mark_triaged(*, complaint: UUID, by: Actor, at: datetime) -> Complaint:
    """The step itself; screening calls it and opens its decision in the same transaction."""
    row = locked(complaint, by=by)
    refuse_if(steps.reasons_against(row, Event.TRIAGE, by=by, at=at))
    COMPLAINT.take(row, Transition(Event.TRIAGE), by=by, at=at)
    after_step(row, by=by, at=at)
    return row


@dataclass(frozen=True, slots=True)
class Screened:
    """What screening found, as the complaint's clear columns carry it; `second` is the seat that
    agreed, if any.
    """

    urgency: Urgency
    forms: tuple[str, ...]
    child: bool
    reason: str
    second: UUID | None = None


@action
def mark_screened(*, complaint: UUID, found: Screened, by: Actor, at: datetime) -> Complaint:
    """Confirm or change urgency, form and the child mark after screening.

    Lowering U1 takes a reason and a second person (invariant 14): Raises
    Refused("lowering-needs-second-person").
    """
    row = locked(complaint, by=by)
    before = Urgency(row.urgency)
    two = found.second is not None and found.second != by.subject
    refuse_if(
        reasons_against_lowering(before, found.urgency, second_person=two, reason=found.reason)
    )
    row.urgency, row.version = found.urgency, row.version + 1
    row.form, row.child = (found.forms[0] if found.forms else ""), row.child or found.child
    row.save(update_fields=["urgency", "form", "child", "version"])
    if found.urgency is not before:
        urgency_changed(row, at=at)
    body = {"before": str(before), "after": str(found.urgency), "second": str(found.second or "")}
    record(Fact("intake.screened", ref_of(row), by, at, body={**body, "forms": list(found.forms)}))
    return row


@action
def redirect(*, complaint: UUID, words: str, service: UUID, by: Actor, at: datetime) -> Complaint:
    """Not trafficking: the reporter gets a safe hand-over text naming the service; no data moves
    without consent.
    """
    row = locked(complaint, by=by)
    refuse_if(
        steps.reasons_against(row, Event.REDIRECT, by=by, at=at),
        [] if words.strip() else [Reason("message-empty")],
    )
    desk_message(row, words, MessageKind.OUTCOME, by=by, at=at)
    step = Transition(Event.REDIRECT, body={"service": str(service)}, columns={"closed_at": at})
    COMPLAINT.take(row, step, by=by, at=at)
    after_step(row, by=by, at=at)
    return row


@action
def keep(*, complaint: UUID, review_on: date, reason: str, by: Actor, at: datetime) -> Complaint:
    """Too thin to act: kept as graded intelligence with a review date."""
    row = locked(complaint, by=by)
    refuse_if(
        steps.reasons_against(row, Event.KEEP, by=by, at=at),
        [] if reason.strip() else [Reason("reason-missing")],
    )
    COMPLAINT.take(row, Transition(Event.KEEP, columns={"review_on": review_on}), by=by, at=at)
    after_step(row, by=by, at=at)
    return row


@action
def take_new_information(*, complaint: UUID, by: Actor, at: datetime) -> Complaint:
    """A kept report that has become worth looking at again."""
    row = locked(complaint, by=by)
    refuse_if(steps.reasons_against(row, Event.NEW_INFORMATION, by=by, at=at))
    COMPLAINT.take(
        row, Transition(Event.NEW_INFORMATION, columns={"review_on": None}), by=by, at=at
    )
    after_step(row, by=by, at=at)
    return row


def close_readers(complaint: Complaint, unit: UUID | None, *, at: datetime) -> None:
    """The right of the unit that acted to read ends with the allocation."""
    if unit is not None:
        end_grants(cause=complaint.id, unit=unit, why=GrantEnd.ALLOCATION_ENDED, at=at)
