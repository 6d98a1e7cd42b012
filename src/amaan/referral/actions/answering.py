"""The receiver's side: see, accept with a named officer, decline with a reason, serve, report."""

from datetime import datetime
from uuid import UUID

from amaan.access.transactions import action
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Reason, refuse_if
from amaan.ledger.actions import Transition
from amaan.referral.actions.moving import (
    REFERRAL,
    ask_unit,
    clock,
    end_escalation,
    ref_of,
)  # fmt: skip
from amaan.referral.actions.noting import both_sides, note
from amaan.referral.models import Referral
from amaan.referral.queries.steps import reasons_against
from amaan.referral.rules.referral import Event, Status
from amaan.security.actions.granting import end_grants, give_grant
from amaan.security.queries import reasons_against_officer, staff_in
from amaan.security.rules.purposes import GrantEnd, GrantPurpose
from amaan.security.rules.roles import LEADS
from amaan.work.actions import end_clocks, meet_clock

OUTCOMES = "OUTCOME"


@action
def see_referral(*, referral: UUID, by: Actor, at: datetime) -> Referral:
    """A member of the receiving unit has opened it; meets the acknowledge clock. Seeing twice
    changes nothing.
    """
    row = REFERRAL.locked(referral)
    if row.status != Status.SENT or by.unit != row.to_unit:
        return row
    REFERRAL.take(row, Transition(Event.OPEN), by=by, at=at)
    meet_clock(record=ref_of(row), kind="acknowledge", at=at)
    return row


@action
def accept_referral(*, referral: UUID, officer: UUID, by: Actor, at: datetime) -> Referral:
    """Accept with a named officer; of two who accept at once exactly one wins (invariant 7).

    The unit's grant narrows to the officer, the one who accepted and the leads. Raises
    Refused("own-referral"), Refused("officer-elsewhere").
    """
    row = REFERRAL.locked(referral)
    refuse_if(reasons_against(row, Event.ACCEPT, by=by, at=at))
    refuse_if(reasons_against_officer(officer, row.to_unit, on=at.date()))
    columns = {"officer": officer, "answered_at": at, "answered_by": by.subject}
    REFERRAL.take(
        row, Transition(Event.ACCEPT, columns=columns, body={"officer": str(officer)}), by=by, at=at
    )
    for kind in ("acknowledge", "accept"):
        meet_clock(record=ref_of(row), kind=kind, at=at)
    clock(row, "contact", row.to_unit, at=at)
    narrow(row, officer, by=by, at=at)
    return row


def narrow(row: Referral, officer: UUID, *, by: Actor, at: datetime) -> None:
    """Officer and lead (workflows.md section 5): a person on leave must not stall the referral."""
    ref, unit = ref_of(row), row.to_unit
    leads = staff_in(unit, on=at.date(), to=by, roles=tuple(sorted(LEADS)))
    readers = {
        **{lead.id: GrantPurpose.LEAD for lead in leads},
        **dict.fromkeys((officer, by.subject), GrantPurpose.OFFICER),
    }
    for seat, purpose in readers.items():
        give_grant(record=ref, unit=unit, seat=seat, cause=ref, purpose=purpose, by=by, at=at)
    end_grants(
        cause=row.id, unit=row.to_unit, why=GrantEnd.NARROWED, purpose=GrantPurpose.REFERRAL, at=at
    )


@action
def decline_referral(*, referral: UUID, reason: str, by: Actor, at: datetime) -> Referral:
    """Decline with a coded reason; the sender gets a task, the receiver's right to read ends."""
    row = REFERRAL.locked(referral)
    refuse_if(
        [] if reason else [Reason("reason-missing")],
        reasons_against(row, Event.DECLINE, by=by, at=at),
    )
    columns = {"decline_reason": reason, "answered_at": at, "answered_by": by.subject}
    REFERRAL.take(row, Transition(Event.DECLINE, reason=reason, columns=columns), by=by, at=at)
    end_clocks(record=ref_of(row), why="DECLINED", at=at)
    ask_unit(row, row.from_unit, "referral_declined", by=by, at=at)
    end_escalation(row, GrantEnd.DECLINED, by=by, at=at)
    end_grants(cause=row.id, unit=row.to_unit, why=GrantEnd.DECLINED, at=at)
    return row


@action
def start_service(*, referral: UUID, text: str, by: Actor, at: datetime) -> Referral:
    """The first contact with the person, with a note of it; meets the contact clock."""
    row = REFERRAL.locked(referral)
    refuse_if(reasons_against(row, Event.START, by=by, at=at))
    note(row, "CONTACT", text, both_sides(row), by=by, at=at)
    REFERRAL.take(row, Transition(Event.START), by=by, at=at)
    meet_clock(record=ref_of(row), kind="contact", at=at)
    clock(row, "progress", row.to_unit, at=at)
    return row


@action
def report_outcome(*, referral: UUID, outcome: str, text: str, by: Actor, at: datetime) -> Referral:
    """Say what came of it, with the service record that shows it; the sender is asked to confirm.

    Raises Refused("outcome-missing"), Refused("entry-empty").
    """
    row = REFERRAL.locked(referral)
    refuse_if(
        reasons_against(row, Event.REPORT, by=by, at=at),
        [] if outcome else [Reason("outcome-missing")],
    )
    record = note(row, OUTCOMES, text, both_sides(row), by=by, at=at)
    body = {"outcome": outcome, "evidence": str(record.id)}
    REFERRAL.take(
        row, Transition(Event.REPORT, columns={"outcome": outcome}, body=body), by=by, at=at
    )
    meet_clock(record=ref_of(row), kind="progress", at=at)
    clock(row, "outcome_confirm", row.from_unit, at=at)
    ask_unit(row, row.from_unit, "outcome_reported", by=by, at=at)
    return row
