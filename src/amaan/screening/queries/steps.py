"""What speaks against a step of desk and screener on one report, and which of them does its page
offer? One answer for the button, the action and the test.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from amaan.access.permissions import Permission, reasons_against_seat
from amaan.intake.queries import steps as intake
from amaan.intake.rules.complaint import Event as Complaints
from amaan.intake.rules.reasons import reasons_against_desk
from amaan.kernel.actor import Actor
from amaan.kernel.offers import Offer, first_of, offers
from amaan.kernel.reasons import Reason
from amaan.kernel.urgency import Urgency
from amaan.screening.models import Decision
from amaan.screening.rules.decision import (
    LIFECYCLE,
    Event,
    Status,
    reasons_against_reviewing,
    reasons_against_unscreened,
)  # fmt: skip

if TYPE_CHECKING:
    from amaan.intake.models import Complaint

SEATS: Final[Mapping[Event, Permission]] = {
    Event.DECIDE: Permission.SCREENING_DECISION_DECIDE,
    Event.AGREE: Permission.SCREENING_DECISION_REVIEW,
    Event.CHANGE: Permission.SCREENING_DECISION_REVIEW,
}
# The steps of the complaint that its page offers; what the acting unit does, its panel offers.
OF_THE_PAGE: Final = (
    Complaints.OPEN,
    Complaints.TRIAGE,
    Complaints.REDIRECT,
    Complaints.KEEP,
    Complaints.NEW_INFORMATION,
    Complaints.CLOSE_UNCONFIRMED,
)


def reasons_against(row: Decision, event: Event, *, by: Actor) -> tuple[Reason, ...]:
    """Every objection to a step of a decision by who asks."""
    return first_of(
        reasons_against_desk(row.unit, by.unit),
        reasons_against_seat(by, SEATS[event]),
        LIFECYCLE.reasons_against(row.status, event),
        reasons_against_person(row, event, by),
    )


def reasons_against_person(row: Decision, event: Event, by: Actor) -> Iterable[Reason]:
    person = row.decided_person or row.decided_by
    if event is Event.DECIDE or person is None:
        return ()
    return reasons_against_reviewing(person, by.person or by.subject)


def reasons_against_allocating(
    row: "Complaint", latest: Decision | None, *, by: Actor, at: datetime
) -> tuple[Reason, ...]:
    """Every objection that no choice of a unit changes."""
    final = latest is not None and latest.status == Status.FINAL
    return first_of(
        intake.reasons_against(row, Complaints.ALLOCATE, by=by, at=at),
        reasons_against_unscreened(decided=final, u1=row.urgency == Urgency.U1),
    )


def offered_steps(
    row: "Complaint", latest: Decision | None, *, to: Actor, at: datetime
) -> dict[str, Offer]:
    """The buttons of the page of one report, by event, for whoever holds it."""
    found: dict[str, tuple[Reason, ...]] = {
        event: intake.reasons_against(row, event, by=to, at=at) for event in OF_THE_PAGE
    }
    found[Complaints.ALLOCATE] = reasons_against_allocating(row, latest, by=to, at=at)
    if latest is not None:
        found |= {event: reasons_against(latest, event, by=to) for event in SEATS}
    return offers(found, knows=to.may(Permission.INTAKE_EXCLUSION_REVIEW))
