"""The invented offices, services, focal persons and staff of the demonstration."""

import secrets
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils.timezone import now

from amaan.demo.nation_card import CardSeat, NationCard, write_card
from amaan.demo.story import forget, keep, rows
from amaan.directory.actions import appoint_focal_person, open_service, open_unit, verify_service
from amaan.directory.actions.units import UnitTerms
from amaan.directory.queries import agency_coded, district_named, nation, province_coded
from amaan.directory.rules.appointments import Appointment
from amaan.directory.rules.services import ServiceTerms
from amaan.kernel.actor import Actor
from amaan.node.places import places
from amaan.node.preparing import prepare_node
from amaan.node.secret_files import read_secret
from amaan.security.actions.seating import NewStaff, Seating, add_staff, seat_staff
from amaan.security.adapters.second_factor import enrol, new_secret
from amaan.security.queries.people import staff_named
from amaan.security.rules.roles import Role

SET_UP = Actor.system("set-up")
OPENED = date(2020, 1, 1)  # long before the first report that is told
APPOINTED = date(2026, 1, 1)
CERTIFIED = timedelta(days=365)


def build_offices() -> None:
    """Everything that stands before the first report; what a node needs, and nothing else, when it
    is there already.
    """
    if staff_named("admin") is not None:
        prepare_node()
        return
    forget()  # what an earlier database left behind
    at = now()
    units = open_units(at)
    prepare_node()
    open_services(units, at)
    appoint(at)
    seat_everybody(units, at)


@cache
def place(name: str) -> UUID:
    """`NATION`, a province's short code, or a district by name."""
    if name in ("", "NATION"):
        return nation().id
    found = province_coded(name) or district_named(name)
    if found is None:
        raise LookupError(f"data/demonstration: no place called {name}")
    return found.id


def open_units(at: datetime) -> dict[str, UUID]:
    made: dict[str, UUID] = {}
    for row in rows("units"):
        agency = agency_coded(row["agency"])
        if agency is None:
            raise LookupError(f"data/demonstration/units.csv: no agency {row['agency']}")
        terms = UnitTerms(
            agency=agency.id,
            kind=row["kind"],
            name_en=row["name_en"],
            name_ur=row["name_ur"],
            territory=place(row["territory"]),
            parent=made.get(row["parent"]),
            is_intake_desk=row["flags"] == "intake",
            is_oversight_pool=row["flags"] == "oversight",
            duty_contact=row["duty_contact"],
            opened_on=OPENED,
            compartment=row["compartment"],
        )
        made[row["key"]] = open_unit(terms=terms, by=SET_UP, at=at).id
    keep(units={key: str(unit) for key, unit in made.items()})
    return made


def open_services(units: dict[str, UUID], at: datetime) -> None:
    for row in rows("services"):
        terms = ServiceTerms(
            name_en=row["name_en"],
            name_ur=row["name_ur"],
            kind=row["kind"],
            accepted_sex=row["accepted_sex"],
            minimum_age=number_in(row["minimum_age"]),
            maximum_age=number_in(row["maximum_age"]),
            capacity=number_in(row["capacity"]),
            secret_address=row["secret"] == "yes",  # noqa: S105  (an address, not a password)
            contact_desk=row["contact_desk"],
            phone=row["phone"],
        )
        areas = [place(name) for name in row["districts"].split(";")]
        service = open_service(unit=units[row["unit"]], terms=terms, areas=areas, by=SET_UP, at=at)
        verify_service(
            service=service.id, version=service.version, verified_on=at.date(), by=SET_UP, at=at
        )


def number_in(text: str) -> int | None:
    return int(text) if text else None


def appoint(at: datetime) -> None:
    for row in rows("focal_persons"):
        named: dict[str, Any] = dict(row)
        appointment = Appointment(valid_from=APPOINTED, **named)
        appoint_focal_person(appointment=appointment, by=SET_UP, at=at)


def seat_everybody(units: dict[str, UUID], at: datetime) -> None:
    password, seats, card = secrets.token_hex(5), {}, []
    hashed = make_password(password)  # once: fifty times would be most of the time
    master = read_secret(places(), "django-staff")
    names = {row["key"]: row["name_en"] for row in rows("units")}
    for row in rows("staff"):
        new = NewStaff(row["username"], row["name_en"], row["name_ur"], password, lasting=hashed)
        staff = staff_named(row["username"]) or add_staff(new=new, by=SET_UP, at=at)
        otp = new_secret()
        enrol(staff.id, otp, master)
        seating = Seating(
            staff=staff.id,
            unit=units[row["unit"]],
            role=Role(row["role"]),
            starts_on=OPENED,
            territory=place(row["territory"]) if row["territory"] else None,
            certified_until=at.date() + CERTIFIED,
        )
        seats[row["username"]] = str(seat_staff(seating=seating, by=SET_UP, at=at).id)
        card.append(CardSeat(row["username"], row["name_en"], row["role"], names[row["unit"]], otp))
    write_card(places(), NationCard(password, tuple(card), ()))
    keep(seats=seats)
