"""Figures of the own agency."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.statistics.queries.agency import agency_figures


@requires(Permission.STATISTICS_AGENCY_READ)
@require_GET
def agency(request: StaffRequest) -> HttpResponse:
    with reading(request.actor):
        context = {"figures": agency_figures(to=request.actor), "at": timezone.now()}
        return render(request, "statistics/agency.html", context)
