"""What speaks against a step of a dossier, or of the unit in charge of a report? One answer for the
button, the action and the test.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from amaan.access.permissions import Permission, reasons_against_seat
from amaan.casework.models import Dossier, Entry
from amaan.casework.rules.dossier import (
    EVIDENCE,
    LIFECYCLE,
    Event,
    reasons_against_changing,
    reasons_against_foreign,
)  # fmt: skip
from amaan.intake.queries import steps as intake
from amaan.intake.rules.complaint import Event as Complaints
from amaan.kernel.actor import Actor
from amaan.kernel.offers import Offer, first_of, offers
from amaan.kernel.reasons import Reason

if TYPE_CHECKING:
    from amaan.intake.models import Complaint


class Adding(StrEnum):
    """What is added to a dossier without changing its state."""

    ENTRY = "ENTRY"
    PERSON = "PERSON"


SEATS: Final[Mapping[Event | Adding, Permission]] = {
    Adding.PERSON: Permission.IDENTITY_PERSON_RECORD,
    Adding.ENTRY: Permission.CASEWORK_DOSSIER_NOTE,
    Event.CLOSE: Permission.CASEWORK_DOSSIER_NOTE,
}
ASSIGN: Final = "ASSIGN"


def reasons_against(row: Dossier, event: Event | Adding, *, by: Actor) -> tuple[Reason, ...]:
    """Every objection to a step, or to adding something, by who asks."""
    return first_of(
        reasons_against_foreign(row.unit, by.unit),
        reasons_against_seat(by, SEATS[event]),
        LIFECYCLE.reasons_against(row.status, event)
        if isinstance(event, Event)
        else reasons_against_changing(row.status),
    )


def offered_steps(row: Dossier, *, to: Actor) -> dict[str, Offer]:
    """The buttons of the page of one dossier."""
    against = {str(event): reasons_against(row, event, by=to) for event in SEATS}
    return offers(against, knows=to.may(Permission.INTAKE_EXCLUSION_REVIEW))


def reasons_against_proposing(
    row: "Complaint", dossier: Dossier | None, *, by: Actor, at: datetime
) -> tuple[Reason, ...]:
    """An outcome rests on something that was written down since the reporter's last no."""
    return first_of(
        intake.reasons_against(row, Complaints.PROPOSE, by=by, at=at),
        reasons_of_evidence(row, dossier),
    )


def reasons_of_evidence(row: "Complaint", dossier: Dossier | None) -> Iterator[Reason]:
    entries = Entry.objects.filter(dossier=dossier.id if dossier else None, kind__in=EVIDENCE)
    newest = entries.order_by("-written_at", "-pk").values_list("written_at", flat=True).first()
    if newest is None:
        yield Reason("evidence-missing")
    elif row.rejected_at is not None and newest <= row.rejected_at:
        yield Reason("evidence-before-rejection")


def offered_to_unit(
    row: "Complaint", dossier: Dossier | None, *, to: Actor, at: datetime
) -> dict[str, Offer]:
    """The buttons of the unit in charge of a report."""
    against: dict[str, tuple[Reason, ...]] = {
        ASSIGN: intake.reasons_against_assigning(row, to.subject, by=to, at=at)
    }
    against |= {
        event: intake.reasons_against(row, event, by=to, at=at) for event in intake.OF_THE_UNIT
    }
    against[Complaints.PROPOSE] = reasons_against_proposing(row, dossier, by=to, at=at)
    return offers(against, knows=to.may(Permission.INTAKE_EXCLUSION_REVIEW))
