"""The reporter's word on the matter, and what ends it: confirm, reject, answer, withdraw, stop
contact, reopen.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from amaan.access.transactions import action
from amaan.directory.queries import period_days
from amaan.intake.actions.clocks import after_step, contact_clocks_end
from amaan.intake.actions.moving import COMPLAINT, locked
from amaan.intake.actions.raising import raise_one_level
from amaan.intake.models import Complaint, ReporterAct
from amaan.intake.queries import steps
from amaan.intake.queries.steps import standing_of
from amaan.intake.rules import reasons
from amaan.intake.rules.complaint import Closure, Event, Status
from amaan.intake.rules.followers import follow
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Reason, refuse_if
from amaan.ledger.actions import Transition
from amaan.security.actions.consenting import withdraw_consents
from amaan.security.actions.granting import end_grants_on
from amaan.security.rules.purposes import GrantEnd

REOPEN_WINDOW: Final = "REOPEN"
TWO_REJECTIONS: Final = 2


def confirm(act: ReporterAct, *, by: Actor, at: datetime) -> None:
    """Yes, it was solved: closed, and counted as confirmed (workflows.md section 10)."""
    complaint = locked(act.complaint_id, by=by)
    columns = {"closure": Closure.CONFIRMED, "closed_at": at}
    COMPLAINT.take(complaint, Transition(Event.CONFIRM, key=act.key, columns=columns), by=by, at=at)
    after_step(complaint, by=by, at=at)


def reject(act: ReporterAct, *, by: Actor, at: datetime) -> None:
    """No, or only partly: back one level up, to another officer; the second time to the oversight
    pool.
    """
    complaint = locked(act.complaint_id, by=by)
    rejected = complaint.rejections + 1
    columns = {
        "rejections": rejected,
        "rejected_at": at,
        "action_officer": None,
        "former_officers": [*complaint.former_officers, str(complaint.outcome_by)],
    }
    body = {"rejections": rejected, "choice": act.choice}
    COMPLAINT.take(
        complaint, Transition(Event.REJECT, key=act.key, columns=columns, body=body), by=by, at=at
    )
    raise_one_level(complaint, to_oversight=rejected >= TWO_REJECTIONS, by=by, at=at)
    after_step(complaint, by=by, at=at)


def answer(act: ReporterAct, *, by: Actor, at: datetime) -> None:
    complaint = locked(act.complaint_id, by=by)
    back = Status(complaint.asked_in) if complaint.asked_in else None
    step = Transition(Event.ANSWER, to=back, key=act.key, columns={"asked_in": ""})
    COMPLAINT.take(complaint, step, by=by, at=at)
    after_step(complaint, by=by, at=at)


def withdraw(act: ReporterAct, *, by: Actor, at: datetime) -> None:
    """Not for a child, not for U1; ends the complaint, its grants, and what followed from it."""
    complaint = locked(act.complaint_id, by=by)
    refuse_if(reasons.reasons_against_withdrawing(standing_of(complaint)))
    columns = {"action_unit": None, "action_officer": None}
    COMPLAINT.take(
        complaint, Transition(Event.WITHDRAW, key=act.key, columns=columns), by=by, at=at
    )
    after_step(complaint, by=by, at=at)
    withdraw_consents(complaint.id, at=at)
    follow(Event.WITHDRAW, complaint.id, by=by, at=at)
    end_grants_on(record=complaint.id, why=GrantEnd.WITHDRAWN, at=at)


def stop_contact(act: ReporterAct, *, by: Actor, at: datetime) -> None:
    """The matter goes on; nobody contacts the reporter any more, on any channel."""
    complaint = locked(act.complaint_id, by=by)
    step = Transition(Event.STOP_CONTACT, key=act.key, columns={"contact_barred": True})
    COMPLAINT.take(complaint, step, by=by, at=at)
    contact_clocks_end(complaint, at=at)


def reopen(act: ReporterAct, *, by: Actor, at: datetime) -> None:
    complaint = locked(act.complaint_id, by=by)
    reopen_locked(complaint, key=act.key, by=by, at=at)


def reopen_locked(complaint: Complaint, *, key: str, by: Actor, at: datetime) -> None:
    window = timedelta(days=window_days(REOPEN_WINDOW, at))
    refuse_if(reasons.reasons_against_reopening(standing_of(complaint), at=at, window=window))
    columns = {"closure": "", "closed_at": None, "outcome": "", "action_officer": None}
    COMPLAINT.take(complaint, Transition(Event.REOPEN, key=key, columns=columns), by=by, at=at)
    after_step(complaint, by=by, at=at)


def window_days(kind: str, at: datetime) -> int:
    """A dated period in days (reopening window, time for the reporter's answer): data, never a
    constant.
    """
    return period_days(kind, at)


@action
def agree_unconfirmed(*, complaint: UUID, reason: str, by: Actor, at: datetime) -> Complaint:
    """A supervisor of another unit has read the file and agrees; counted apart, never as solved
    (invariant 17).
    """
    row = locked(complaint, by=by)
    refuse_if(
        steps.reasons_against(row, Event.CLOSE_UNCONFIRMED, by=by, at=at),
        [] if reason.strip() else [Reason("reason-missing")],
    )
    columns = {"closure": Closure.UNCONFIRMED, "closed_at": at}
    COMPLAINT.take(
        row, Transition(Event.CLOSE_UNCONFIRMED, columns=columns, reason="agreed"), by=by, at=at
    )
    after_step(row, by=by, at=at)
    return row


@action
def refuse_unconfirmed(*, complaint: UUID, reason: str, by: Actor, at: datetime) -> Complaint:
    """The supervisor of another unit does not agree: back to the unit that acts."""
    row = locked(complaint, by=by)
    refuse_if(
        steps.reasons_against(row, Event.RETURN, by=by, at=at),
        [] if reason.strip() else [Reason("reason-missing")],
    )
    COMPLAINT.take(row, Transition(Event.RETURN, reason="not-agreed"), by=by, at=at)
    after_step(row, by=by, at=at)
    return row


APPLY: Final[Mapping[Event, Callable[..., None]]] = {
    Event.ANSWER: answer,
    Event.CONFIRM: confirm,
    Event.REJECT: reject,
    Event.WITHDRAW: withdraw,
    Event.STOP_CONTACT: stop_contact,
    Event.REOPEN: reopen,
}
