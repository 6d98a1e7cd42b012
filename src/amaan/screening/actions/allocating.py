"""Giving a screened complaint to a unit whose mandate it is. The office complained of is refused
below, by the step itself (`intake/actions/unit.py`) and by every grant
(`security/actions/granting.py`).
"""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from amaan.access.transactions import action
from amaan.directory.queries import is_police, reasons_against_receiving
from amaan.directory.rules.mandates import Matter
from amaan.intake.actions import unit as unit_steps
from amaan.intake.actions.moving import locked
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Reason, refuse_if
from amaan.kernel.urgency import Urgency
from amaan.screening.models import Decision
from amaan.screening.queries.steps import reasons_against_allocating
from amaan.screening.rules.decision import Target, reasons_against_police
from amaan.security.queries import consented
from amaan.security.rules.purposes import ConsentPurpose

if TYPE_CHECKING:
    from amaan.intake.models import Complaint


@action
def allocate(*, complaint: UUID, unit: UUID, by: Actor, at: datetime) -> "Complaint":
    """Allocate to a unit in mandate (workflows.md section 3, event *allocate*).

    Raises Refused with every objection: screening not final, police without consent, unit outside
    its mandate or area, unit excluded.
    """
    row = locked(complaint, by=by)
    latest = Decision.objects.filter(complaint=row.id).order_by("-opened_at", "-pk").first()
    refuse_if(
        reasons_against_allocating(row, latest, by=by, at=at),
        reasons_against_unit(row, unit, latest, at),
    )
    return unit_steps.allocate.step(complaint=complaint, unit=unit, by=by, at=at)


def reasons_against_unit(
    row: "Complaint", unit: UUID, decision: Decision | None, at: datetime
) -> list[Reason]:
    """Every objection to this unit but exclusion, which the step itself asks."""
    target = Target(
        police=is_police(unit),
        consented=consented(row.id, ConsentPurpose.TO_POLICE),
        u1=row.urgency == Urgency.U1,
        child=row.child,
    )
    matter = Matter(
        territory=row.district,
        forms=frozenset(decision.forms if decision else ()),
        child=row.child or None,
    )
    return [*reasons_against_police(target), *reasons_against_receiving(unit, matter, at=at)]
