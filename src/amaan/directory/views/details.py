"""One entry of a register with its versions and its history."""

from collections.abc import Iterable
from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.directory import queries
from amaan.directory.models.shapes import Versioned
from amaan.directory.presenters.history import history
from amaan.directory.presenters.limits import limit_lines
from amaan.directory.rules.services import fresh
from amaan.directory.views.pages import render_page
from amaan.kernel.actor import Actor

READ = Permission.DIRECTORY_ENTRY_READ
T = TypeVar("T")


def row_or_404(row: T | None) -> T:
    """The row, or the page "not found": also for what one may not see."""
    if row is None:
        raise Http404
    return row


def entry_of(versions: Iterable[Versioned], to: Actor) -> dict[str, Any]:
    """The newest version of an entry, all its versions, and what was done to it."""
    rows = list(versions)
    row = row_or_404(rows[0] if rows else None)
    return {"row": row, "versions": rows, "history": history(row.ref, to=to)}


@require_safe
@requires(READ)
def service(request: StaffRequest, service_id: UUID) -> HttpResponse:
    with reading(request.actor):
        row = row_or_404(queries.service(service_id))
        context = {
            "row": row,
            "areas": [area.territory for area in queries.areas_of(service_id)],
            "versions": list(queries.versions_of_service(service_id)),
            "fresh": fresh(row.verified_on, now().date()),
            "history": history(row.ref, to=request.actor),
        }
    return render_page(request, "service", "services", context)


@require_safe
@requires(READ)
def unit(request: StaffRequest, unit_id: UUID) -> HttpResponse:
    """An office: where it hangs, what is below it, its posts and services."""
    with reading(request.actor):
        row = row_or_404(queries.unit(unit_id))
        context = {
            "row": row,
            "branch": list(queries.branch_of(row.path).exclude(id=row.id)),
            "posts": list(queries.posts_of(unit_id, now().date())),
            "services": list(queries.services().filter(unit=row)),
            "history": history(row.ref, to=request.actor),
        }
    return render_page(request, "unit", "units", context)


@require_safe
@requires(READ)
def focal_person(request: StaffRequest, appointment_id: UUID) -> HttpResponse:
    """An appointment and the history of its seat."""
    with reading(request.actor):
        row = row_or_404(queries.appointment(appointment_id))
        context = {
            "row": row,
            "appointments": list(queries.appointments_of(row.territory_id)),
            "history": history(row.ref, to=request.actor),
        }
    return render_page(request, "focal_person", "focal_persons", context)


@require_safe
@requires(READ)
def helpline(request: StaffRequest, entry: UUID) -> HttpResponse:
    with reading(request.actor):
        context = entry_of(queries.helpline_versions(entry), request.actor)
    return render_page(request, "helpline", "helplines", context)


@require_safe
@requires(READ)
def law(request: StaffRequest, entry: UUID) -> HttpResponse:
    """A wording with its raw texts beside what was read from them, and the other wordings of its
    section.
    """
    with reading(request.actor):
        context = entry_of(queries.offence_versions(entry), request.actor)
        row = context["row"]
        same = queries.offences().filter(law_code=row.law_code, section=row.section)
        context["siblings"] = list(same.exclude(entry=entry))
    return render_page(request, "law", "laws", context)


@require_safe
@requires(READ)
def territory(request: StaffRequest, territory_id: UUID) -> HttpResponse:
    """A place: what it lies in, its figures with their years, its offices and its focal person."""
    at = now()
    with reading(request.actor):
        row = row_or_404(queries.territory(territory_id))
        tree = queries.territory_tree()
        context = {
            "row": row,
            "above": list(tree.above(row.parent_id)),
            "parts": tree.parts.get(row.id, []),
            "aliases": queries.aliases_of(row.id),
            "figures": list(queries.figures_of(row.id)),
            "units": list(queries.units_in(row.id, at=at, tree=tree)[:50]),
            "focal": queries.focal_person(row.id, at),
            "history": history(row.ref, to=request.actor),
        }
    return render_page(request, "territory", "territories", context)


@require_safe
@requires(READ)
def calendar(request: StaffRequest, entry: UUID) -> HttpResponse:
    with reading(request.actor):
        context = entry_of(queries.calendar_versions(entry), request.actor)
    return render_page(request, "calendar", "calendars", context)


@require_safe
@requires(READ)
def clock_limit(request: StaffRequest, entry: UUID) -> HttpResponse:
    with reading(request.actor):
        context = entry_of(queries.limit_versions(entry), request.actor)
    context["lines"] = limit_lines(context["versions"])
    return render_page(request, "clock_limit", "clock_limits", context)
