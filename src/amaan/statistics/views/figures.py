"""The page of official and published figures."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.kernel.actor import Actor
from amaan.statistics import queries
from amaan.statistics.models import OfficialFigure, OfficialSource
from amaan.statistics.presenters.pages import comparison, official_part, published_part

Layout = OfficialSource.Layout


@require_safe
@requires(Permission.STATISTICS_FIGURES_READ)
def figures(request: StaffRequest) -> HttpResponse:
    """Both parts of the page: official files and published figures."""
    wanted = request.GET.get("indicator", "")
    with reading(request.actor):
        return render(request, "statistics/figures.html", figures_context(request.actor, wanted))


def figures_context(reader: Actor, wanted: str) -> dict[str, Any]:
    source = queries.newest_source(Layout.GLOTIP, to=reader)
    published = queries.newest_source(Layout.CLAIMS, to=reader)
    told: list[OfficialFigure] = queries.figures_of(source.pk, to=reader) if source else []
    claims = queries.claims_of(published.pk, to=reader) if published else []
    context: dict[str, Any] = {"source": source, "published_source": published}
    if source:
        found = queries.findings_of(source.pk, to=reader)
        aside = queries.quarantined_of(source.pk, to=reader)
        context |= official_part(source, told, found, aside, wanted)
    context |= published_part(claims)
    context["compared"] = comparison(queries.compared(source, told, claims))
    return context
