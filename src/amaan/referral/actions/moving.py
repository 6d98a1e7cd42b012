"""The one way a referral changes state, and what hangs on it: clocks, grants, notices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import NotFound, Reason
from amaan.ledger.actions import record
from amaan.referral.models import Referral
from amaan.referral.rules.referral import (
    LIFECYCLE,
    Event,
    reasons_against_answering,
    reasons_against_sending_side,
)  # fmt: skip
from amaan.security.actions.escalating import PURPOSE, TASK
from amaan.security.actions.granting import end_grants
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


@dataclass(frozen=True, slots=True)
class Step:
    event: Event
    reason: str = ""
    body: Mapping[str, object] = field(default_factory=dict)
    columns: Mapping[str, object] = field(default_factory=dict)


def ref_of(row: Referral) -> Ref:
    return Ref("referral", row.id)


def locked(referral: UUID) -> Referral:
    """The row, locked; the second of two who answer waits here and then meets an illegal step
    (invariant 7).
    """
    row = Referral.objects.select_for_update().filter(pk=referral).first()
    if row is None:
        raise NotFound
    return row


def not_the_sender(row: Referral, by: Actor) -> Iterable[Reason]:
    """What speaks against a step of the sending unit; the platform's own steps are free of it."""
    if by.kind is ActorKind.SYSTEM:
        return ()
    return reasons_against_sending_side(row.from_unit, by.unit)


def not_the_receiver(row: Referral, by: Actor) -> Iterable[Reason]:
    return reasons_against_answering(row.from_unit, row.to_unit, by.unit)


def ask_unit(row: Referral, unit: UUID, kind: str, *, by: Actor, at: datetime) -> None:
    """A task for one side of the referral."""
    open_task(record=ref_of(row), unit=unit, kind=kind, urgency=row.urgency, by=by, at=at)


def end_escalation(row: Referral, why: str, *, by: Actor, at: datetime) -> None:
    """The posts that a late clock brought in have nothing left to do, and read no more."""
    end_tasks(record=ref_of(row), kind=TASK, by=by, at=at)
    end_grants(cause=row.id, purpose=PURPOSE, why=why, at=at)


def move(row: Referral, step: Step, *, by: Actor, at: datetime) -> Referral:
    """Take one step: state, version and columns change, exactly one fact is written."""
    before = row.status
    row.status = LIFECYCLE.after(before, step.event)
    row.version += 1
    for name, value in step.columns.items():
        setattr(row, name, value)
    row.save(update_fields=["status", "version", *step.columns])
    write(row, step, before, by=by, at=at)
    return row


def write(row: Referral, step: Step, before: str, *, by: Actor, at: datetime) -> None:
    record(
        Fact(
            kind=KIND[step.event],
            about=ref_of(row),
            by=by,
            at=at,
            machine=LIFECYCLE.tag,
            event=step.event,
            before=before,
            after=row.status,
            reason=step.reason,
            body=step.body,
        )
    )


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
