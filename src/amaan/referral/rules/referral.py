"""Which steps a referral takes (workflows.md section 5, the rows of this release)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from amaan.kernel.lifecycle import Lifecycle
from amaan.kernel.reasons import Audience, Reason


class Status(StrEnum):
    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    SENT = "SENT"
    SEEN = "SEEN"
    ACCEPTED = "ACCEPTED"
    IN_SERVICE = "IN_SERVICE"
    OUTCOME_REPORTED = "OUTCOME_REPORTED"
    CLOSED = "CLOSED"
    DECLINED = "DECLINED"
    REROUTED = "REROUTED"
    RECALLED = "RECALLED"
    WITHDRAWN = "WITHDRAWN_BY_SURVIVOR"


class Event(StrEnum):
    DRAFT = "DRAFT"
    SUBMIT = "SUBMIT"
    CLEAR = "CLEAR"
    RETURN = "RETURN"
    OPEN = "OPEN"
    ACCEPT = "ACCEPT"
    DECLINE = "DECLINE"
    REROUTE = "REROUTE"
    START = "START"
    REPORT = "REPORT"
    CONFIRM = "CONFIRM"
    RECALL = "RECALL"
    WITHDRAW = "WITHDRAW"


S, E = Status, Event
BEFORE_ACCEPTED: Final = (S.DRAFT, S.SUBMITTED, S.SENT, S.SEEN)
OPEN: Final = (*BEFORE_ACCEPTED, S.ACCEPTED, S.IN_SERVICE, S.OUTCOME_REPORTED, S.DECLINED)
ENDS: Final = frozenset({S.CLOSED, S.REROUTED, S.RECALLED, S.WITHDRAWN})

LIFECYCLE: Final = Lifecycle(
    name="referral",
    version=1,
    start=S.DRAFT,
    moves={
        (None, E.DRAFT): S.DRAFT,
        (S.DRAFT, E.SUBMIT): S.SUBMITTED,
        (S.SUBMITTED, E.CLEAR): S.SENT,
        (S.SUBMITTED, E.RETURN): S.DRAFT,
        (S.SENT, E.OPEN): S.SEEN,
        (S.SENT, E.ACCEPT): S.ACCEPTED,
        (S.SEEN, E.ACCEPT): S.ACCEPTED,
        (S.SENT, E.DECLINE): S.DECLINED,
        (S.SEEN, E.DECLINE): S.DECLINED,
        (S.DECLINED, E.REROUTE): S.REROUTED,
        (S.ACCEPTED, E.START): S.IN_SERVICE,
        (S.IN_SERVICE, E.REPORT): S.OUTCOME_REPORTED,
        (S.OUTCOME_REPORTED, E.CONFIRM): S.CLOSED,
        **{(state, E.RECALL): S.RECALLED for state in BEFORE_ACCEPTED},
        **{(state, E.WITHDRAW): S.WITHDRAWN for state in OPEN},
    },
    ends=ENDS,
)


class Basis(StrEnum):
    """On what the sharing rests: consent, or a lawful basis where consent is not needed."""

    CONSENT = "CONSENT"
    LIFE_DANGER = "LIFE_DANGER"
    CHILD = "CHILD"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is to be shared with whom, as the rules see it."""

    basis: Basis
    consented: bool
    urgent: bool
    child: bool
    service_open: bool
    verified_on: date | None
    serves_district: bool
    own_unit: bool


def reasons_against_submitting(
    proposal: Proposal, *, on: date, verified_within_days: int
) -> Iterator[Reason]:
    """Consent for purpose and recipient or a lawful basis; a service that is open and verified.

    The minimum data are asked for when the referral is written down.
    """
    yield from reasons_against_basis(proposal)
    yield from reasons_against_service(proposal)
    verified = proposal.verified_on
    if verified is None or (on - verified).days > verified_within_days:
        yield Reason("service-not-verified", {"days": verified_within_days})


def reasons_against_basis(proposal: Proposal) -> Iterator[Reason]:
    if proposal.basis is Basis.CONSENT and not proposal.consented:
        yield Reason("no-consent")
    if proposal.basis is Basis.LIFE_DANGER and not proposal.urgent:
        yield Reason("basis-needs-u1")
    if proposal.basis is Basis.CHILD and not proposal.child:
        yield Reason("basis-needs-child")


def reasons_against_service(proposal: Proposal) -> Iterator[Reason]:
    if not proposal.service_open:
        yield Reason("service-closed")
    if not proposal.serves_district:
        yield Reason("wrong-district")
    if proposal.own_unit:
        yield Reason("own-service")


def needs_clearing(*, child: bool, crosses: bool) -> bool:
    """Child and cross-compartment referrals are cleared by a screener who is not the sender; others
    go at once.
    """
    return child or crosses


def reasons_against_clearing(sender: UUID, clearer: UUID) -> Iterator[Reason]:
    """Sender and approver differ (invariant 8)."""
    if sender == clearer:
        yield Reason("sender-cannot-clear")


def reasons_against_asking_again(*, asked: bool) -> Iterator[Reason]:
    """At most one open referral of a dossier to a service (invariant 1)."""
    if asked:
        yield Reason("already-asked")


def reasons_against_wishing(
    sender_unit: UUID, receiver_unit: UUID, unit: UUID | None
) -> Iterator[Reason]:
    """The person tells an officer of either side to stop."""
    if unit not in (sender_unit, receiver_unit):
        yield Reason("no-side-of-it", audience=Audience.GUARDED)


def reasons_against_sending_side(sender_unit: UUID, unit: UUID | None) -> Iterator[Reason]:
    """Submit, clear, return, take back, send elsewhere and confirm belong to the unit that
    sends.
    """
    if sender_unit != unit:
        yield Reason("senders-step", audience=Audience.GUARDED)


def reasons_against_answering(
    sender_unit: UUID, receiver_unit: UUID, unit: UUID | None
) -> Iterator[Reason]:
    """Accept, decline, serve and report belong to the unit that receives."""
    if unit == sender_unit:
        yield Reason("own-referral", audience=Audience.NOBODY)
    elif unit != receiver_unit:
        yield Reason("receivers-step", audience=Audience.GUARDED)
