"""A file of services: may its rows be written, and what do they change?"""

from collections.abc import Hashable, Iterator
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from django.db.models import Model

from amaan.directory.actions.import_kinds.shapes import ImportKind, Moment, unknown
from amaan.directory.actions.services import (
    WORDING,
    open_service,
    plain,
    revise_service,
    terms_of,
    wording_of,
)
from amaan.directory.models import Service, Unit
from amaan.directory.queries import named, place_named, unit_named
from amaan.directory.rules import services
from amaan.directory.rules.services import ServiceTerms
from amaan.kernel.reasons import Reason, Refused


def places_of(names: tuple[str, ...]) -> list[UUID]:
    """The territories that these names mean; `check_service` has objected to unknown ones."""
    found = (place_named(name) for name in names)
    return list(dict.fromkeys(row.id for row in found if row))


def stated(row: ServiceTerms, there: Service | None) -> ServiceTerms:
    """The wording that is there with what the file says of it; an empty cell changes nothing."""
    if there is None:
        return plain(row)
    said = {name: getattr(row, name) for name in WORDING if name in row.said}
    return replace(terms_of(there), **said)


def service_there(row: ServiceTerms, unit: Unit) -> Service | None:
    return Service.objects.filter(unit=unit, name_en=row.name_en).first()


def check_service(row: ServiceTerms, moment: Moment) -> Iterator[Reason]:
    unit = unit_named(row.unit, at=moment.at)
    if unit is None:
        yield unknown("unit-unknown", "unit", row.unit)
    if not row.districts:
        yield Reason("service-without-area", {"field": "districts"})
    for name in row.districts:
        if not named(name):
            yield unknown("district-unknown", "districts", name)
    terms = stated(row, service_there(row, unit)) if unit else row
    yield from services.reasons_against_terms(terms)
    yield from services.reasons_against_verifying(row.verified_on, moment.at)


def meant_service(row: ServiceTerms, moment: Moment) -> Iterator[Hashable]:
    unit = unit_named(row.unit, at=moment.at)
    yield unit and unit.id, row.name_en


def written_service(row: ServiceTerms, _: Moment) -> Iterator[Model]:
    yield Service(**wording_of(plain(row)))


def apply_service(row: ServiceTerms, moment: Moment) -> bool:
    unit = unit_named(row.unit, at=moment.at)
    assert unit is not None  # noqa: S101  (checked in this transaction)
    there = service_there(row, unit)
    terms, areas = stated(row, there), places_of(row.districts)
    who: dict[str, Any] = {"by": moment.by, "at": moment.at}
    if there is None:
        open_service.step(unit=unit.id, terms=terms, areas=areas, **who)
        return True
    try:
        revise_service.step(
            service=there.id, version=there.version, terms=terms, areas=areas, **who
        )
    except Refused as refused:
        if [reason.code for reason in refused.reasons] != ["nothing-changed"]:
            raise
        return False
    return True


SERVICES: Final = ImportKind(
    services.LAYOUT, check_service, apply_service, meant_service, written_service
)
