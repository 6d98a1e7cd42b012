"""The registers as lists, each searched in either script."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from amaan.access.locks import StaffRequest, requires
from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.directory import queries
from amaan.directory.presenters.limits import limit_lines
from amaan.directory.rules.districts import TerritoryKind
from amaan.directory.rules.helplines import HelplineStatus
from amaan.directory.rules.naming import mentions
from amaan.directory.rules.services import fresh
from amaan.directory.views.pages import render_page, search_text

READ = Permission.DIRECTORY_ENTRY_READ


@require_safe
@requires(READ)
def overview(request: StaffRequest) -> HttpResponse:
    """How much is in each register, and what has to be done about it."""
    at = now()
    with reading(request.actor):
        services = list(queries.services())
        lines = list(queries.helplines())
        offences = list(queries.offences())
        limits = list(queries.limits())
        context = {
            "services": len(services),
            "services_fresh": sum(fresh(row.verified_on, at.date()) for row in services),
            "units": queries.open_units(at.date()).count(),
            "focal_persons": queries.focal_persons(at).count(),
            "vacant": len(queries.vacant_focal_seats(at)),
            "helplines": len(lines),
            "lines_verified": sum(row.status == HelplineStatus.VERIFIED for row in lines),
            "offences": len(offences),
            "offences_signed": sum(row.approved_at is not None for row in offences),
            "districts": queries.districts_on(at.date()).count(),
            "calendars": queries.calendars().count(),
            "limits": len(limits),
            "limits_ratified": sum(row.status == "RATIFIED" for row in limits),
        }
    return render_page(request, "overview", "overview", context)


@require_safe
@requires(READ)
def services(request: StaffRequest) -> HttpResponse:
    """Services by name, unit or district served; the last verifying stands in each row."""
    query, kind, today = search_text(request), request.GET.get("kind", ""), now().date()
    with reading(request.actor):
        place = queries.place_named(query) if query else None
        rows = list(queries.services())
        served = (
            set(queries.service_list(place.id, to=request.actor).values_list("id", flat=True))
            if place
            else set[UUID]()
        )
        found = [
            {"row": row, "fresh": fresh(row.verified_on, today)}
            for row in rows
            if (not kind or row.kind == kind)
            and (
                row.id in served
                or mentions(query, (row.name_en, row.name_ur, row.unit.name_en, row.unit.name_ur))
            )
        ]
    kinds = sorted({row.kind for row in rows})
    return render_page(
        request, "services", "services", {"rows": found, "kinds": kinds, "kind": kind}
    )


@require_safe
@requires(READ)
def units(request: StaffRequest) -> HttpResponse:
    """The tree of open offices; a search shows the matching ones flat."""
    query = search_text(request)
    with reading(request.actor):
        rows = queries.open_units(now().date()).order_by("path")
        found = [
            {"row": row, "indent": "· " * (row.path.count("/") - 1)}
            for row in rows
            if mentions(
                query, (row.name_en, row.name_ur, row.territory.name_en, row.territory.name_ur)
            )
        ]
    return render_page(request, "units", "units", {"rows": found})


@require_safe
@requires(READ)
def focal_persons(request: StaffRequest) -> HttpResponse:
    """Who holds a seat today, and how many seats stand empty."""
    query, at = search_text(request), now()
    with reading(request.actor):
        rows = [
            row
            for row in queries.focal_persons(at)
            if mentions(
                query, (row.name_en, row.name_ur, row.territory.name_en, row.territory.name_ur)
            )
        ]
        vacant = len(queries.vacant_focal_seats(at))
    return render_page(request, "focal_persons", "focal_persons", {"rows": rows, "vacant": vacant})


@require_safe
@requires(READ)
def vacant_seats(request: StaffRequest) -> HttpResponse:
    """Districts without a focal person for more than 14 days."""
    query = search_text(request)
    with reading(request.actor):
        tree = queries.territory_tree()
        seats = [
            {"seat": seat, "province": province_of(seat.territory.id, tree)}
            for seat in queries.vacant_focal_seats(now())
            if mentions(query, (seat.territory.name_en, seat.territory.name_ur))
        ]
    return render_page(request, "vacant_seats", "focal_persons", {"seats": seats})


def province_of(territory: UUID, tree: queries.Tree) -> object:
    return next((p for p in tree.above(territory) if p.kind == TerritoryKind.PROVINCE), None)


@require_safe
@requires(READ)
def helplines(request: StaffRequest) -> HttpResponse:
    """Every line, withheld ones too, with the day on which somebody last called it."""
    query = search_text(request)
    with reading(request.actor):
        rows = [
            row
            for row in queries.helplines()
            if mentions(query, (row.number_text, row.service_en, row.service_ur))
        ]
    return render_page(request, "helplines", "helplines", {"rows": rows})


@require_safe
@requires(READ)
def laws(request: StaffRequest) -> HttpResponse:
    """The law register; with a day, only wordings that held or may have held on it."""
    query, day = search_text(request), day_of(request.GET.get("on", ""))
    with reading(request.actor):
        found = (
            [(each.offence, each.force) for each in queries.law_in_force(day)]
            if day
            else [(row, None) for row in queries.offences()]
        )
    rows = [
        {"row": row, "force": force}
        for row, force in found
        if mentions(query, (row.code, row.law, row.section, row.title_en, row.title_ur))
    ]
    return render_page(request, "laws", "laws", {"rows": rows, "day": day})


def day_of(text: str) -> date | None:
    """A day from the address, or None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@require_safe
@requires(READ)
def territories(request: StaffRequest) -> HttpResponse:
    """Provinces, divisions and districts as a tree; a search by any name shows the matching
    ones.
    """
    query = search_text(request)
    with reading(request.actor):
        tree = queries.territory_tree()
        found = queries.named(query) if query else tree.of_kind(TerritoryKind.PROVINCE)
        rows = found or [
            row for row in tree.rows.values() if mentions(query, (row.name_en, row.name_ur))
        ]
    parts = [{"row": row, "lines": [] if query else branch(row.id, tree)} for row in rows]
    return render_page(request, "territories", "territories", {"parts": parts})


def branch(territory: UUID, tree: queries.Tree) -> list[dict[str, object]]:
    """Divisions of a province with their districts and what was cut from those."""
    return [
        {
            "row": division,
            "districts": [
                {"row": district, "later": tree.parts.get(district.id, [])}
                for district in tree.parts.get(division.id, [])
            ],
        }
        for division in tree.parts.get(territory, [])
    ]


@require_safe
@requires(READ)
def calendars(request: StaffRequest) -> HttpResponse:
    with reading(request.actor):
        rows = list(queries.calendars())
    return render_page(request, "calendars", "calendars", {"rows": rows})


@require_safe
@requires(READ)
def clock_limits(request: StaffRequest) -> HttpResponse:
    """Limits with their ladder; nothing proposed may be promised to the public."""
    with reading(request.actor):
        lines = limit_lines(queries.limits())
    return render_page(request, "clock_limits", "clock_limits", {"lines": lines})
