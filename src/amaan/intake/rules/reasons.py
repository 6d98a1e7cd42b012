"""What speaks against a step of a complaint. Facts in, objections out; no database, no clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from amaan.intake.rules.complaint import LIFECYCLE, Status
from amaan.kernel.reasons import Audience, Reason
from amaan.kernel.urgency import Urgency


@dataclass(frozen=True, slots=True)
class ComplaintState:
    """What the rules need to know of one complaint."""

    status: Status
    urgency: Urgency
    child: bool
    sorted: bool
    acts_waiting: bool = False
    closed_at: datetime | None = None
    rejections: int = 0


def reasons_against_touching(standing: ComplaintState) -> Iterator[Reason]:
    """No action runs before the reporter's waiting acts are applied (security.md section 7)."""
    if standing.acts_waiting:
        yield Reason("acts-waiting")


def reasons_against_opening(standing: ComplaintState) -> Iterator[Reason]:
    if not standing.sorted:
        yield Reason("not-sorted-yet")


def reasons_against_acting(action_unit: UUID | None, unit: UUID | None) -> Iterator[Reason]:
    """The steps of the unit are those of the unit in charge; where none is, the state objects."""
    if action_unit is not None and action_unit != unit:
        yield Reason("another-unit-acts", audience=Audience.GUARDED)


def reasons_against_desk(desk: UUID | None, unit: UUID | None) -> Iterator[Reason]:
    """The steps of the desk are those of the desk that has the report; before there is one, the
    state objects.
    """
    if desk is not None and desk != unit:
        yield Reason("another-desk-acts", audience=Audience.GUARDED)


def reasons_against_contact(*, barred: bool) -> Iterator[Reason]:
    if barred:
        yield Reason("contact-barred")


def reasons_against_assigning(standing: ComplaintState) -> Iterator[Reason]:
    """Another officer takes over what is under action, nothing else."""
    if standing.status is not Status.UNDER_ACTION:
        told = {"machine": LIFECYCLE.tag, "state": standing.status, "event": "ASSIGN"}
        yield Reason("illegal-step", told, Audience.NOBODY)


def reasons_against_taking_twice(*, same: bool) -> Iterator[Reason]:
    """Whoever has it already takes nothing over."""
    if same:
        yield Reason("officer-has-it", audience=Audience.NOBODY)


def reasons_against_taking(*, was_rejected: bool, own: bool) -> Iterator[Reason]:
    """After a rejection another officer than the one who proposed (workflows.md section 10).

    `own`: the officer named is the one who asks, so that the words are true for who reads them.
    """
    if was_rejected and own:
        yield Reason("own-outcome-was-rejected")
    elif was_rejected:
        yield Reason("officer-was-rejected", audience=Audience.GUARDED)


@dataclass(frozen=True, slots=True)
class OutcomeProposal:
    """Whether the present officer proposes, and whether the evidence is newer than the last no."""

    by_the_officer: bool
    evidence_at: datetime
    rejected_at: datetime | None


def reasons_against_proposing(
    standing: ComplaintState, proposal: OutcomeProposal
) -> Iterator[Reason]:
    """Nobody proposes past the officer in charge, and what was rejected is not proposed again."""
    if standing.status is Status.UNDER_ACTION and not proposal.by_the_officer:
        yield Reason("officer-takes-over-first")
    if proposal.rejected_at is not None and proposal.evidence_at <= proposal.rejected_at:
        yield Reason("evidence-before-rejection")


def reasons_against_asking(standing: ComplaintState) -> Iterator[Reason]:
    """U1 never pauses (invariant 14)."""
    if standing.urgency is Urgency.U1:
        yield Reason("u1-never-pauses")


def reasons_against_withdrawing(standing: ComplaintState) -> Iterator[Reason]:
    """A matter of a child or of life goes on; contact can still be stopped (workflows.md section
    3).
    """
    if standing.child:
        yield Reason("child-matter-goes-on")
    if standing.urgency is Urgency.U1:
        yield Reason("u1-matter-goes-on")


def reasons_against_reopening(
    standing: ComplaintState, *, at: datetime, window: timedelta
) -> Iterator[Reason]:
    if standing.closed_at is not None and at > standing.closed_at + window:
        yield Reason("reopening-window-passed", {"days": window.days})


@dataclass(frozen=True, slots=True)
class Closing:
    """A closure without the reporter's word: who agrees, and when the reporter was asked."""

    own_unit: bool
    asked_until: datetime


def reasons_against_closing_unconfirmed(closing: Closing, *, at: datetime) -> Iterator[Reason]:
    if at < closing.asked_until:
        yield Reason("reporter-still-has-time")
    if closing.own_unit:
        yield Reason("another-unit-must-agree")
