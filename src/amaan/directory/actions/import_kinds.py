"""What can be imported, how is a row checked against what is there, and what does it change?"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from datetime import datetime
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from amaan.directory.actions.appointments import appoint_focal_person
from amaan.directory.actions.loading_places import add_new_district, known_parent
from amaan.directory.actions.loading_registers import helpline_of, offence_columns, offence_of
from amaan.directory.actions.services import (
    open_service,
    plain,
    revise_service,
    terms_of,
)
from amaan.directory.actions.versions import note_version, supersede
from amaan.directory.models import FocalPerson, Helpline, OffenceVersion, Service
from amaan.directory.queries import (
    agency_coded,
    named,
    place_named,
    province_coded,
    unit_named,
)
from amaan.directory.rules import appointments, districts, helplines, offences, services
from amaan.directory.rules.appointments import Appointment
from amaan.directory.rules.districts import NewDistrictRow, TerritoryKind
from amaan.directory.rules.helplines import HelplineRow, HelplineStatus
from amaan.directory.rules.importing import Layout
from amaan.directory.rules.offences import OffenceRow
from amaan.directory.rules.services import ServiceTerms
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Reason, Refused

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Moment:
    """Who imports, and when."""

    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class ImportKind(Generic[T]):
    """One kind of file: `check` yields what the database objects to, `apply` says whether a row
    changed anything.
    """

    layout: Layout[T]
    check: Callable[[T, Moment], Iterator[Reason]]
    apply: Callable[[T, Moment], bool]


def unknown(code: str, field: str, value: str) -> Reason:
    return Reason(code, {"field": field, "value": value})


def places_of(names: tuple[str, ...]) -> list[UUID]:
    """The territories that these names mean; `check_service` has objected to unknown ones."""
    found = (place_named(name) for name in names)
    return list(dict.fromkeys(row.id for row in found if row))


def stated(row: ServiceTerms, there: Service) -> ServiceTerms:
    """The wording that is there with what the file says of it; an empty cell changes nothing."""
    known = terms_of(there)
    said = {f.name: getattr(row, f.name) for f in fields(row) if f.default is not MISSING}
    empty = {f.name: f.default for f in fields(row)}
    return replace(
        known,
        name_ur=row.name_ur,
        kind=row.kind,
        **{name: value for name, value in said.items() if value != empty[name]},
    )


def check_service(row: ServiceTerms, moment: Moment) -> Iterator[Reason]:
    if unit_named(row.unit, at=moment.at) is None:
        yield unknown("unit-unknown", "unit", row.unit)
    if not row.districts:
        yield Reason("service-without-area")
    for name in row.districts:
        if not named(name):
            yield unknown("district-unknown", "districts", name)
    yield from services.reasons_against_terms(row)


def apply_service(row: ServiceTerms, moment: Moment) -> bool:
    unit = unit_named(row.unit, at=moment.at)
    assert unit is not None  # noqa: S101  (checked in this transaction)
    there = Service.objects.filter(unit=unit, name_en=row.name_en).first()
    terms, areas = plain(row), places_of(row.districts)
    who: dict[str, Any] = {"by": moment.by, "at": moment.at}
    if there is None:
        open_service.step(unit=unit.id, terms=terms, areas=areas, **who)
        return True
    try:
        terms = stated(terms, there)
        revise_service.step(
            service=there.id, version=there.version, terms=terms, areas=areas, **who
        )
    except Refused as refused:
        if [reason.code for reason in refused.reasons] != ["nothing-changed"]:
            raise
        return False
    return True


def check_helpline(row: HelplineRow, _: Moment) -> Iterator[Reason]:
    yield from helplines.reasons_against_revising(row.number_text, row.status)


def apply_helpline(row: HelplineRow, moment: Moment) -> bool:
    """A line that is there gets a new version when its words differ, and must be verified again."""
    changes = [_helpline_part(part, moment) for part in helplines.by_province(row)]
    return any(changes)


def _helpline_part(row: HelplineRow, moment: Moment) -> bool:
    province = province_coded(row.province) if row.province else None
    fresh = helpline_of(row, {row.province: province} if province else {}, moment.at)
    there = Helpline.objects.filter(
        number_text=row.number_text, province=province, superseded_at=None
    ).first()
    if there is None:
        fresh.save(force_insert=True)
        note_version("directory.helpline.loaded", fresh, by=moment.by, at=moment.at)
        return True
    words = ("service_en", "service_ur", "source", "confidence_text", "confidence")
    changes: dict[str, object] = {name: getattr(fresh, name) for name in words}
    if all(getattr(there, name) == value for name, value in changes.items()):
        return False
    changes |= {"status": HelplineStatus(row.status), "last_verified": None, "verified_by": None}
    line = supersede(there, changes, at=moment.at)
    note_version("directory.helpline.revised", line, by=moment.by, at=moment.at)
    return True


def check_offence(_: OffenceRow, __: Moment) -> Iterator[Reason]:
    """The register takes every well-formed row: doubts are columns, not objections."""
    yield from ()


def apply_offence(row: OffenceRow, moment: Moment) -> bool:
    there = OffenceVersion.objects.filter(code=row.code, superseded_at=None).first()
    columns = offence_columns(row)
    if there is None:
        fresh = offence_of(row, moment.at)
        fresh.save(force_insert=True)
        note_version("directory.offence.loaded", fresh, by=moment.by, at=moment.at)
        return True
    if all(getattr(there, name) == value for name, value in columns.items()):
        return False
    columns |= {"approved_by": None, "approved_at": None}
    version = supersede(there, columns, at=moment.at)
    note_version("directory.offence.revised", version, by=moment.by, at=moment.at)
    return True


def check_appointment(row: Appointment, _: Moment) -> Iterator[Reason]:
    agency = agency_coded(row.agency)
    places = named(row.district, kind=TerritoryKind.DISTRICT)
    if agency is None:
        yield unknown("agency-unknown", "agency", row.agency)
    if len(places) != 1:
        yield unknown("district-unknown", "district", row.district)
    if agency is None or len(places) != 1 or same_appointment(row):
        return
    seat = FocalPerson.objects.filter(agency=agency, territory=places[0])
    periods = [(held.valid_from, held.valid_to) for held in seat]
    yield from appointments.reasons_against_appointing(row, periods)


def same_appointment(row: Appointment) -> bool:
    """Is this appointment by the same order there already?"""
    return FocalPerson.objects.filter(
        agency__code=row.agency, order_number=row.order_number, valid_from=row.valid_from
    ).exists()


def apply_appointment(row: Appointment, moment: Moment) -> bool:
    if same_appointment(row):
        return False
    appoint_focal_person.step(appointment=row, by=moment.by, at=moment.at)
    return True


def check_district(row: NewDistrictRow, _: Moment) -> Iterator[Reason]:
    if known_parent(row) is None:
        yield unknown("parent-unknown", "parent_2023", row.parent)


def apply_district(row: NewDistrictRow, moment: Moment) -> bool:
    return add_new_district(row, by=moment.by, at=moment.at)


_ALL: Final[tuple[ImportKind[Any], ...]] = (
    ImportKind(services.LAYOUT, check_service, apply_service),
    ImportKind(appointments.LAYOUT, check_appointment, apply_appointment),
    ImportKind(helplines.LAYOUT, check_helpline, apply_helpline),
    ImportKind(offences.LAYOUT, check_offence, apply_offence),
    ImportKind(districts.NEW_DISTRICTS, check_district, apply_district),
)
KINDS: Final[Mapping[str, ImportKind[Any]]] = {kind.layout.kind: kind for kind in _ALL}
