"""The national overview: how far reports have come, what is late, how long steps take, and where
nobody is appointed.
"""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.directory.queries import territory_tree
from amaan.kernel.actor import Actor
from amaan.statistics.forms.asked import Received, figure_in, received_in
from amaan.statistics.queries import overview as counted
from amaan.statistics.queries.behind import rows_behind
from amaan.statistics.queries.spans import Span, spans
from amaan.statistics.rules.spans import FEWEST
from amaan.ui.amounts import time_words
from amaan.ui.dates import moment_in
from amaan.ui.language import current

PAGE = 50


@requires(Permission.STATISTICS_PICTURE_READ)
@require_GET
def overview(request: StaffRequest) -> HttpResponse:
    """`?from=` and `?to=`: first and last day received. Every figure leads to its rows."""
    received = received_in(request.GET)
    with reading(request.actor):
        context = picture(received, to=request.actor, at=timezone.now())
        return render(request, "statistics/overview.html", context)


def picture(received: Received, *, to: Actor, at: datetime) -> dict[str, Any]:
    rows, tree = counted.reports(to=to, within=received.period), territory_tree()
    stands = counted.standing(rows)
    return {
        "received": received,
        "within": f"&{received.query}" if received.query else "",
        "funnel": stands.funnel(),
        "whole": stands.in_funnel,
        "generated": stands.generated,
        "apart": [(state, stands.by_status.get(state, 0)) for state in counted.APART],
        "closures": stands.by_closure,
        "places": [
            (tree.rows.get(place) if place else None, number)
            for place, number in counted.by_place(rows)
        ],
        "clocks": counted.by_clock(rows, to=to, at=at),
        "spans": [span_row(span) for span in spans(rows, to=to)],
        "fewest": FEWEST,
        "vacant": counted.vacant_seats(to=to, at=at),
        "at": at,
    }


def span_row(span: Span) -> dict[str, object]:
    return {
        "step": span.step,
        "number": span.number,
        "median": duration_words(span.median),
        "ninetieth": duration_words(span.ninetieth),
    }


def duration_words(length: timedelta | None) -> str:
    return "" if length is None else time_words(length, current())


@requires(Permission.STATISTICS_PICTURE_READ)
@require_GET
def rows(request: StaffRequest) -> HttpResponse:
    """The reports behind one figure, with the period of the page it stood on; `?before=` for older
    ones.
    """
    received, before = received_in(request.GET), moment_in(request.GET.get("before", ""))
    with reading(request.actor):
        found = rows_behind(
            counted.reports(to=request.actor, within=received.period),
            figure_in(request.GET),
            to=request.actor,
            at=timezone.now(),
        )
        page = list((found.filter(received_at__lt=before) if before else found)[: PAGE + 1])
        tree = territory_tree()
        context = {
            "rows": [
                (row, tree.rows.get(row.district) if row.district else None) for row in page[:PAGE]
            ],
            "older": older(request, page[PAGE - 1].received_at) if len(page) > PAGE else "",
            "received": received,
            "generated": sum(row.generated for row in page[:PAGE]),
        }
        return render(request, "statistics/overview_rows.html", context)


def older(request: StaffRequest, before: datetime | None) -> str:
    """The address of the rows behind the last one shown, with everything else as it was asked."""
    kept = {name: value for name, value in request.GET.items() if name != "before"}
    return "?" + urlencode({**kept, "before": before.isoformat() if before else ""})
