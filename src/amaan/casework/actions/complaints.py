"""Where a complaint becomes casework: starting work opens a dossier, and an outcome rests on an
entry of it.
"""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from amaan.access.transactions import action
from amaan.casework.actions.dossiers import Opening, open_dossier
from amaan.casework.models import Dossier, Entry
from amaan.casework.queries.steps import reasons_against_proposing
from amaan.casework.rules.dossier import Compartment, reasons_against_evidence
from amaan.directory.queries import territory, unit
from amaan.intake.actions import unit as unit_steps
from amaan.intake.queries.desk import complaint_for
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Reason, Refused, refuse_if
from amaan.keyservice.port import key_service
from amaan.security.actions.granting import inherit_exclusions

if TYPE_CHECKING:
    from amaan.intake.models import Complaint

PROVINCE_CODES = {
    "PK1": "JK",
    "PK2": "BA",
    "PK3": "GB",
    "PK4": "IS",
    "PK5": "KP",
    "PK6": "PB",
    "PK7": "SD",
}


def source_token(complaint: UUID, compartment: Compartment, by: Actor) -> bytes:
    """The blind token of a complaint for one side: the two sides of a matter never share a readable
    id.
    """
    return key_service().link(complaint, f"source-{compartment.value.lower()}", by.secret)


def compartment_of(by: Actor) -> Compartment:
    """The side the acting unit is on; units of neither side keep protection dossiers."""
    row = unit(by.unit) if by.unit else None
    investigates = row is not None and row.compartment == Compartment.INVESTIGATION
    return Compartment.INVESTIGATION if investigates else Compartment.PROTECTION


@action
def start_complaint(
    *, complaint: UUID, officer: UUID, title: str, by: Actor, at: datetime
) -> Dossier:
    """Start work with a named officer; opens the dossier of the acting unit's side when there is
    none yet.

    Two records change, each with its own fact. Raises what the intake step raises, and
    Refused("title-missing").
    """
    row = unit_steps.start.step(complaint=complaint, officer=officer, by=by, at=at)
    side = compartment_of(by)
    token = source_token(row.id, side, by)
    known = Dossier.objects.filter(source=token).first()
    if known is not None:
        return known
    dossier = open_dossier.step(opening=opening_of(row, side, token, title, officer), by=by, at=at)
    inherit_exclusions(source=row.id, record=dossier.id, at=at)
    return dossier


def opening_of(
    row: "Complaint", side: Compartment, token: bytes, title: str, officer: UUID
) -> Opening:
    place = territory(row.province) if row.province else None
    code = PROVINCE_CODES.get(place.pcode or "", "") if place else ""
    return Opening(
        compartment=side,
        title=title,
        urgency=row.urgency,
        province=row.province,
        district=row.district,
        province_code=code,
        form=row.form,
        child=row.child,
        source=token,
        officer=officer,
    )


def dossier_of(complaint: UUID, *, by: Actor) -> Dossier | None:
    """The dossier of the reader's own side that grew out of a complaint."""
    return Dossier.objects.filter(source=source_token(complaint, compartment_of(by), by)).first()


@action
def propose_outcome(
    *, complaint: UUID, outcome: str, entry: UUID, words: str, by: Actor, at: datetime
) -> "Complaint":
    """Propose an outcome that rests on an entry of the own dossier (service or result).

    Raises Refused("evidence-missing"), Refused("evidence-is-no-result"), and what the intake step
    raises.
    """
    dossier = dossier_of(complaint, by=by)
    row = complaint_for(complaint, to=by)
    refuse_if(reasons_against_proposing(row, dossier, by=by, at=at))
    evidence = Entry.objects.filter(pk=entry, dossier=dossier.id).first() if dossier else None
    if evidence is None:
        raise Refused(Reason("evidence-missing"))
    refuse_if(reasons_against_evidence(evidence.kind))
    shown = unit_steps.Evidence(evidence.id, evidence.written_at)
    return unit_steps.propose_outcome.step(
        complaint=complaint, outcome=outcome, evidence=shown, words=words, by=by, at=at
    )
