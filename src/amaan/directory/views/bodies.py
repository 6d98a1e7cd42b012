"""Opening and closing offices, appointing focal persons."""

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
from amaan.directory.forms import AppointmentForm, CloseEntryForm, EndForm, UnitForm
from amaan.directory.views.changing import EntryChange, two_steps
from amaan.directory.views.details import row_or_404
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Reason, Refused

REVISE = Permission.DIRECTORY_ENTRY_REVISE


def place_of(text: str, by: Actor) -> UUID:
    """The place that a name means. Raises Refused beside the field."""
    with reading(by):
        row = queries.place_named(text)
    if row is None:
        raise Refused(Reason("district-unknown", {"field": "territory", "value": text}))
    return row.id


@require_http_methods(["GET", "POST"])
@requires(REVISE)
def new_unit(request: StaffRequest) -> HttpResponse:
    with reading(request.actor):
        agencies, units = list(queries.agencies()), list(queries.open_units(now().date()))
    form = UnitForm(
        request.POST or None,
        agencies=agencies,
        units=units,
        initial={"opened_on": now().date(), "parent": request.GET.get("parent", "")},
    )
    change = EntryChange(_("New unit"), "units", form, reverse("directory:units"))

    def do() -> str:
        place = place_of(form.cleaned_data["territory"], request.actor)
        row = actions.open_unit(terms=form.terms(place), by=request.actor, at=now())
        return reverse("directory:unit", args=[row.id])

    return two_steps(request, change, do)


@require_http_methods(["GET", "POST"])
@requires(REVISE)
def close_unit(request: StaffRequest, unit_id: UUID) -> HttpResponse:
    with reading(request.actor):
        row_or_404(queries.unit(unit_id))
    form = CloseEntryForm(request.POST or None)
    back = reverse("directory:unit", args=[unit_id])
    words = _("The unit receives nothing from that day on. What it did stays readable.")
    change = EntryChange(_("Close this unit"), "units", form, back, words)

    def do() -> str:
        day = form.cleaned_data["on"]
        actions.close_unit(unit=unit_id, on=day, by=request.actor, at=now())
        return back

    return two_steps(request, change, do)


@require_http_methods(["GET", "POST"])
@requires(REVISE)
def appoint(request: StaffRequest) -> HttpResponse:
    with reading(request.actor):
        agencies = list(queries.agencies())
    form = AppointmentForm(
        request.POST or None,
        agencies=agencies,
        initial={"district": request.GET.get("district", ""), "valid_from": now().date()},
    )
    change = EntryChange(
        _("Appoint a focal person"), "focal_persons", form, reverse("directory:focal_persons")
    )

    def do() -> str:
        row = actions.appoint_focal_person(
            appointment=form.appointment(), by=request.actor, at=now()
        )
        return reverse("directory:focal_person", args=[row.id])

    return two_steps(request, change, do)


@require_http_methods(["GET", "POST"])
@requires(REVISE)
def end_appointment(request: StaffRequest, appointment_id: UUID) -> HttpResponse:
    with reading(request.actor):
        row_or_404(queries.appointment(appointment_id))
    form = EndForm(request.POST or None)
    back = reverse("directory:focal_person", args=[appointment_id])
    change = EntryChange(_("End this appointment"), "focal_persons", form, back)

    def do() -> str:
        values = form.cleaned_data
        actions.end_appointment(
            appointment=appointment_id,
            on=values["on"],
            order_number=values["order_number"],
            by=request.actor,
            at=now(),
        )
        return back

    return two_steps(request, change, do)
