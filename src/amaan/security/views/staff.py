"""Who works where, and who read what."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_http_methods

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.security.actions.seating import add_staff, end_seat, seat_staff
from amaan.security.forms.staff import EndSeatForm, NewStaffForm, SeatForm
from amaan.security.models import Read, Staff
from amaan.security.queries.people import seat_named, staff_list, staff_seats, staff_with
from amaan.security.queries.reads import names_of_seats, page_of_reads
from amaan.security.rules.roles import PERMISSIONS
from amaan.ui import catalogues
from amaan.ui.language import current
from amaan.ui.steps import run_step

PAGE = 50
SHOWN = 200


@requires(Permission.SECURITY_STAFF_READ)
@require_GET
def people(request: StaffRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    with reading(request.actor):
        seats = list(staff_list(on=timezone.localdate(), to=request.actor, words=words)[:SHOWN])
    manages = request.actor.may(Permission.SECURITY_STAFF_MANAGE)
    context = {"seats": seats, "words": words, "manages": manages, "full": len(seats) == SHOWN}
    return render(request, "security/people.html", context)


@requires(Permission.SECURITY_STAFF_READ)
@require_GET
def roles(request: StaffRequest) -> HttpResponse:
    """Every role with what it may do, in words."""
    rows = [{"role": str(role), "may": sorted(may)} for role, may in PERMISSIONS.items()]
    return render(request, "security/roles.html", {"rows": rows})


@requires(Permission.SECURITY_STAFF_MANAGE)
@require_http_methods(["GET", "POST"])
def new_staff(request: StaffRequest) -> HttpResponse:
    form = NewStaffForm(request.POST or None)
    step = run_step(
        request,
        lambda: add_staff(new=form.person(), by=request.actor, at=timezone.now()),
        form=form,
    )
    if step.made:
        return redirect("security:person", step.made.pk)
    return render(request, "security/new_staff.html", {"form": form, "reasons": step.reasons})


@requires(Permission.SECURITY_STAFF_READ)
@require_GET
def person(request: StaffRequest, staff: UUID) -> HttpResponse:
    found = somebody(staff)
    with reading(request.actor):
        seats = list(staff_seats(staff, to=request.actor))
    return render(request, "security/person.html", person_context(request, found, seats))


def somebody(staff: UUID) -> Staff:
    found = staff_with(staff)
    if found is None:
        raise Http404
    return found


def person_context(
    request: StaffRequest, staff: Staff, seats: Sequence[object]
) -> dict[str, object]:
    return {
        "staff": staff,
        "seats": seats,
        "manages": request.actor.may(Permission.SECURITY_STAFF_MANAGE),
        "today": timezone.localdate(),
    }


@requires(Permission.SECURITY_STAFF_MANAGE)
@require_http_methods(["GET", "POST"])
def give_seat(request: StaffRequest, staff: UUID) -> HttpResponse:
    found = somebody(staff)
    with reading(request.actor):
        form = SeatForm(request.POST or None, initial={"starts_on": timezone.localdate()})
    step = run_step(
        request,
        lambda: seat_staff(seating=form.seating(staff), by=request.actor, at=timezone.now()),
        form=form,
    )
    if step.taken:
        return redirect("security:person", staff)
    context = {"form": form, "staff": found, "reasons": step.reasons}
    return render(request, "security/give_seat.html", context)


@requires(Permission.SECURITY_STAFF_MANAGE)
@require_http_methods(["GET", "POST"])
def stop_seat(request: StaffRequest, seat: UUID) -> HttpResponse:
    row = seat_named(seat)
    if row is None:
        raise Http404
    form = EndSeatForm(request.POST or None, initial={"ends_on": timezone.localdate()})
    step = run_step(
        request,
        lambda: end_seat(seat=seat, by=request.actor, at=timezone.now(), **form.cleaned_data),
        form=form,
    )
    if step.taken:
        return redirect("security:person", row.staff_id)
    context = {"form": form, "reasons": step.reasons, "seat": row}
    return render(request, "security/end_seat.html", context)


@requires(Permission.SECURITY_READ_LOG_READ)
@require_GET
def read_log(request: StaffRequest) -> HttpResponse:
    """Who opened which record, newest first, a page at a time."""
    text = request.GET.get("record", "").strip()
    record, before = record_in(text), place_in(request.GET.get("before", ""))
    with reading(request.actor):
        found = (
            []
            if text and record is None
            else page_of_reads(to=request.actor, record=record, before=before, size=PAGE + 1)
        )
        page = found[:PAGE]
        seats = names_of_seats({row.seat for row in page}, to=request.actor)
    rows = [{"read": row, "seat": seats.get(row.seat), **read_words(row)} for row in page]
    older = f"{page[-1].at.isoformat()}_{page[-1].pk}" if len(found) > PAGE else ""
    context = {"rows": rows, "older": older, "first": before is None, "record": text}
    return render(request, "security/reads.html", context)


def read_words(row: Read) -> dict[str, str]:
    """Kind and purpose in words; a code that nobody has words for stands as it is."""
    found = {}
    for name, table in (("record_kind", "record_kind"), ("purpose", "read_purpose")):
        code = getattr(row, name)
        try:
            found[name] = catalogues.say(f"security:label.{table}", code, current())
        except catalogues.UnknownWord:
            found[name] = code
    return found


def record_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def place_in(text: str) -> tuple[datetime, UUID] | None:
    """The last row of the page before, as `time_id`; anything else begins at the newest."""
    moment, _, ident = text.partition("_")
    try:
        at = parse_datetime(moment)
    except ValueError:
        return None
    row = record_in(ident)
    return (at, row) if at and at.tzinfo and row else None
