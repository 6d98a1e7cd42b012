"""The dossiers of a unit, and one dossier with its entries, persons and history."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.casework.actions import add_new_person, close_dossier, write_entry
from amaan.casework.forms import CloseDossierForm, EntryForm, PersonForm
from amaan.casework.queries import (
    PAGE,
    Cursor,
    dossier_for,
    dossiers,
    entries_of,
    other_side,
    parties_of,
    titles_of,
)  # fmt: skip
from amaan.casework.queries.steps import Adding, offered_steps
from amaan.casework.rules.dossier import Event
from amaan.casework.rules.panels import PANELS
from amaan.directory.queries import labels_of, territory, territory_tree, unit
from amaan.identity.actions import particulars_of
from amaan.identity.queries import details_of, persons
from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref
from amaan.ledger.queries import timeline
from amaan.ledger.rules.telling import lines
from amaan.ui.language import current
from amaan.ui.steps import Look, StepResult, buttons, run_step

ADDING: Final[Mapping[str, Look]] = {
    Adding.PERSON: Look("casework:person", gettext_lazy("Add person"), "sm"),
    Adding.ENTRY: Look("casework:entry", gettext_lazy("Add entry"), "sm primary"),
}
CLOSING: Final[Mapping[str, Look]] = {
    Event.CLOSE: Look("casework:close", gettext_lazy("Close the dossier"), "sm"),
}


def cursor_in(request: StaffRequest) -> Cursor | None:
    """`?after=time~id` of the last row shown; anything else begins at the top."""
    stamp, _sep, ident = request.GET.get("after", "").partition("~")
    try:
        return Cursor(datetime.fromisoformat(stamp), UUID(ident)) if ident else None
    except ValueError:
        return None


@requires(Permission.CASEWORK_DOSSIER_READ)
@require_GET
def dossier_list(request: StaffRequest) -> HttpResponse:
    status = "CLOSED" if request.GET.get("status") == "CLOSED" else "OPEN"
    with reading(request.actor):
        found = list(
            dossiers(to=request.actor, status=status, after=cursor_in(request))[: PAGE + 1]
        )
        rows, last = found[:PAGE], found[PAGE - 1] if len(found) > PAGE else None
        titles, tree = titles_of(rows, to=request.actor), territory_tree()
        context = {
            "status": status,
            "rows": [
                {
                    "dossier": row,
                    "title": titles[row.id],
                    "place": tree.rows.get(row.district or row.id),
                }
                for row in rows
            ],
            "forms": labels_of("form", current()),
            "older": f"{last.touched_at.isoformat()}~{last.id}" if last else "",
            "tabs": [
                {"url": "?status=OPEN", "label": _("Open"), "current": status == "OPEN"},
                {"url": "?status=CLOSED", "label": _("Closed"), "current": status == "CLOSED"},
            ],
        }
        return render(request, "casework/list.html", context)


@requires(Permission.CASEWORK_DOSSIER_READ)
@require_GET
def dossier(request: StaffRequest, dossier: UUID) -> HttpResponse:
    with reading(request.actor, of=Ref("dossier", dossier), purpose="open"):
        return render(request, "casework/dossier.html", dossier_context(dossier, request.actor))


def dossier_context(ident: UUID, actor: Actor) -> dict[str, object]:
    """Everything that the dossier page shows, in one transaction."""
    row = dossier_for(ident, to=actor)
    parties, found = parties_of(row), offered_steps(row, to=actor)
    return {
        "dossier": row,
        "title": titles_of([row], to=actor)[row.id],
        "unit": unit(row.unit),
        "place": territory(row.district) if row.district else None,
        "forms": labels_of("form", current()),
        "entries": entries_of(row, to=actor),
        "people": people_of(parties, actor),
        "other": other_side(row, parties, to=actor),
        "history": list(
            reversed(lines(list(timeline(Ref("dossier", row.id), to=actor)), current()))
        ),
        "panels": PANELS.of(row.id, row.status, actor, timezone.now()),
        "mine": row.unit == actor.unit,
        "adding": buttons(ADDING, found, row.id),
        "closing": buttons(CLOSING, found, row.id),
        "entry_form": EntryForm(),
    }


def people_of(parties: Sequence[object], actor: Actor) -> list[dict[str, object]]:
    """Roles with what the reader may know of each person."""
    roles = {getattr(party, "person", None): getattr(party, "role", "") for party in parties}
    rows = persons([ident for ident in roles if ident], to=actor)
    texts = details_of(rows, to=actor)
    return [
        {"role": roles[row.id], "row": row, "told": particulars_of(text) if text else None}
        for row, text in zip(rows, texts, strict=True)
    ]


@requires(Permission.CASEWORK_DOSSIER_NOTE)
@require_http_methods(["GET", "POST"])
def new_entry(request: StaffRequest, dossier: UUID) -> HttpResponse:
    form = EntryForm(request.POST or None)
    step = run_step(
        request,
        lambda: write_entry(
            dossier=dossier, by=request.actor, at=timezone.now(), **form.cleaned_data
        ),
        _("Entry written."),
        form,
    )
    return step_page(request, dossier, form, _("New entry"), step)


@requires(Permission.IDENTITY_PERSON_RECORD)
@require_http_methods(["GET", "POST"])
def new_person(request: StaffRequest, dossier: UUID) -> HttpResponse:
    form = PersonForm(request.POST or None)
    step = run_step(
        request,
        lambda: add_new_person(
            dossier=dossier,
            particulars=form.particulars(),
            role=form.cleaned_data["role"],
            by=request.actor,
            at=timezone.now(),
        ),
        _("Person added."),
        form,
    )
    return step_page(request, dossier, form, _("Add a person"), step)


@requires(Permission.CASEWORK_DOSSIER_NOTE)
@require_http_methods(["GET", "POST"])
def close(request: StaffRequest, dossier: UUID) -> HttpResponse:
    form = CloseDossierForm(request.POST or None)
    step = run_step(
        request,
        lambda: close_dossier(
            dossier=dossier, by=request.actor, at=timezone.now(), **form.cleaned_data
        ),
        _("Dossier closed."),
        form,
    )
    return step_page(request, dossier, form, _("Close the dossier"), step)


def step_page(
    request: StaffRequest, dossier: UUID, form: Form, heading: str, step: StepResult[object]
) -> HttpResponse:
    """Back to the dossier when the step was taken; else its form, for those who know of it."""
    if step.taken:
        return redirect("casework:dossier", dossier)
    with reading(request.actor):
        dossier_for(dossier, to=request.actor)
    context = {"form": form, "reasons": step.reasons, "dossier_id": dossier, "heading": heading}
    return render(request, "casework/form.html", context)
