"""Changing services."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.directory import actions, queries
from amaan.directory.forms import NewServiceForm, ServiceForm, VacancyForm, VerifyForm
from amaan.directory.models import Service
from amaan.directory.views.changing import EntryChange, two_steps
from amaan.directory.views.details import row_or_404
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Reason, Refused
from amaan.ui.language import name_of

REVISE = Permission.DIRECTORY_ENTRY_REVISE
TAB = "services"


def address(service_id: UUID) -> str:
    return reverse("directory:service", args=[service_id])


def who(request: StaffRequest) -> dict[str, Any]:
    return {"by": request.actor, "at": now()}


def areas_of(form: ServiceForm, by: Actor) -> list[UUID]:
    """The places that the names mean. Raises Refused beside the field."""
    with reading(by):
        found = {name: queries.place_named(name) for name in form.names_of_places()}
    wrong = [name for name, row in found.items() if row is None]
    if wrong:
        raise Refused(
            *(Reason("district-unknown", {"field": "districts", "value": n}) for n in wrong)
        )
    return list(dict.fromkeys(row.id for row in found.values() if row))


def present(request: StaffRequest, service_id: UUID) -> tuple[Service, list[str]]:
    """The service and the names of its places in the reader's language."""
    with reading(request.actor):
        row = row_or_404(queries.service(service_id))
        areas = [area.territory for area in queries.areas_of(service_id)]
    return row, [name_of(place) for place in areas]


@require_http_methods(["GET", "POST"])
@requires(REVISE)
def new(request: StaffRequest) -> HttpResponse:
    with reading(request.actor):
        units = list(queries.open_units(now().date()))
    initial = {"listed": True, "status": "ACTIVE"}
    form = NewServiceForm(request.POST or None, units=units, initial=initial)
    change = EntryChange(_("New service"), TAB, form, reverse("directory:services"))

    def do() -> str:
        row = actions.open_service(
            unit=form.unit_id(),
            terms=form.terms(),
            areas=areas_of(form, request.actor),
            **who(request),
        )
        return address(row.id)

    return two_steps(request, change, do)


@require_http_methods(["GET", "POST"])
@requires(REVISE)
def revise(request: StaffRequest, service_id: UUID, version: int) -> HttpResponse:
    row, places = present(request, service_id)
    form = ServiceForm(request.POST or None, initial=ServiceForm.initial_of(row, places))
    change = EntryChange(_("Revise this service"), TAB, form, address(service_id))

    def do() -> str:
        actions.revise_service(
            service=service_id,
            version=version,
            terms=form.terms(row.verified_on),
            areas=areas_of(form, request.actor),
            **who(request),
        )
        return address(service_id)

    return two_steps(request, change, do)


@require_http_methods(["GET", "POST"])
@requires(REVISE)
def verify(request: StaffRequest, service_id: UUID, version: int) -> HttpResponse:
    present(request, service_id)
    form = VerifyForm(request.POST or None, initial={"verified_on": now().date()})
    words = _("Call them. Verify only when everything on the page is still so.")
    change = EntryChange(_("Verify this service"), TAB, form, address(service_id), words)

    def do() -> str:
        day = form.cleaned_data["verified_on"]
        actions.verify_service(service=service_id, version=version, verified_on=day, **who(request))
        return address(service_id)

    return two_steps(request, change, do)


@require_http_methods(["GET", "POST"])
@requires(REVISE)
def vacancy(request: StaffRequest, service_id: UUID) -> HttpResponse:
    row, _places = present(request, service_id)
    form = VacancyForm(request.POST or None, initial={"free": row.capacity_free})
    change = EntryChange(_("Report free places"), TAB, form, address(service_id))

    def do() -> str:
        actions.report_vacancy(service=service_id, free=form.cleaned_data["free"], **who(request))
        return address(service_id)

    return two_steps(request, change, do)
