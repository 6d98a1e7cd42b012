"""A file of focal persons: may they be appointed, and who is it already?"""

from collections.abc import Hashable, Iterator
from typing import Final

from django.db.models import Model

from amaan.directory.actions.appointments import KEPT, appoint_focal_person
from amaan.directory.actions.import_kinds.shapes import ImportKind, Moment, unknown
from amaan.directory.models import Agency, FocalPerson, Territory
from amaan.directory.queries import agency_coded, named
from amaan.directory.rules import appointments
from amaan.directory.rules.appointments import Appointment
from amaan.directory.rules.districts import TerritoryKind
from amaan.directory.rules.importing import ParsedRow
from amaan.kernel.reasons import Reason


def seat_of(row: Appointment) -> tuple[Agency, Territory] | None:
    """The body and the one district that a row names, when the directory knows both."""
    agency = agency_coded(row.agency)
    places = named(row.district, kind=TerritoryKind.DISTRICT)
    return (agency, places[0]) if agency and len(places) == 1 else None


def check_appointment(row: Appointment, _: Moment) -> Iterator[Reason]:
    if agency_coded(row.agency) is None:
        yield unknown("agency-unknown", "agency", row.agency)
    if len(named(row.district, kind=TerritoryKind.DISTRICT)) != 1:
        yield unknown("district-unknown", "district", row.district)
    seat = seat_of(row)
    if seat is None or appointed_so(row, *seat):
        return
    held = FocalPerson.objects.filter(agency=seat[0], territory=seat[1])
    periods = list(held.values_list("valid_from", "valid_to"))
    yield from appointments.reasons_against_appointing(row, periods)


def appointed_so(row: Appointment, agency: Agency, place: Territory) -> bool:
    """Is this very appointment there already? One order may name many districts, and another name
    under the same order is another appointment: only what is equal in all that the row says is
    passed over.
    """
    said = {name: value for name in KEPT if (value := getattr(row, name))}
    return FocalPerson.objects.filter(agency=agency, territory=place, **said).exists()


def apply_appointment(row: Appointment, moment: Moment) -> bool:
    seat = seat_of(row)
    if seat and appointed_so(row, *seat):
        return False
    appoint_focal_person.step(appointment=row, by=moment.by, at=moment.at)
    return True


def meant_appointment(row: Appointment, _: Moment) -> Iterator[Hashable]:
    seat = seat_of(row)
    yield seat and (seat[0].id, seat[1].id)


def overlaps(row: Appointment, above: ParsedRow[Appointment]) -> Iterator[Reason]:
    """A seat may be filled twice in one file, one after the other."""
    if appointments.overlap(row, above.row.valid_from, above.row.valid_to):
        yield Reason("seat-given-above", {"field": "district", "first": above.number})


def written_appointment(row: Appointment, _: Moment) -> Iterator[Model]:
    yield FocalPerson(**{name: getattr(row, name) for name in KEPT})


FOCAL_PERSONS: Final = ImportKind(
    appointments.LAYOUT,
    check_appointment,
    apply_appointment,
    meant_appointment,
    written_appointment,
    {"valid_from": "from", "valid_to": "to"},
    overlaps,
)
