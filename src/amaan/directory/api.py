"""The directory as JSON, read only: services in the shape of HSDS 3, helplines, territories.

A secure service gives organisation, kind, districts and a desk number: no location, no address, no
opening detail, no
name of staff (STANDARDS.md section 13).
"""

from typing import Any
from uuid import UUID

from django.http import JsonResponse
from django.utils.timezone import now
from ninja import Router

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.directory import queries
from amaan.directory.presenters.hsds import helpline_row, service_page, service_row, territory_row
from amaan.kernel.reasons import NotFound

READ = Permission.DIRECTORY_ENTRY_READ
PER_PAGE = 50

router = Router(tags=["directory"])


@router.get("/services", url_name="api_services")
@requires(READ)
def services(request: StaffRequest, page: int = 1, kind: str = "") -> JsonResponse:
    """A page of active services (HSDS 3 `Page` of `Service`)."""
    with reading(request.actor):
        rows = queries.service_list(None, kind, to=request.actor)
        total = rows.count()
        first = (max(page, 1) - 1) * PER_PAGE
        found = [service_row(row, areas_of(row.id)) for row in rows[first : first + PER_PAGE]]
    return JsonResponse(service_page(found, number=max(page, 1), size=PER_PAGE, total=total))


@router.get("/services/{service_id}", url_name="api_service")
@requires(READ)
def service(request: StaffRequest, service_id: UUID) -> JsonResponse:
    """One service. Raises NotFound."""
    with reading(request.actor):
        row = queries.service(service_id)
        if row is None:
            raise NotFound
        return JsonResponse(service_row(row, areas_of(service_id)))


def areas_of(service_id: UUID) -> list[Any]:
    return [area.territory for area in queries.areas_of(service_id)]


@router.get("/helplines", url_name="api_helplines")
@requires(READ)
def helplines(request: StaffRequest) -> JsonResponse:
    """The lines that the public sees now, each with the day it was verified."""
    with reading(request.actor):
        rows = [helpline_row(row) for row in queries.public_helplines(now())]
    return JsonResponse(rows, safe=False)


@router.get("/territories", url_name="api_territories")
@requires(READ)
def territories(request: StaffRequest) -> JsonResponse:
    """Every place with its parent, code and period."""
    with reading(request.actor):
        rows = [territory_row(row) for row in queries.territory_tree().rows.values()]
    return JsonResponse(rows, safe=False)
