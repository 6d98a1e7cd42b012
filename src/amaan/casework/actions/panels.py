"""What casework shows on the page of a report: the acting unit's steps and its dossier."""

from datetime import datetime
from uuid import UUID

from amaan.access.permissions import Permission
from amaan.casework.actions.complaints import dossier_of
from amaan.intake.actions.unit import against_officer, against_proposing
from amaan.intake.queries.desk import complaint_for
from amaan.intake.rules.complaint import LIFECYCLE, Status
from amaan.kernel.actor import Actor
from amaan.kernel.panels import Panel
from amaan.kernel.urgency import Urgency

STEPS = {"START": "start", "DECLINE": "decline", "ASK": "ask", "PROPOSE": "propose"}


def acting_unit_panel(complaint: UUID, status: str, actor: Actor, at: datetime) -> Panel | None:
    """Only for the unit in charge; the desk sees no dossier."""
    row = complaint_for(complaint, to=actor)
    if row.action_unit != actor.unit or not actor.may(Permission.INTAKE_COMPLAINT_ACT):
        return None
    events = {str(event) for event in LIFECYCLE.events_from(Status(status))}
    steps = [url for event, url in STEPS.items() if event in events]
    if row.urgency == Urgency.U1 and "ask" in steps:
        steps.remove("ask")
    if "propose" in steps and any(against_proposing(row, at, actor)):
        steps.remove("propose")
    another = status == Status.UNDER_ACTION and row.action_officer != actor.subject
    against = list(against_officer(row, actor.subject, by=actor, at=at)) if another else []
    context = {
        "complaint": row,
        "steps": steps,
        "dossier": dossier_of(complaint, by=actor),
        "unassigned": status == Status.UNDER_ACTION and row.action_officer is None,
        "takes_over": another and not against,
        "against": against,
    }
    return Panel("casework/_report_panel.html", context)
