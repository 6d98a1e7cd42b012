"""Taking the picture of the directory that the generated reports are told in."""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from amaan.casework.actions.complaints import PROVINCE_CODES
from amaan.demo.generator.world import (
    SORTING,
    District,
    InventedKey,
    InventedSeat,
    InventedService,
    InventedUnit,
    Term,
    World,
)
from amaan.directory.models import Service as ServiceRow
from amaan.directory.queries import (
    Tree,
    calendar_for,
    candidate_of,
    districts_on,
    intake_desks,
    limits,
    open_units,
    provinces,
    territory_parents,
    territory_tree,
)
from amaan.directory.queries.time import in_force
from amaan.directory.rules.services import ServiceStatus
from amaan.intake.queries.offices import office_tree
from amaan.security.models import Seat as SeatRow
from amaan.security.models import UnitKey
from amaan.security.queries.people import live

BUSIEST = ("Gujrat", "Umerkot")  # where the demonstration's own people sit


def read_world(at: datetime) -> World:
    """As the owner of the database sees it."""
    tree, found = territory_tree(), tuple(provinces())
    districts, units, seats = read_districts(at), read_units(tree, at), read_seats(at)
    return World(
        node=settings.AMAAN_NODE,
        districts=districts,
        units=units,
        seats=seats,
        seats_by_unit=by_unit(seats),
        units_by_district={
            it.id: tuple(unit for unit in units.values() if not unit.places or it.id in unit.places)
            for it in districts
        },
        keys=read_keys(),
        terms={
            (row.kind, row.urgency): Term(row.limit, row.escalations)
            for row in map(in_force, limits())
        },
        calendars={
            None: calendar_for(None, at),
            **{province.id: calendar_for(province.id, at) for province in found},
        },
        desks={province.id: tuple(intake_desks(province.id, at)) for province in found},
        services=read_services(tree),
        offices=office_tree(at),
    )


def read_districts(at: datetime) -> tuple[District, ...]:
    """In the order of their weight: the demonstration's own first, then the largest."""
    codes = {row.id: PROVINCE_CODES.get(row.pcode or "", "") for row in provinces()}
    found = []
    for row in districts_on(at.date()):
        above = territory_parents(row.id)
        if above.district != row.id or above.province is None:
            continue
        places = frozenset(place for place in (above.division, above.province) if place)
        found.append(
            District(
                row.id, row.name_en, above.province, codes[above.province], above.division, places
            )
        )
    return tuple(sorted(found, key=lambda it: (rank(it), it.name, str(it.id))))


def rank(district: District) -> int:
    return BUSIEST.index(district.name) if district.name in BUSIEST else len(BUSIEST)


def read_units(tree: Tree, at: datetime) -> dict[UUID, InventedUnit]:
    return {
        row.id: InventedUnit(
            row.id,
            row.kind,
            row.agency.code,
            row.agency.kind,
            row.agency.is_police,
            row.compartment,
            row.parent_id,
            row.territory_id,
            candidate_of(row, tree, at.date()).territories,
        )
        for row in open_units(at.date())
    }


def read_seats(at: datetime) -> tuple[InventedSeat, ...]:
    rows = SeatRow.objects.filter(live(at.date()), staff__is_active=True)
    return tuple(
        InventedSeat(
            *(row.id, row.staff_id, row.unit_id, row.role, row.territory_id, row.starts_on),
            shown=row.staff.has_usable_password(),
        )
        for row in rows.select_related("staff").order_by("starts_on", "pk")
    )


def read_keys() -> dict[UUID, InventedKey]:
    rows = UnitKey.objects.filter(ends_at__isnull=True)
    found = {row.unit: InventedKey.of(row.key_id, bytes(row.public)) for row in rows}
    if SORTING not in found:
        raise LookupError("this node has no sorting unit yet: amaan nation prepare")
    return found


def read_services(tree: Tree) -> tuple[InventedService, ...]:
    rows = ServiceRow.objects.filter(status=ServiceStatus.ACTIVE).prefetch_related("areas")
    return tuple(
        InventedService(row.id, row.unit_id, row.kind, places_of(row, tree))
        for row in rows.order_by("name_en", "pk")
    )


def places_of(row: ServiceRow, tree: Tree) -> frozenset[UUID]:
    return frozenset().union(*(tree.below(area.territory_id) for area in row.areas.all()))


def by_unit(seats: tuple[InventedSeat, ...]) -> dict[UUID, tuple[InventedSeat, ...]]:
    found: dict[UUID, list[InventedSeat]] = {}
    for seat in seats:
        found.setdefault(seat.unit, []).append(seat)
    return {unit: tuple(there) for unit, there in found.items()}
