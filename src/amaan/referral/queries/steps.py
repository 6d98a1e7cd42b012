"""What speaks against a step of a referral? One answer for the button, the action and the test;
many rows are asked about in one query.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, OuterRef, QuerySet, Subquery, When

from amaan.access.permissions import Permission, reasons_against_seat
from amaan.casework.queries import dossier_states, read_traits, traits_of_affected
from amaan.casework.rules.dossier import reasons_against_changing
from amaan.directory.queries import admission_of, period_days, serves_place
from amaan.directory.rules.services import (
    Admission,
    ServiceStatus,
    Somebody,
    reasons_against_admitting_any,
)  # fmt: skip
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.offers import Offer, first_of, offers
from amaan.kernel.reasons import Reason
from amaan.kernel.urgency import Urgency
from amaan.referral.models import Referral
from amaan.referral.rules.referral import (
    ENDS,
    LIFECYCLE,
    Basis,
    Event,
    Proposal,
    reasons_against_answering,
    reasons_against_clearing,
    reasons_against_sending_side,
    reasons_against_submitting,
    reasons_against_wishing,
)  # fmt: skip
from amaan.security.queries import is_excluded
from amaan.security.queries.consents import standing_consents
from amaan.security.rules.asking import reasons_against_reading
from amaan.security.rules.purposes import ConsentPurpose

if TYPE_CHECKING:
    from amaan.security.models import Consent

VERIFIED_WITHIN: Final = "VERIFIED_SHOWN"
SEND, ANSWER = Permission.REFERRAL_REFERRAL_SEND, Permission.REFERRAL_REFERRAL_ANSWER
CLEAR = Permission.REFERRAL_REFERRAL_CLEAR

# What a page may offer, in the order of its buttons, and which seats may take it.
SEATS: Final[Mapping[Event, tuple[Permission, ...]]] = {
    Event.SUBMIT: (SEND,),
    Event.CLEAR: (CLEAR,),
    Event.RETURN: (CLEAR,),
    Event.ACCEPT: (ANSWER,),
    Event.DECLINE: (ANSWER,),
    Event.START: (ANSWER,),
    Event.REPORT: (ANSWER,),
    Event.CONFIRM: (SEND,),
    Event.REROUTE: (SEND,),
    Event.RECALL: (SEND,),
    Event.WITHDRAW: (SEND, ANSWER),
}
RECEIVERS: Final = frozenset({Event.ACCEPT, Event.DECLINE, Event.START, Event.REPORT})
CLEARERS: Final = frozenset({Event.CLEAR, Event.RETURN})
GOES_OUT: Final = frozenset({Event.SUBMIT, Event.CLEAR})


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules have to know beside the row; `consent` is the one it may rest on."""

    proposal: Proposal
    admission: Admission
    people: tuple[Somebody, ...]
    consent: UUID | None
    excluded: bool
    dossier: str
    verified_within_days: int


def facts_of(rows: Sequence[Referral], *, at: datetime) -> dict[UUID, Facts]:
    """The facts of every row, in one query, and the limit in force."""
    days = period_days(VERIFIED_WITHIN, at)
    asked = Referral.objects.filter(pk__in=[row.id for row in rows]).select_related("service")
    found = asked.annotate(
        free=Subquery(free_consents().values("pk")[:1]),
        serves=serves_place("service", "district"),
        out=is_excluded("to_unit", "id", "dossier"),
        dossier_state=Subquery(dossier_states(OuterRef("dossier"))),
        people=ArraySubquery(traits_of_affected(OuterRef(OuterRef("dossier")))),
    )
    return {row.id: facts(row, days) for row in found}


def free_consents() -> "QuerySet[Consent]":
    """The consents that a referral may rest on: its own first, else an earlier one that carries
    nothing open.

    One consent carries one open referral, so that taking it back stops all that rests on it
    (invariant 10).
    """
    others = Referral.objects.filter(consent=OuterRef("pk")).exclude(status__in=ENDS)
    taken = Exists(others.exclude(pk=OuterRef(OuterRef("pk"))))
    standing = standing_consents(OuterRef("dossier"), ConsentPurpose.REFERRAL, OuterRef("to_unit"))
    own = Case(When(pk=OuterRef("consent"), then=0), default=1)
    return standing.filter(~taken).annotate(others=own).order_by("others", "-given_at", "-pk")


def facts(row: Any, days: int) -> Facts:
    """What the query brought, as the rules name it."""
    consent = row.free if row.basis == Basis.CONSENT else None
    proposal = Proposal(
        basis=Basis(row.basis),
        consented=consent is not None,
        urgent=row.urgency == Urgency.U1,
        child=row.child,
        service_open=row.service.status == ServiceStatus.ACTIVE,
        verified_on=row.service.verified_on,
        serves_district=row.district is None or row.serves,
        own_unit=row.to_unit == row.from_unit,
    )
    return Facts(
        proposal=proposal,
        admission=admission_of(row.service),
        people=tuple(map(read_traits, row.people)),
        consent=consent,
        excluded=row.out,
        dossier=row.dossier_state or "",
        verified_within_days=days,
    )


def reasons_against_taking(row: Referral, event: Event, *, by: Actor) -> tuple[Reason, ...]:
    """Whose step it is, whether the seat may, and whether the state allows it: what the row itself
    tells.
    """
    return first_of(
        reasons_against_side(row, event, by),
        reasons_against_seat(by, *SEATS[event]),
        LIFECYCLE.reasons_against(row.status, event),
        reasons_against_person(row, event, by),
    )


def reasons_against_side(row: Referral, event: Event, by: Actor) -> Iterable[Reason]:
    """The platform's own steps are free of sides."""
    if by.kind is ActorKind.SYSTEM:
        return ()
    if event in RECEIVERS:
        return reasons_against_answering(row.from_unit, row.to_unit, by.unit)
    if event is Event.WITHDRAW:
        return reasons_against_wishing(row.from_unit, row.to_unit, by.unit)
    return reasons_against_sending_side(row.from_unit, by.unit)


def reasons_against_person(row: Referral, event: Event, by: Actor) -> Iterable[Reason]:
    if event not in CLEARERS:
        return ()
    return reasons_against_clearing(row.sender_person or row.sender, by.person or by.subject)


def reasons_of_facts(event: Event, known: Callable[[], Facts], *, at: datetime) -> Iterator[Reason]:
    """What stands in other tables; `known` is asked only by the steps that need it."""
    if event is Event.SUBMIT:
        proposal, days = known().proposal, known().verified_within_days
        yield from reasons_against_submitting(proposal, on=at.date(), verified_within_days=days)
        yield from reasons_against_admitting_any(known().admission, known().people)
    if event in GOES_OUT:
        yield from reasons_against_reading(excluded=known().excluded)
    if event is Event.REROUTE:
        yield from reasons_against_changing(known().dossier)


def reasons_against(row: Referral, event: Event, *, by: Actor, at: datetime) -> tuple[Reason, ...]:
    """Everything but what the form of the step asks for. What a form lacks, its action says."""
    return first_of(
        reasons_against_taking(row, event, by=by),
        reasons_of_facts(event, lambda: facts_of([row], at=at)[row.id], at=at),
    )


def offered_steps(
    rows: Sequence[Referral], *, to: Actor, at: datetime
) -> dict[UUID, dict[str, Offer]]:
    """The buttons of every row by event; the facts of all rows are read in one query, and in none
    when no step needs them.
    """
    known = cache(lambda: facts_of(rows, at=at))

    def against(row: Referral, event: Event) -> tuple[Reason, ...]:
        return first_of(
            reasons_against_taking(row, event, by=to),
            reasons_of_facts(event, lambda: known()[row.id], at=at),
        )

    knows = to.may(Permission.INTAKE_EXCLUSION_REVIEW)
    return {
        row.id: offers({event: against(row, event) for event in SEATS}, knows=knows) for row in rows
    }
