"""Appointing a focal person and ending an appointment: dated, by order, never overwritten."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from amaan.access.transactions import action
from amaan.directory.models import Agency, FocalPerson, Territory
from amaan.directory.queries import named
from amaan.directory.rules.appointments import (
    Appointment,
    reasons_against_appointing,
    reasons_against_ending,
)
from amaan.directory.rules.districts import TerritoryKind
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.reasons import NotFound, Reason, Refused, refuse_if
from amaan.ledger.actions import record

KEPT: Final = (
    "name_en",
    "name_ur",
    "contact",
    "deputy_en",
    "deputy_ur",
    "deputy_contact",
    "valid_from",
    "valid_to",
    "order_number",
)


@action
def appoint_focal_person(*, appointment: Appointment, by: Actor, at: datetime) -> FocalPerson:
    """Fill the seat of a body in a district; `district` may be written in either script.

    Raises Refused: `agency-unknown`, `district-unknown`, `seat-already-held` and the other
    objections of the rule.
    """
    agency = Agency.objects.filter(code=appointment.agency).first()
    places = named(appointment.district, kind=TerritoryKind.DISTRICT)
    if agency is None:
        raise Refused(Reason("agency-unknown", {"field": "agency", "value": appointment.agency}))
    if len(places) != 1:
        value = {"field": "district", "value": appointment.district}
        raise Refused(Reason("district-unknown", value))
    refuse_if(reasons_against_appointing(appointment, periods(agency, places[0])))
    row = focal_person_of(appointment, agency, places[0])
    row.save(force_insert=True)
    body = {"territory": str(places[0].id), "agency": agency.code}
    record(Fact("directory.focal_person.appointed", row.ref, by, at, body))
    return row


def periods(agency: Agency, place: Territory) -> list[tuple[date, date | None]]:
    """The periods of the seat, locked so that two appointments cannot be made at once."""
    rows = FocalPerson.objects.select_for_update().filter(agency=agency, territory=place)
    return [(row.valid_from, row.valid_to) for row in rows]


def focal_person_of(appointment: Appointment, agency: Agency, place: Territory) -> FocalPerson:
    columns = {name: getattr(appointment, name) for name in KEPT}
    return FocalPerson(agency=agency, territory=place, **columns)


@action
def end_appointment(
    *, appointment: UUID, on: date, order_number: str, by: Actor, at: datetime
) -> FocalPerson:
    """End an appointment by order. Raises Refused: `appointment-already-ended`,
    `ends-before-it-starts`.
    """
    row = FocalPerson.objects.select_for_update().filter(id=appointment).first()
    if row is None:
        raise NotFound
    refuse_if(reasons_against_ending(row.valid_from, row.valid_to, on))
    row.valid_to, row.end_order_number = on, order_number
    row.save(update_fields=["valid_to", "end_order_number"])
    body = {"on": on.isoformat()}
    record(Fact("directory.focal_person.ended", row.ref, by, at, body))
    return row
