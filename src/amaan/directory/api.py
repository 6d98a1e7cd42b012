"""The directory as JSON, read only: services in the shape of HSDS 3, helplines, territories, focal
persons.

A secure service gives organisation, kind, districts and a desk number: no location, no address, no
opening detail, no name of staff (standards.md section 13).
"""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import JsonResponse
from django.utils.timezone import now
from ninja import Router
from pydantic import Field

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.directory import queries
from amaan.directory.models import FocalPerson, Service
from amaan.directory.presenters import hsds_shapes as shapes
from amaan.directory.presenters.hsds import helpline_row, service_page, service_row, territory_row
from amaan.directory.rules.services import ServiceKind
from amaan.kernel.reasons import NotFound

READ = Permission.DIRECTORY_ENTRY_READ
PER_PAGE = 50
LAST_PAGE = 10_000  # far beyond every register; a larger number is a typing mistake

PageNumber = Annotated[int, Field(ge=1, le=LAST_PAGE, description="counts from 1")]

router = Router(tags=["directory"])


@router.get("/services", url_name="services", response=shapes.ServicePage)
@requires(READ)
def services(
    request: StaffRequest, page: PageNumber = 1, kind: ServiceKind | None = None
) -> JsonResponse:
    """A page of active services (HSDS 3 `Page` of `Service`)."""
    with reading(request.actor):
        rows = queries.service_list(None, kind or "", to=request.actor)
        found = rows.prefetch_related("areas__territory")
        return JsonResponse(page_of(found, page, with_areas))


@router.get(
    "/services/{service_id}", url_name="service", response=shapes.SecretService | shapes.OpenService
)
@requires(READ)
def service(request: StaffRequest, service_id: UUID) -> JsonResponse:
    """One service. Raises NotFound."""
    with reading(request.actor):
        row = queries.service(service_id)
        if row is None:
            raise NotFound
        return JsonResponse(with_areas(row))


@router.get("/helplines", url_name="helplines", response=list[shapes.HelplineRow])
@requires(READ)
def helplines(request: StaffRequest) -> JsonResponse:
    """The lines that the public sees now, each with the day it was verified."""
    with reading(request.actor):
        rows = [helpline_row(row) for row in queries.public_helplines(now())]
    return JsonResponse(rows, safe=False)


@router.get("/territories", url_name="territories", response=list[shapes.TerritoryRow])
@requires(READ)
def territories(request: StaffRequest) -> JsonResponse:
    """Every place with its parent, code and period."""
    with reading(request.actor):
        rows = [territory_row(row) for row in queries.territory_tree().rows.values()]
    return JsonResponse(rows, safe=False)


@router.get("/focal-persons", url_name="focal_persons", response=shapes.FocalPersonPage)
@requires(READ)
def focal_persons(request: StaffRequest, page: PageNumber = 1) -> JsonResponse:
    """A page of those who hold a seat today."""
    with reading(request.actor):
        return JsonResponse(page_of(queries.focal_persons(now()), page, focal_person_row))


def page_of(
    rows: QuerySet[Any], number: int, shown: Callable[[Any], dict[str, Any]]
) -> dict[str, Any]:
    """One page of rows, each in its shape."""
    first = (number - 1) * PER_PAGE
    found = [shown(row) for row in rows[first : first + PER_PAGE]]
    return service_page(found, number=number, size=PER_PAGE, total=rows.count())


def with_areas(row: Service) -> dict[str, Any]:
    places = sorted((area.territory for area in row.areas.all()), key=lambda it: it.name_en)
    return service_row(row, places)


def focal_person_row(row: FocalPerson) -> dict[str, Any]:
    body, place = row.agency, row.territory
    words = ("name_en", "name_ur", "contact", "deputy_en", "deputy_ur", "deputy_contact")
    return {
        "id": str(row.id),
        "organization": {"name": body.name_en, "alternate_name": body.name_ur},
        "territory": place.name_en,
        "pcode": place.pcode,
        **{name: getattr(row, name) for name in words},
        "valid_from": row.valid_from.isoformat(),
        "order_number": row.order_number,
    }
