"""The machine of a referral, whose step is whose, and what hangs on a step: clocks, tasks."""

from datetime import datetime
from uuid import UUID

from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref
from amaan.ledger.actions import Machine
from amaan.referral.models import Referral
from amaan.referral.rules.referral import (
    LIFECYCLE,
    Event,
)  # fmt: skip
from amaan.security.actions.escalating import TASK
from amaan.security.actions.granting import end_grants
from amaan.security.rules.purposes import GrantEnd, GrantPurpose
from amaan.work.actions import end_tasks, open_task, start_clock

KIND = {
    Event.DRAFT: "referral.drafted",
    Event.SUBMIT: "referral.submitted",
    Event.CLEAR: "referral.sent",
    Event.RETURN: "referral.returned",
    Event.OPEN: "referral.seen",
    Event.ACCEPT: "referral.accepted",
    Event.DECLINE: "referral.declined",
    Event.REROUTE: "referral.rerouted",
    Event.START: "referral.started",
    Event.REPORT: "referral.reported",
    Event.CONFIRM: "referral.confirmed",
    Event.RECALL: "referral.recalled",
    Event.WITHDRAW: "referral.withdrawn",
}


REFERRAL = Machine(LIFECYCLE, Referral, "referral", KIND)


def ref_of(row: Referral) -> Ref:
    return REFERRAL.ref(row)


def ask_unit(row: Referral, unit: UUID, kind: str, *, by: Actor, at: datetime) -> None:
    """A task for one side of the referral."""
    open_task(record=ref_of(row), unit=unit, kind=kind, urgency=row.urgency, by=by, at=at)


def end_escalation(row: Referral, why: GrantEnd, *, by: Actor, at: datetime) -> None:
    """The posts that a late clock brought in have nothing left to do, and read no more."""
    end_tasks(record=ref_of(row), kind=TASK, by=by, at=at)
    end_grants(cause=row.id, purpose=GrantPurpose.ESCALATION, why=why, at=at)


def clock(row: Referral, kind: str, unit: UUID, *, at: datetime) -> None:
    start_clock(
        record=ref_of(row),
        kind=kind,
        urgency=row.urgency,
        unit=unit,
        province=row.province,
        district=row.district,
        at=at,
    )
