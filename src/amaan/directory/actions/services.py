"""Opening, revising and verifying a service; every wording is kept as a version."""

from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from amaan.access.transactions import action
from amaan.directory.actions.writable import reasons_against_columns_of
from amaan.directory.models import Service, ServiceArea, ServiceVersion
from amaan.directory.rules import services as rules
from amaan.directory.rules.services import ServiceTerms
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.reasons import NotFound, Reason, Refused, refuse_if
from amaan.ledger.actions import record

ONLY_IN_FILES: Final = {"unit", "districts", "said"}
WORDING: Final = tuple(f.name for f in fields(ServiceTerms) if f.name not in ONLY_IN_FILES)


def wording_of(terms: ServiceTerms) -> dict[str, Any]:
    """The columns that a service and its versions share."""
    values = {name: getattr(terms, name) for name in WORDING}
    lists = {name: list(values[name]) for name in ("accepted_forms", "minimum_data")}
    return values | lists


def terms_of(row: Service) -> ServiceTerms:
    """The present wording of a service as terms, to change a part of it."""
    values = {name: getattr(row, name) for name in WORDING}
    values |= {name: tuple(values[name]) for name in ("accepted_forms", "minimum_data")}
    return ServiceTerms(**values)


@action
def open_service(
    *, unit: UUID, terms: ServiceTerms, areas: list[UUID], by: Actor, at: datetime
) -> Service:
    """Add a service of a unit for some territories. Raises Refused with the objections to its
    terms.
    """
    refuse_if(rules.reasons_against_terms(terms), without_area(areas))
    row = Service(unit_id=unit, **wording_of(terms))
    refuse_if(reasons_against_columns_of(row, {}))
    row.save(force_insert=True)
    set_areas(row, areas)
    keep_version(row, areas, at)
    note(row, "opened", by=by, at=at)
    return row


@action
def revise_service(
    *, service: UUID, version: int, terms: ServiceTerms, areas: list[UUID], by: Actor, at: datetime
) -> Service:
    """Write a new version; `version` is the one the officer looked at.

    Raises Refused: the objections to the terms, `entry-changed-meanwhile`, `nothing-changed`.
    """
    row = locked(service, version)
    refuse_if(rules.reasons_against_terms(terms), without_area(areas))
    if terms_of(row) == plain(terms) and areas_now(row) == sorted(areas, key=str):
        raise Refused(Reason("nothing-changed"))
    write_version(row, wording_of(terms), areas, at)
    note(row, "revised", by=by, at=at)
    return row


@action
def verify_service(
    *, service: UUID, version: int, verified_on: date, by: Actor, at: datetime
) -> Service:
    """Somebody spoke with the service and it is as written; it is shown for 180 days.

    Raises Refused: `verified-in-future`, `entry-changed-meanwhile`.
    """
    row = locked(service, version)
    refuse_if(rules.reasons_against_verifying(verified_on, at))
    write_version(row, {"verified_on": verified_on}, areas_now(row), at)
    note(row, "verified", by=by, at=at)
    return row


@action
def report_vacancy(*, service: UUID, free: int, by: Actor, at: datetime) -> Service:
    """Say how many places are free now; a figure with its time, not another wording."""
    row = locked(service)
    refuse_if(rules.reasons_against_vacancy(free, row.capacity))
    row.capacity_free, row.capacity_at = free, at
    refuse_if(reasons_against_columns_of(row, {"capacity_free": "free"}))
    row.save(update_fields=["capacity_free", "capacity_at"])
    record(Fact("directory.service.vacancy", row.ref, by, at, {"free": free}))
    return row


def locked(service: UUID, version: int | None = None) -> Service:
    """The row, locked. Raises NotFound; Refused when somebody else wrote a version meanwhile."""
    row = Service.objects.select_for_update().filter(id=service).first()
    if row is None:
        raise NotFound
    if version is not None and row.version != version:
        raise Refused(Reason("entry-changed-meanwhile"))
    return row


def write_version(row: Service, columns: dict[str, Any], areas: list[UUID], at: datetime) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
    refuse_if(reasons_against_columns_of(row, {}))
    row.version += 1
    changed = [*columns, "version"]
    if row.capacity is not None and (row.capacity_free or 0) > row.capacity:
        row.capacity_free, row.capacity_at = None, None  # counted for the old house
        changed += ["capacity_free", "capacity_at"]
    row.save(update_fields=changed)
    set_areas(row, areas)
    keep_version(row, areas, at)


def keep_version(row: Service, areas: list[UUID], at: datetime) -> None:
    columns = {name: getattr(row, name) for name in WORDING}
    ServiceVersion(
        service=row,
        version=row.version,
        recorded_at=at,
        areas=sorted(map(str, areas)),
        **columns,
    ).save(force_insert=True)


def set_areas(row: Service, areas: list[UUID]) -> None:
    """Make the served territories exactly these."""
    ServiceArea.objects.filter(service=row).exclude(territory__in=areas).delete()
    there = set(areas_now(row))
    added = [ServiceArea(service=row, territory_id=area) for area in areas if area not in there]
    ServiceArea.objects.bulk_create(added)


def areas_now(row: Service) -> list[UUID]:
    found = ServiceArea.objects.filter(service=row).values_list("territory", flat=True)
    return sorted(found, key=str)


def without_area(areas: list[UUID]) -> list[Reason]:
    return [] if areas else [Reason("service-without-area")]


def plain(terms: ServiceTerms) -> ServiceTerms:
    """Terms without the names that only a file carries."""
    return replace(terms, unit="", districts=(), said=frozenset())


def note(row: Service, step: str, *, by: Actor, at: datetime) -> None:
    body = {"version": row.version, "unit": str(row.unit_id)}
    record(Fact(f"directory.service.{step}", row.ref, by, at, body))
