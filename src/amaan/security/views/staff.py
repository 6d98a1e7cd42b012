"""Who works where, and who read what."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.kernel.reasons import Refused
from amaan.security.actions.seating import add_staff, end_seat, seat_staff
from amaan.security.forms.staff import EndSeatForm, NewStaffForm, SeatForm
from amaan.security.queries.people import staff_list, staff_seats
from amaan.security.queries.reads import reads

PAGE = 50


@requires(Permission.SECURITY_STAFF_READ)
@require_GET
def people(request: StaffRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    with reading(request.actor):
        seats = staff_list(on=timezone.localdate(), to=request.actor, words=words)
        manages = request.actor.may(Permission.SECURITY_STAFF_MANAGE)
        context = {"seats": seats[:500], "words": words, "manages": manages}
        return render(request, "security/people.html", context)


@requires(Permission.SECURITY_STAFF_MANAGE)
@require_http_methods(["GET", "POST"])
def new_staff(request: StaffRequest) -> HttpResponse:
    form = NewStaffForm(request.POST or None)
    reasons = ()
    if request.method == "POST" and form.is_valid():
        try:
            staff = add_staff(new=form.person(), by=request.actor, at=timezone.now())
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("security:person", staff.pk)
    return render(request, "security/new_staff.html", {"form": form, "reasons": reasons})


@requires(Permission.SECURITY_STAFF_READ)
@require_GET
def person(request: StaffRequest, staff: UUID) -> HttpResponse:
    with reading(request.actor):
        seats = list(staff_seats(staff, to=request.actor))
        return render(request, "security/person.html", person_context(request, staff, seats))


def person_context(request: StaffRequest, staff: UUID, seats: list[object]) -> dict[str, object]:
    return {
        "staff": staff,
        "seats": seats,
        "manages": request.actor.may(Permission.SECURITY_STAFF_MANAGE),
        "today": timezone.localdate(),
    }


@requires(Permission.SECURITY_STAFF_MANAGE)
@require_http_methods(["GET", "POST"])
def give_seat(request: StaffRequest, staff: UUID) -> HttpResponse:
    with reading(request.actor):
        form = SeatForm(request.POST or None, initial={"starts_on": timezone.localdate()})
        valid = request.method == "POST" and form.is_valid()
        if not valid:
            return render(request, "security/seat.html", {"form": form, "staff": staff})
    try:
        seat_staff(seating=form.seating(staff), by=request.actor, at=timezone.now())
    except Refused as refused:
        context = {"form": form, "staff": staff, "reasons": refused.reasons}
        return render(request, "security/seat.html", context)
    return redirect("security:person", staff)


@requires(Permission.SECURITY_STAFF_MANAGE)
@require_http_methods(["GET", "POST"])
def stop_seat(request: StaffRequest, seat: UUID) -> HttpResponse:
    form = EndSeatForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    reasons = ()
    if request.method == "POST" and form.is_valid():
        ends_on: date = form.cleaned_data["ends_on"]
        try:
            row = end_seat(seat=seat, ends_on=ends_on, by=request.actor, at=timezone.now())
        except Refused as refused:
            reasons = refused.reasons
        else:
            return redirect("security:person", row.staff_id)
    return render(request, "security/end_seat.html", {"form": form, "reasons": reasons})


@requires(Permission.SECURITY_READ_LOG_READ)
@require_GET
def read_log(request: StaffRequest) -> HttpResponse:
    """Who opened which record, newest first, a page at a time."""
    with reading(request.actor):
        rows = reads(to=request.actor)
        before = request.GET.get("before", "")
        rows = rows.filter(at__lt=before) if before else rows
        page = list(rows[: PAGE + 1])
        older = page[PAGE - 1].at.isoformat() if len(page) > PAGE else ""
        context = {"rows": page[:PAGE], "older": older, "first": not before}
        return render(request, "security/reads.html", context)
