"""The work queue of a unit: what waits, the soonest first."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.directory.queries import territory_tree
from amaan.intake.queries.desk import PAGE, counts, of_unit, waiting
from amaan.intake.rules.complaint import OPEN
from amaan.kernel.actor import Actor
from amaan.kernel.urgency import Urgency
from amaan.screening.queries import waiting_for_review
from amaan.ui.clock_words import clock_words
from amaan.ui.dates import moment_in

VIEWS = ("waiting", "open", "ended", "review")


@requires(Permission.INTAKE_COMPLAINT_READ)
@require_GET
def queue(request: StaffRequest) -> HttpResponse:
    """`?view=` waiting, open, ended or review; `?u=` urgencies; `?before=` for older rows."""
    view = request.GET.get("view", "waiting")
    view = view if view in VIEWS else "waiting"
    urgency = [u for u in request.GET.getlist("u") if u in set(Urgency)]
    with reading(request.actor):
        rows = rows_of(view, request, urgency)
        context = {
            "view": view,
            "tabs": tabs(view, request.actor),
            "rows": rows[:PAGE],
            "older": rows[PAGE - 1]["received_at"].isoformat() if len(rows) > PAGE else "",
            "urgency": [
                {"value": str(u), "label": str(u), "checked": u in urgency, "count": None}
                for u in Urgency
            ],
            "filtered": bool(urgency),
        }
        return render(request, "screening/queue.html", context)


def tabs(view: str, actor: Actor) -> list[dict[str, object]]:
    by_state = counts(to=actor)
    opened = sum(number for state, number in by_state.items() if state in OPEN)
    ended = sum(by_state.values()) - opened
    reviews = (
        waiting_for_review(to=actor).count()
        if actor.may(Permission.SCREENING_DECISION_REVIEW)
        else None
    )
    named = [
        ("waiting", _("Needs my unit"), None),
        ("open", _("All open"), opened),
        ("ended", _("Ended"), ended),
        ("review", _("Second review"), reviews),
    ]
    return [
        {
            "url": f"?view={key}",
            "label": label,
            "count": count,
            "current": key == view,
            "hot": False,
        }
        for key, label, count in named
        if not (key == "review" and reviews is None)
    ]


def rows_of(view: str, request: StaffRequest, urgency: list[str]) -> list[dict[str, Any]]:
    """Rows for the table: the complaint's clear columns, the place in words, and the clock."""
    actor, at, tree = request.actor, timezone.now(), territory_tree()
    found: list[tuple[Any, Any]]
    if view == "waiting":
        found = [(row.complaint, row.clock) for row in waiting(to=actor, at=at, urgency=urgency)]
    elif view == "review":
        found = [
            (row.complaint, None)
            for row in waiting_for_review(to=actor).select_related("complaint")
        ]
    else:
        rows = of_unit(
            to=actor, open_only=view == "open", before=moment_in(request.GET.get("before", ""))
        )
        rows = rows.filter(urgency__in=urgency) if urgency else rows
        found = [(row, None) for row in rows[: PAGE + 1]]
    return [
        {
            "complaint": row,
            "received_at": row.received_at,
            "place": tree.rows.get(row.district) if row.district else None,
            "clock": clock_words(clock) if clock else None,
        }
        for row, clock in found
    ]
