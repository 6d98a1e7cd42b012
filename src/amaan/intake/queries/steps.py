"""What speaks against a step that staff take of a complaint? One answer for the button, the action
and the test. What a form lacks, its action says.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from amaan.access.permissions import Permission, reasons_against_seat
from amaan.directory.queries import period_days
from amaan.intake.models import Complaint
from amaan.intake.rules import reasons
from amaan.intake.rules.clocks import CONFIRM
from amaan.intake.rules.complaint import LIFECYCLE, Event, Status
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.offers import first_of
from amaan.kernel.reasons import Reason
from amaan.kernel.urgency import Urgency
from amaan.security.queries import reasons_against_officer, shares_a_person

# Whose step it is, and which seat may take it.
OF_THE_DESK: Final[Mapping[Event, Permission]] = {
    Event.OPEN: Permission.INTAKE_COMPLAINT_ACKNOWLEDGE,
    Event.TRIAGE: Permission.SCREENING_COMPLAINT_TRIAGE,
    Event.ALLOCATE: Permission.SCREENING_COMPLAINT_ALLOCATE,
    Event.REDIRECT: Permission.SCREENING_DECISION_DECIDE,
    Event.KEEP: Permission.SCREENING_DECISION_DECIDE,
    Event.NEW_INFORMATION: Permission.SCREENING_COMPLAINT_TRIAGE,
}
OF_THE_UNIT: Final[Mapping[Event, Permission]] = dict.fromkeys(
    (Event.START, Event.DECLINE, Event.ASK, Event.PROPOSE), Permission.INTAKE_COMPLAINT_ACT
)
OF_ANOTHER: Final[Mapping[Event, Permission]] = dict.fromkeys(
    (Event.CLOSE_UNCONFIRMED, Event.RETURN), Permission.INTAKE_CLOSURE_AGREE
)
SEATS: Final = {**OF_THE_DESK, **OF_THE_UNIT, **OF_ANOTHER}


def standing_of(complaint: Complaint, *, acts_waiting: bool = False) -> reasons.ComplaintState:
    """The facts that the rules ask for."""
    return reasons.ComplaintState(
        status=Status(complaint.status),
        urgency=Urgency(complaint.urgency or Urgency.U3),
        child=complaint.child,
        sorted=complaint.sorted_at is not None,
        acts_waiting=acts_waiting,
        closed_at=complaint.closed_at,
        rejections=complaint.rejections,
    )


def reasons_against(
    row: Complaint, event: Event, *, by: Actor, at: datetime, officer: UUID | None = None
) -> tuple[Reason, ...]:
    """Every objection to a step by who asks; `officer`: whom START names, else the one who asks."""
    return first_of(
        reasons_against_side(row, event, by),
        reasons_against_seat(by, SEATS[event]),
        LIFECYCLE.reasons_against(row.status, event),
        reasons_of_row(row, event, by=by, at=at, officer=officer or by.subject),
    )


def reasons_against_side(row: Complaint, event: Event, by: Actor) -> Iterable[Reason]:
    if event in OF_THE_UNIT:
        return reasons.reasons_against_acting(row.action_unit, by.unit)
    if event in OF_THE_DESK and by.kind is not ActorKind.SYSTEM:
        return reasons.reasons_against_desk(row.desk_unit, by.unit)
    return ()


def reasons_of_row(
    row: Complaint, event: Event, *, by: Actor, at: datetime, officer: UUID
) -> Iterator[Reason]:
    """What speaks against it in a state that allows it."""
    if event is Event.OPEN:
        yield from reasons.reasons_against_opening(standing_of(row))
    elif event is Event.START:
        yield from reasons_against_naming(row, officer, by=by, at=at)
    elif event is Event.ASK:
        yield from reasons.reasons_against_asking(standing_of(row))
        yield from reasons.reasons_against_contact(barred=row.contact_barred)
    elif event is Event.PROPOSE:
        yield from reasons_against_proposing(row, at, by)
    elif event in OF_ANOTHER:
        yield from reasons_against_agreeing(row, by, at)


def reasons_against_naming(
    row: Complaint, officer: UUID, *, by: Actor, at: datetime
) -> Iterator[Reason]:
    """An officer of the unit in charge, and no person who proposed what was rejected."""
    if row.action_unit is not None:  # with none in charge the state objects
        yield from reasons_against_officer(officer, row.action_unit, on=at.date())
    rejected = shares_a_person(officer, [UUID(seat) for seat in row.former_officers])
    yield from reasons.reasons_against_taking(was_rejected=rejected, own=officer == by.subject)


def reasons_against_assigning(
    row: Complaint, officer: UUID, *, by: Actor, at: datetime
) -> tuple[Reason, ...]:
    """Another officer of the unit in charge takes over; no step of the life cycle."""
    return first_of(
        reasons.reasons_against_assigning(standing_of(row)),
        reasons.reasons_against_acting(row.action_unit, by.unit),
        reasons_against_seat(by, Permission.INTAKE_COMPLAINT_ACT),
        reasons.reasons_against_taking_twice(same=row.action_officer == officer),
        reasons_against_naming(row, officer, by=by, at=at),
    )


def reasons_against_proposing(row: Complaint, evidence_at: datetime, by: Actor) -> Iterable[Reason]:
    officer = row.action_officer == by.subject
    proposal = reasons.OutcomeProposal(officer, evidence_at, row.rejected_at)
    return reasons.reasons_against_proposing(standing_of(row), proposal)


def reasons_against_agreeing(row: Complaint, by: Actor, at: datetime) -> Iterator[Reason]:
    """Only after the reporter was asked and had the time, and by a unit that had no part in it."""
    if row.asked_reporter_at is None:
        yield Reason("reporter-not-asked")
        return
    until = row.asked_reporter_at + timedelta(days=period_days(CONFIRM, at))
    own = by.unit in (row.action_unit, row.desk_unit)
    yield from reasons.reasons_against_closing_unconfirmed(reasons.Closing(own, until), at=at)
