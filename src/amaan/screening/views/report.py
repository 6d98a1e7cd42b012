"""One report on one page: what was told, what was decided, the thread, the history, and the next
step.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
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
from amaan.intake.rules.complaint import LIFECYCLE, Status
from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref
from amaan.ledger.queries import timeline
from amaan.ledger.rules.telling import lines
from amaan.screening.queries import decisions_on, prompt_of, reasons_of, told_for
from amaan.screening.rules.panels import PANELS
from amaan.security.queries import holds, kept_out
from amaan.ui.clock_words import clock_words
from amaan.ui.language import current
from amaan.work.queries import clock_rows

if TYPE_CHECKING:
    from amaan.intake.models import Complaint


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
    steps = steps_for(row, decisions, actor, holding=holds(row.id))
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
        "steps": steps,
        "next_steps": steps - {"write"},
        "panels": PANELS.of(row.id, row.status, actor, at),
    }


def offices_kept_out(row: "Complaint", actor: Actor) -> list[object]:
    """The computed set, by name, for who reviews it; nobody else sees more than the accusation."""
    if not actor.may(Permission.INTAKE_EXCLUSION_REVIEW):
        return []
    since = (row.received_at or row.begun_at).date()
    return list(in_alphabet(open_units(since).filter(pk__in=kept_out(row.id, to=actor))))


def steps_for(
    row: "Complaint", decisions: Sequence[object], actor: Actor, *, holding: bool
) -> set[str]:
    """Which buttons the reader sees: what the life cycle allows and the seat may do; who sees the
    report as a picture only gets none.
    """
    if not holding:
        return set()
    at_desk = row.desk_unit == actor.unit
    events = {str(event) for event in LIFECYCLE.events_from(Status(row.status))}
    latest = getattr(decisions[0], "status", "") if decisions else ""
    may = {
        "acknowledge": "OPEN" in events and actor.may(Permission.INTAKE_COMPLAINT_ACKNOWLEDGE),
        "triage": "TRIAGE" in events and actor.may(Permission.SCREENING_COMPLAINT_TRIAGE),
        "decide": latest == "OPENED" and actor.may(Permission.SCREENING_DECISION_DECIDE),
        "review": latest == "SECOND_REVIEW" and may_review(decisions[0], actor),
        "allocate": "ALLOCATE" in events and actor.may(Permission.SCREENING_COMPLAINT_ALLOCATE),
        "redirect": "REDIRECT" in events and actor.may(Permission.SCREENING_DECISION_DECIDE),
        "keep": "KEEP" in events and actor.may(Permission.SCREENING_DECISION_DECIDE),
        "renew": "NEW_INFORMATION" in events and actor.may(Permission.SCREENING_COMPLAINT_TRIAGE),
    }
    desk = {name for name, allowed in may.items() if allowed and at_desk}
    write = {"write"} if actor.may(Permission.INTAKE_MESSAGE_WRITE) else set()
    closing = (
        {"agree"}
        if "CLOSE_UNCONFIRMED" in events and actor.may(Permission.INTAKE_CLOSURE_AGREE)
        else set()
    )
    return desk | write | closing


def may_review(decision: object, actor: Actor) -> bool:
    decided_by = getattr(decision, "decided_person", None)
    return actor.may(Permission.SCREENING_DECISION_REVIEW) and decided_by != actor.person
