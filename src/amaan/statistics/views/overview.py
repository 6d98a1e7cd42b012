"""The national overview: how far reports have come, what is late, and where nobody is appointed."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.directory.queries import territory_tree, vacant_focal_seats
from amaan.statistics.queries import overview as counted
from amaan.ui.dates import moment_in

PAGE = 50


@requires(Permission.STATISTICS_PICTURE_READ)
@require_GET
def overview(request: StaffRequest) -> HttpResponse:
    """Every figure leads to its rows; the numbers are as the reports stand now."""
    at = timezone.now()
    with reading(request.actor):
        counts, tree = counted.by_status(to=request.actor), territory_tree()
        places = counted.by_place(to=request.actor)
        vacant = vacant_focal_seats(at)
        context = {
            "funnel": counted.funnel(counts),
            "whole": sum(counts.get(s, 0) for states in counted.REACHED.values() for s in states),
            "apart": [(state, counts.get(state, 0)) for state in counted.APART],
            "closures": counted.by_closure(to=request.actor),
            "places": [
                (tree.rows.get(place) if place else None, number) for place, number in places
            ],
            "clocks": counted.by_clock(to=request.actor, at=at),
            "vacant": vacant,
            "at": at,
        }
        return render(request, "statistics/overview.html", context)


@requires(Permission.STATISTICS_PICTURE_READ)
@require_GET
def rows(request: StaffRequest) -> HttpResponse:
    """The reports behind one figure: `?status=`, `?district=`, `?before=` for older ones."""
    with reading(request.actor):
        found = counted.rows_behind(
            to=request.actor,
            status=request.GET.get("status", ""),
            district=ident(request.GET.get("district", "")),
            before=moment_in(request.GET.get("before", "")),
        )
        page = list(found[: PAGE + 1])
        tree = territory_tree()
        context = {
            "rows": [
                (row, tree.rows.get(row.district) if row.district else None) for row in page[:PAGE]
            ],
            "older": page[PAGE - 1].received_at.isoformat() if len(page) > PAGE else "",
            "status": request.GET.get("status", ""),
            "district": request.GET.get("district", ""),
        }
        return render(request, "statistics/overview_rows.html", context)


def ident(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
