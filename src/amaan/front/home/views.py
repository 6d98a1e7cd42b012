"""The first page after sign-in: what needs this seat now, and the guide of its role."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from amaan.access.locks import Everyone, StaffRequest, open_to
from amaan.access.transactions import reading
from amaan.front.home.guides import GUIDES, GUIDES_OF_ROLE, guide_text
from amaan.front.home.panels import address, panels_for
from amaan.kernel.actor import Actor
from amaan.security.queries.sign_ins import last_sign_in
from amaan.ui import catalogues
from amaan.ui.language import current
from amaan.work.presenters.desk import notice_rows, task_rows
from amaan.work.queries import counts_for_rail, notices_for, tasks_for

SHOWN = 6


@open_to(Everyone.SIGNED_IN)
@require_GET
def home(request: StaffRequest) -> HttpResponse:
    with reading(request.actor):
        context = desk_of(request.actor)
    return render(request, "front/home.html", context)


def desk_of(actor: Actor) -> dict[str, Any]:
    at = timezone.now()
    return {
        "now": at,
        "counts": counts_for_rail(to=actor, at=at),
        "tasks": list(task_rows(list(tasks_for(to=actor, at=at)[:SHOWN]), at=at)),
        "notices": list(notice_rows(notices_for(to=actor)[:SHOWN])),
        "panels": [shown for panel in panels_for(actor) if (shown := panel_of(panel, actor, at))],
        "last": last_sign_in(to=actor),
        "role": catalogues.say("security:label.role", actor.role, current()),
        "work_url": address("work:queue"),
    }


def panel_of(panel: Any, actor: Actor, at: Any) -> dict[str, Any]:
    rows = [
        {"label": catalogues.say(panel.section, code, current()), "value": number}
        for code, number in panel.counts(actor, at).items()
    ]
    return {
        "title": panel.title,
        "icon": panel.icon,
        "rows": rows,
        "url": address(panel.url_name),
    }


@open_to(Everyone.SIGNED_IN)
@require_GET
def guides(request: StaffRequest) -> HttpResponse:
    """The guide of the reader's own role first."""
    own = GUIDES_OF_ROLE.get(request.actor.role, "")
    rows = [
        {"name": n, "title": guide_text(n, current())["title"], "own": n == own}
        for n in sorted(GUIDES, key=lambda name: name != own)
    ]
    return render(request, "front/guides.html", {"guides": rows})


@open_to(Everyone.SIGNED_IN)
@require_GET
def guide(request: StaffRequest, role: str) -> HttpResponse:
    if role not in GUIDES:
        raise Http404
    return render(request, "front/guide.html", guide_text(role, current()))
