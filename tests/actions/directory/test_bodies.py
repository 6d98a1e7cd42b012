"""Offices open under their parents, seats are filled by order, services keep every wording."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError

from amaan.directory.actions import (
    PostTerms,
    UnitTerms,
    appoint_focal_person,
    close_unit,
    end_appointment,
    open_post,
    open_service,
    open_unit,
    report_vacancy,
    revise_service,
    terms_of,
    verify_service,
)
from amaan.directory.models import Service, Unit
from amaan.directory.queries import (
    agency_coded,
    appointments_of,
    areas_of,
    branch_of,
    candidate,
    district_named,
    focal_person,
    intake_desks,
    is_police,
    nation,
    offices,
    parent_unit,
    posts_of,
    province_coded,
    public_services,
    reasons_against_receiving,
    service_list,
    territory_parents,
    territory_tree,
    unit_named,
    units_for,
    units_in,
    vacant_focal_seats,
    versions_of_service,
)
from amaan.directory.rules.appointments import Appointment
from amaan.directory.rules.mandates import Compartment, Matter, UnitKind
from amaan.directory.rules.services import ServiceTerms
from amaan.kernel.ids import uuid7
from amaan.kernel.reasons import NotFound, Refused
from tests.actions.directory.desk import NOW, Desk
from tests.sites import as_role

TODAY = NOW.date()


def place(name: str) -> UUID:
    found = district_named(name)
    assert found is not None
    return found.id


def office(
    desk: Desk, name: str, kind: str, where: UUID, agency: str = "PB-POLICE", **more: object
) -> Unit:
    body = agency_coded(agency)
    assert body is not None
    terms = UnitTerms(body.id, kind, name, name + " اردو", where, **more)  # type: ignore[arg-type]
    return open_unit(terms=terms, **desk.who)


@pytest.fixture
def police(loaded: Desk) -> dict[str, Unit]:
    punjab = province_coded("PB")
    assert punjab is not None
    lahore = place("Lahore")
    top = office(loaded, "Punjab Police HQ", UnitKind.PROVINCIAL_POLICE, punjab.id)
    district = office(loaded, "Lahore Police", UnitKind.DISTRICT_POLICE, lahore, parent=top.id)
    station = office(loaded, "Station A", UnitKind.POLICE_STATION, lahore, parent=district.id)
    return {"top": top, "district": district, "station": station}


def test_units_hang_in_a_tree(loaded: Desk, police: dict[str, Unit]) -> None:
    top, district, station = police["top"], police["district"], police["station"]
    assert station.path == f"/{top.id}/{district.id}/{station.id}"
    assert [u.name_en for u in branch_of(top.path)] == [
        "Punjab Police HQ",
        "Lahore Police",
        "Station A",
    ]
    assert list(branch_of(station.path)) == [station]
    assert parent_unit(station.id) == district.id
    assert is_police(station.id)
    assert is_police(uuid7())  # not known: ask for consent
    assert station.compartment == Compartment.INVESTIGATION
    assert unit_named("Station A اردو", at=NOW) == station
    found = {row.id: row for row in offices(NOW)}
    assert found[station.id].district == place("Lahore")
    assert found[top.id].district is None


def test_units_in_and_for(loaded: Desk, police: dict[str, Unit]) -> None:
    punjab, sindh = province_coded("PB"), province_coded("SD")
    assert punjab is not None
    assert sindh is not None
    assert len(units_in(punjab.id, at=NOW)) == 3
    assert len(units_in(punjab.id, at=NOW, kinds=["POLICE_STATION"])) == 1
    assert len(units_in(sindh.id, at=NOW)) == 0
    inside = Matter(territory=place("Lahore"), across_border=False)
    assert units_for(inside, at=NOW)[-1] == police["top"]
    away = Matter(territory=place("Kech"))
    refused = reasons_against_receiving(police["station"].id, away, at=NOW)
    assert [reason.code for reason in refused] == ["unit-outside-area"]
    assert not candidate(uuid7(), NOW).open


def test_closing_needs_an_empty_branch(loaded: Desk, police: dict[str, Unit]) -> None:
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        close_unit(unit=police["district"].id, on=tomorrow, **loaded.who)
    assert [r.code for r in refused.value.reasons] == ["unit-has-open-parts"]
    close_unit(unit=police["station"].id, on=tomorrow, **loaded.who)
    with pytest.raises(Refused):
        close_unit(unit=police["station"].id, on=tomorrow, **loaded.who)
    assert not candidate(police["station"].id, NOW + timedelta(days=2)).open
    with pytest.raises(Refused):
        office(
            replace(loaded, at=NOW + timedelta(days=2)),
            "Below",
            UnitKind.POLICE_STATION,
            place("Lahore"),
            parent=police["station"].id,
        )
    with pytest.raises(NotFound):
        close_unit(unit=uuid7(), on=tomorrow, **loaded.who)
    with pytest.raises(Refused):
        office(loaded, "Kitchen", "KITCHEN", place("Lahore"))


def test_units_need_a_body_a_place_and_a_parent_that_exist(loaded: Desk) -> None:
    body = agency_coded("PB-POLICE")
    assert body is not None
    lahore = place("Lahore")
    good = UnitTerms(body.id, "POLICE_STATION", "A", "الف", lahore)
    for wrong in (
        replace(good, agency=uuid7()),
        replace(good, territory=uuid7()),
        replace(good, parent=uuid7()),
    ):
        with pytest.raises(NotFound):
            open_unit(terms=wrong, **loaded.who)
    young = open_unit(terms=good, **loaded.who)
    with pytest.raises(Refused) as refused:
        close_unit(unit=young.id, on=TODAY, **loaded.who)
    assert [r.code for r in refused.value.reasons] == ["ends-before-it-starts"]


def test_desks_are_ordered_by_nearness(loaded: Desk) -> None:
    punjab, sindh, whole = province_coded("PB"), province_coded("SD"), nation()
    assert punjab is not None
    assert sindh is not None
    desk = {"agency": "PLATFORM", "is_intake_desk": True}
    kind = UnitKind.INTAKE_DESK
    far = office(loaded, "Desk SD", kind, sindh.id, **desk)  # type: ignore[arg-type]
    middle = office(loaded, "Desk", kind, whole.id, **desk)  # type: ignore[arg-type]
    near = office(loaded, "Desk PB", kind, punjab.id, **desk)  # type: ignore[arg-type]
    pool = office(loaded, "Pool", UnitKind.OVERSIGHT, whole.id, "OVERSIGHT", is_oversight_pool=True)
    assert intake_desks(punjab.id, NOW) == [near.id, middle.id, far.id, pool.id]
    assert intake_desks(None, NOW)[0] == middle.id


def test_posts(loaded: Desk, police: dict[str, Unit]) -> None:
    terms = PostTerms(police["district"].id, "Head", "سربراہ", ladder="supervisor")
    open_post(terms=terms, **loaded.who)
    assert [post.name_en for post in posts_of(police["district"].id, TODAY)] == ["Head"]


SEAT = Appointment("PB-HOME", "لاہور", "A. Test", "الف", date(2026, 1, 1), "SO/1")


def test_a_seat_is_filled_by_order_and_found_vacant(loaded: Desk) -> None:
    lahore = place("Lahore")
    vacant = {seat.territory.name_en for seat in vacant_focal_seats(NOW)}
    assert "Lahore" in vacant
    assert "Karezat" not in vacant
    assert "Quetta East" not in vacant  # provisional
    row = appoint_focal_person(appointment=SEAT, **loaded.who)
    assert focal_person(lahore, NOW) == row
    assert lahore not in {seat.territory.id for seat in vacant_focal_seats(NOW)}
    again = replace(SEAT, valid_from=date(2026, 6, 1), order_number="SO/2")
    for wrong, code in (
        (again, "seat-already-held"),
        (replace(SEAT, agency="NOBODY"), "agency-unknown"),
        (replace(SEAT, district="Atlantis"), "district-unknown"),
    ):
        with pytest.raises(Refused) as refused:
            appoint_focal_person(appointment=wrong, **loaded.who)
        assert [r.code for r in refused.value.reasons] == [code]
    end_appointment(appointment=row.id, on=TODAY, order_number="SO/3", **loaded.who)
    soon, late = NOW + timedelta(days=14), NOW + timedelta(days=15)
    assert focal_person(lahore, NOW) is None
    assert lahore not in {seat.territory.id for seat in vacant_focal_seats(soon)}
    assert lahore in {seat.territory.id for seat in vacant_focal_seats(late)}
    assert len(appointments_of(lahore)) == 1
    with pytest.raises(NotFound):
        end_appointment(appointment=uuid7(), on=TODAY, order_number="x", **loaded.who)


SHELTER = ServiceTerms(
    name_en="Women's shelter",
    name_ur="خواتین کی پناہ گاہ",
    kind="SHELTER",
    capacity=10,
    accepted_sex="FEMALE",
    contact_desk="042-111",
    phone="042-222",
    verified_on=TODAY,
)


@pytest.fixture
def shelter(loaded: Desk) -> Service:
    lahore = place("Lahore")
    unit = office(loaded, "Social welfare Lahore", UnitKind.SOCIAL_WELFARE_OFFICE, lahore, "PB-SWD")
    return open_service(unit=unit.id, terms=SHELTER, areas=[lahore], **loaded.who)


def test_services_keep_every_wording(loaded: Desk, shelter: Service) -> None:
    lahore, kasur = place("Lahore"), place("Kasur")
    assert list(service_list(lahore, to=loaded.by)) == [shelter]
    assert list(service_list(kasur, to=loaded.by)) == []
    report_vacancy(service=shelter.id, free=9, **loaded.who)
    row = revise_service(
        service=shelter.id,
        version=1,
        terms=replace(SHELTER, capacity=5),
        areas=[lahore, kasur],
        **loaded.who,
    )
    assert (row.version, row.capacity, row.capacity_free) == (2, 5, None)
    assert [area.territory.name_en for area in areas_of(row.id)] == ["Kasur", "Lahore"]
    assert [v.capacity for v in versions_of_service(row.id)] == [5, 10]
    verified = verify_service(
        service=row.id, version=2, verified_on=TODAY - timedelta(days=1), **loaded.who
    )
    assert terms_of(verified).verified_on == TODAY - timedelta(days=1)
    for version, terms, code in (
        (1, SHELTER, "entry-changed-meanwhile"),
        (3, terms_of(verified), "nothing-changed"),
        (3, replace(SHELTER, minimum_age=9, maximum_age=1), "ages-crossed"),
    ):
        with pytest.raises(Refused) as refused:
            revise_service(
                service=row.id, version=version, terms=terms, areas=[lahore, kasur], **loaded.who
            )
        assert [r.code for r in refused.value.reasons] == [code]
    with pytest.raises(Refused):
        report_vacancy(service=row.id, free=6, **loaded.who)
    with pytest.raises(NotFound):
        report_vacancy(service=uuid7(), free=1, **loaded.who)


def test_a_service_says_no_number_that_its_columns_cannot_hold(
    loaded: Desk, shelter: Service
) -> None:
    wide, areas = replace(SHELTER, name_en="Wide", capacity=2**31), [place("Lahore")]
    revise_service(
        service=shelter.id,
        version=1,
        terms=replace(SHELTER, capacity=None),
        areas=areas,
        **loaded.who,
    )
    writes: dict[str, Callable[[], object]] = {
        "opened": lambda: open_service(unit=shelter.unit_id, terms=wide, areas=areas, **loaded.who),
        "revised": lambda: revise_service(
            service=shelter.id, version=2, terms=wide, areas=areas, **loaded.who
        ),
        "free": lambda: report_vacancy(service=shelter.id, free=2**31, **loaded.who),
    }
    for name, write in writes.items():
        with pytest.raises(Refused) as refused:
            write()
        assert [it.code for it in refused.value.reasons] == ["cell-too-large"], name
    shelter.refresh_from_db()
    assert (shelter.version, shelter.capacity, shelter.capacity_free) == (2, None, None)


def test_the_public_sees_fresh_services_without_addresses(loaded: Desk, shelter: Service) -> None:
    lahore = place("Lahore")
    with as_role("public"):
        [found] = public_services(lahore, at=NOW)
        assert (found.name_en, found.number) == ("Women's shelter", "042-222")
        assert public_services(lahore, at=NOW + timedelta(days=181)) == []
        assert public_services(place("Kech"), at=NOW) == []


@pytest.mark.invariant("11a")
def test_a_secret_place_says_its_desk_and_nothing_else(loaded: Desk, shelter: Service) -> None:
    lahore = place("Lahore")
    hidden = replace(SHELTER, secret_address=True, phone="")
    revise_service(service=shelter.id, version=1, terms=hidden, areas=[lahore], **loaded.who)
    with as_role("public"):
        [found] = public_services(lahore, at=NOW)
    assert (found.number, found.name_en) == ("042-111", "Social Welfare Department Punjab")
    assert (found.description_en, found.hours_en) == ("", "")
    with pytest.raises(DatabaseError):
        Service.objects.filter(id=shelter.id).update(address_en="House 1")


@pytest.mark.parametrize("column", ["address_en", "capacity_free"])
def test_the_public_role_cannot_even_ask_for_an_address(
    loaded: Desk, shelter: Service, column: str
) -> None:
    with as_role("public"), pytest.raises(DatabaseError, match="permission denied"):
        list(Service.objects.values(column))


def test_places_fold_to_the_census_district(loaded: Desk) -> None:
    murree, rawalpindi = place("Murree"), place("Rawalpindi")
    parents = territory_parents(murree)
    assert parents.district == rawalpindi
    assert parents.province == territory_parents(rawalpindi).province
    assert parents.nation == nation().id
    assert territory_parents(None).province is None
    assert murree in territory_tree().below(rawalpindi)
    assert district_named("نارتھ") is None
    renamed = district_named("North Dera Bugti")
    assert renamed is not None
    assert renamed.name_en == "Upper Dera Bugti"
