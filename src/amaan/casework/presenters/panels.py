"""What casework shows on the page of a report: the acting unit's steps and its dossier."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amaan.access.permissions import Permission
from amaan.casework.actions.complaints import dossier_of
from amaan.casework.queries.steps import ASSIGN, offered_to_unit
from amaan.intake.queries.desk import complaint_for
from amaan.intake.rules.complaint import Event, Status
from amaan.kernel.actor import Actor
from amaan.kernel.panels import Panel
from amaan.ui.steps import Look, buttons

LOOKS: Final[Mapping[str, Look]] = {
    ASSIGN: Look("casework:take_over", _("Take over"), "primary", at_once=True),
    Event.START: Look("casework:start", _("Take up"), "primary"),
    Event.DECLINE: Look("casework:decline", _("Decline, with reason")),
    Event.ASK: Look("casework:ask", _("Ask the reporter")),
    Event.PROPOSE: Look("casework:propose", _("Propose an outcome"), "primary"),
}


def acting_unit_panel(complaint: UUID, status: str, actor: Actor, at: datetime) -> Panel | None:
    """Only for the unit in charge; the desk sees no dossier."""
    row = complaint_for(complaint, to=actor)
    if row.action_unit != actor.unit or not actor.may(Permission.INTAKE_COMPLAINT_ACT):
        return None
    dossier = dossier_of(complaint, by=actor)
    context = {
        "complaint": row,
        "dossier": dossier,
        "unassigned": status == Status.UNDER_ACTION and row.action_officer is None,
        "steps": buttons(LOOKS, offered_to_unit(row, dossier, to=actor, at=at), row.id),
    }
    return Panel("casework/_report_panel.html", context)
