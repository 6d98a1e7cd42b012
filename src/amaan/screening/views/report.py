"""One report on one page: what was told, what was decided, the thread, the history, and the next
step.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.directory.queries import labels_of, open_units, territory, unit
from amaan.directory.queries.choices import in_alphabet
from amaan.intake.actions.acting import apply_act
from amaan.intake.queries.desk import (
    complaint_for,
    last_verdict,
    waiting_acts_of,
)
from amaan.intake.rules.complaint import Event as Complaints
from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref
from amaan.ledger.queries import timeline
from amaan.ledger.rules.telling import lines
from amaan.screening.queries import decisions_on, prompt_of, reasons_of, told_for
from amaan.screening.queries.steps import offered_steps
from amaan.screening.rules.decision import Event
from amaan.screening.rules.panels import PANELS
from amaan.security.queries import holds, kept_out
from amaan.ui.clock_words import clock_words
from amaan.ui.language import current
from amaan.ui.steps import Look, buttons
from amaan.work.queries import clock_rows

if TYPE_CHECKING:
    from amaan.intake.models import Complaint


LOOKS: Final[Mapping[str, Look]] = {
    Complaints.OPEN: Look(
        "screening:acknowledge", _("Open this report in my name"), "primary", at_once=True
    ),
    Complaints.TRIAGE: Look("screening:triage", _("Take into screening"), "primary", at_once=True),
    Event.DECIDE: Look("screening:decide", _("Screen and decide"), "primary"),
    Event.AGREE: Look("screening:review", _("Review as second person"), "primary"),
    Complaints.ALLOCATE: Look("screening:allocate", _("Allocate to a unit"), "primary"),
    Complaints.REDIRECT: Look("screening:pass_on", _("Not trafficking: pass on")),
    Complaints.KEEP: Look("screening:keep", _("Too thin: keep")),
    Complaints.NEW_INFORMATION: Look(
        "screening:renew", _("Look at it again"), "primary", at_once=True
    ),
    Complaints.CLOSE_UNCONFIRMED: Look("screening:agree", _("Close without an answer")),
}


@requires(Permission.INTAKE_COMPLAINT_READ)
@require_GET
def report(request: StaffRequest, complaint: UUID) -> HttpResponse:
    """Opening it is logged first; the reporter's waiting acts are applied before
    anything is shown.
    """
    apply_waiting(complaint, request.actor)
    with reading(request.actor, of=Ref("complaint", complaint), purpose="open"):
        return render(request, "screening/report.html", report_context(complaint, request.actor))


def apply_waiting(complaint: UUID, actor: Actor) -> None:
    """By whoever comes first; a withdrawal is the worker's alone, and hides the report
    meanwhile.
    """
    with reading(actor):
        waiting = waiting_acts_of(complaint)
    for act in waiting:
        apply_act(act=act, by=actor, at=timezone.now())


def report_context(complaint: UUID, actor: Actor) -> dict[str, object]:
    """Everything the page shows, read in one transaction."""
    at, lang = timezone.now(), current()
    row = complaint_for(complaint, to=actor)
    decisions = list(decisions_on(row.id, to=actor))
    about = Ref("complaint", row.id)
    facts = list(timeline(about, to=actor))
    told = told_for(row, to=actor)
    holding = holds(row.id)  # who sees the report as a picture only gets no button
    found = (
        offered_steps(row, decisions[0] if decisions else None, to=actor, at=at) if holding else {}
    )
    return {
        "complaint": row,
        "told": told,
        "thread": told.thread,
        "verdict": last_verdict(row.id, to=actor),
        "kept_out": offices_kept_out(row, actor),
        "place": territory(row.district) if row.district else None,
        "desk": unit(row.desk_unit) if row.desk_unit else None,
        "acting": unit(row.action_unit) if row.action_unit else None,
        "clocks": [clock_words(clock) for clock in clock_rows(about, to=actor, at=at)],
        "decisions": [
            (decision, prompt_of(decision), *reasons_of(decision, to=actor))
            for decision in decisions
        ],
        "current": decisions[0] if decisions else None,
        "forms": labels_of("form", lang),
        "history": list(reversed(lines(facts, lang))),
        "steps": buttons(LOOKS, found, row.id),
        "writes": holding and actor.may(Permission.INTAKE_MESSAGE_WRITE),
        "panels": PANELS.of(row.id, row.status, actor, at),
    }


def offices_kept_out(row: "Complaint", actor: Actor) -> list[object]:
    """The computed set, by name, for who reviews it; nobody else sees more than the accusation."""
    if not actor.may(Permission.INTAKE_EXCLUSION_REVIEW):
        return []
    since = (row.received_at or row.begun_at).date()
    return list(in_alphabet(open_units(since).filter(pk__in=kept_out(row.id, to=actor))))
