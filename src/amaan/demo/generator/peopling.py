"""Offices and people where the demonstration has none: in each district a social welfare office
with an officer and a lead, at each desk that reads reports its screeners, in each province two
services.

Nobody of these can sign in: they have no password and no second factor.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from amaan.demo.generator import names
from amaan.demo.generator.book import new_id
from amaan.demo.generator.copying import prepare, write
from amaan.demo.generator.marking import Rows, finish
from amaan.demo.generator.rows import new_row
from amaan.directory.actions import open_service, verify_service
from amaan.directory.actions.units import UnitTerms, unit_of
from amaan.directory.models import Territory, Unit
from amaan.directory.queries import (
    agency_coded,
    districts_on,
    open_units,
    provinces,
    territory_parents,
)
from amaan.directory.rules.mandates import UnitKind
from amaan.directory.rules.services import ServiceTerms
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.keyservice.port import KeyService
from amaan.ledger.actions.recording import row_of
from amaan.ledger.models import LedgerFact
from amaan.security.actions.preparing import give_keys
from amaan.security.models import Seat, Staff
from amaan.security.rules.roles import Role

BY: Final = Actor.system("set-up")
OPENED: Final = date(2020, 1, 1)
MODELS: Final = (Unit, Staff, Seat, LedgerFact)
DESK_ROLES: Final = (Role.DUTY_OFFICER, Role.COMPLAINT_SCREENER, Role.COMPLAINT_SCREENER)
OFFICE_ROLES: Final = (Role.SW_OFFICER, Role.TEAM_LEAD)
HELPERS: Final = (
    ("LEGAL-AID", UnitKind.LEGAL_AID_OFFICE, "LEGAL", "Legal aid", "قانونی امداد"),
    ("NGO", UnitKind.NGO_OFFICE, "PSYCHOSOCIAL", "Counselling partner", "مشاورتی ادارہ"),
)
INVENTED: Final = ("(invented)", "(فرضی)")


@dataclass(slots=True)
class Staffing:
    """New offices and people on their way into the tables."""

    at: datetime
    rows: Rows = field(default_factory=dict)
    count: int = 0

    def note(self, kind: str, about: Ref, body: dict[str, Any]) -> None:
        fact = row_of(Fact(kind, about, BY, self.at, body=body), sequence=0, data_key=None)
        columns = {f.attname: getattr(fact, f.attname) for f in fact._meta.concrete_fields}
        self.rows.setdefault(LedgerFact, []).append(columns)

    def open(self, terms: UnitTerms, agency: str) -> UUID:
        row = unit_of(terms, None, self.at)
        columns = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
        self.rows.setdefault(Unit, []).append(columns)
        body = {"kind": row.kind, "agency": agency, "parent": ""}
        self.note("directory.unit.opened", row.ref, body)
        return row.id

    def seat(self, unit: UUID, role: Role, territory: UUID | None) -> None:
        latin, urdu = names.spelling(self.count * 7)
        self.count += 1
        person, seat = new_id(self.at), new_id(self.at)
        self.rows.setdefault(Staff, []).append(
            new_row(
                Staff,
                person,
                username=f"invented.{person.hex[-12:]}",
                name_en=latin,
                name_ur=urdu,
                password=make_password(None),
                joined_at=self.at,
            )
        )
        self.rows.setdefault(Seat, []).append(
            new_row(
                Seat,
                seat,
                staff_id=person,
                unit_id=unit,
                role=str(role),
                territory_id=territory,
                starts_on=OPENED,
            )
        )
        self.note("security.staff_added", Ref("staff", person), {})
        body = {"unit": str(unit), "role": str(role), "staff": str(person)}
        self.note("security.seat_given", Ref("seat", seat), body)


def people(keys: KeyService, at: datetime) -> int:
    """Everything that is missing, in one transaction; how many offices were opened. A second run
    changes nothing.
    """
    staffing = Staffing(at)
    opened = [*district_offices(staffing)]
    helpers = [*helping_offices(staffing)]
    staff_desks(staffing)
    if staffing.rows:
        with transaction.atomic(), connection.cursor() as cursor:
            prepare(cursor.cursor, MODELS)
            finish(staffing.rows, keys)
            write(cursor.cursor, staffing.rows, MODELS)
    give_keys([*opened, *(unit for unit, *_ in helpers)], at=at)
    for unit, terms, area in helpers:
        service = open_service(unit=unit, terms=terms, areas=[area], by=BY, at=at)
        verify_service(
            service=service.id, version=service.version, verified_on=at.date(), by=BY, at=at
        )
    return len(opened) + len(helpers)


def district_offices(staffing: Staffing) -> Iterator[UUID]:
    kind = UnitKind.SOCIAL_WELFARE_OFFICE
    there = set(
        open_units(staffing.at.date()).filter(kind=kind).values_list("territory", flat=True)
    )
    codes = {row.id: row.short_code for row in provinces()}
    for place in districts_on(staffing.at.date()):
        province = territory_parents(place.id).province
        if place.id not in there and province is not None:
            agency = agency_coded(f"{codes[province]}-SWD") or agency_coded("NGO")
            if agency is None:
                raise LookupError("the directory knows no agency for social welfare")
            name_en = f"Social welfare office {place.name_en} {INVENTED[0]}"
            name_ur = f"دفتر سماجی بہبود {place.name_ur} {INVENTED[1]}"
            terms = UnitTerms(agency.id, kind, name_en, name_ur, place.id, opened_on=OPENED)
            unit = staffing.open(terms, agency.code)
            for role in OFFICE_ROLES:
                staffing.seat(unit, role, place.id)
            yield unit


def helping_offices(staffing: Staffing) -> Iterator[tuple[UUID, ServiceTerms, UUID]]:
    known = set(open_units(staffing.at.date()).values_list("name_en", flat=True))
    for province in provinces():
        for code, kind, service, name_en, name_ur in HELPERS:
            full_en = f"{name_en} {province.name_en} {INVENTED[0]}"
            full_ur = f"{name_ur} {province.name_ur} {INVENTED[1]}"
            if full_en not in known:
                yield helping_office(staffing, province, (code, kind, service), (full_en, full_ur))


def helping_office(
    staffing: Staffing, province: Territory, what: tuple[str, UnitKind, str], name: tuple[str, str]
) -> tuple[UUID, ServiceTerms, UUID]:
    code, kind, service = what
    agency = agency_coded(code)
    if agency is None:
        raise LookupError(f"the directory knows no agency {code}")
    terms = UnitTerms(agency.id, kind, *name, province.id, opened_on=OPENED)
    unit = staffing.open(terms, code)
    staffing.seat(unit, Role.NGO_PARTNER, province.id)
    wording = ServiceTerms(
        name_en=name[0],
        name_ur=name[1],
        kind=service,
        accepted_sex="ANY",
        capacity=None,
        secret_address=False,
        contact_desk="",
        phone="042-0000009",
    )
    return unit, wording, province.id


def staff_desks(staffing: Staffing) -> None:
    """Each desk that reads reports has somebody who opens them and two who decide."""
    for desk in open_units(staffing.at.date()).filter(is_intake_desk=True):
        there = list(Seat.objects.filter(unit=desk.id).values_list("role", flat=True))
        for role in DESK_ROLES:
            if role in there:
                there.remove(role)
            else:
                staffing.seat(desk.id, role, None)
