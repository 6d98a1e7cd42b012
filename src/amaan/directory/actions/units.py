"""Opening and closing offices and posts. A unit is never deleted: what it did stays readable."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from amaan.access.transactions import action
from amaan.directory.models import Agency, Post, Territory, Unit
from amaan.directory.rules.mandates import MANDATES, Compartment, UnitKind
from amaan.directory.rules.vintage import Precision
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.ids import uuid7
from amaan.kernel.reasons import NotFound, Reason, Refused, refuse_if
from amaan.ledger.actions import record


@dataclass(frozen=True, slots=True)
class UnitTerms:
    """A new office; `id` only where another part of the platform has fixed it (the sorting
    unit).
    """

    agency: UUID
    kind: str
    name_en: str
    name_ur: str
    territory: UUID
    parent: UUID | None = None
    is_intake_desk: bool = False
    is_oversight_pool: bool = False
    duty_contact: str = ""
    opened_on: date | None = None
    compartment: str = ""
    id: UUID | None = None


def compartment_of(kind: str) -> str:
    """A unit that receives matters stands in the compartment of its mandate; a desk in that of
    intake.
    """
    if kind == UnitKind.INTAKE_DESK:
        return Compartment.INTAKE
    mandate = MANDATES.get(UnitKind(kind))
    return mandate.compartment if mandate else Compartment.NONE


@action
def open_unit(*, terms: UnitTerms, by: Actor, at: datetime) -> Unit:
    """Open an office under its parent. Raises Refused: `unit-kind-unknown`,
    `unit-parent-closed`; NotFound.
    """
    if terms.kind not in set(UnitKind):
        raise Refused(Reason("unit-kind-unknown"))
    agency = Agency.objects.filter(id=terms.agency).first()
    place = Territory.objects.filter(id=terms.territory).first()
    if agency is None or place is None:
        raise NotFound
    parent = open_parent(terms.parent, at) if terms.parent else None
    row = unit_of(terms, parent, at)
    row.save(force_insert=True)
    body = {"kind": row.kind, "agency": agency.code, "parent": str(row.parent_id or "")}
    record(Fact("directory.unit.opened", row.ref, by, at, body))
    return row


def open_parent(parent_id: UUID, at: datetime) -> Unit:
    parent = Unit.objects.filter(id=parent_id).first()
    if parent is None:
        raise NotFound
    closed = parent.valid_to is not None and parent.valid_to <= at.date()
    refuse_if([Reason("unit-parent-closed")] if closed else [])
    return parent


def unit_of(terms: UnitTerms, parent: Unit | None, at: datetime) -> Unit:
    ident = terms.id or uuid7()
    return Unit(
        id=ident,
        agency_id=terms.agency,
        parent=parent,
        kind=terms.kind,
        name_en=terms.name_en,
        name_ur=terms.name_ur,
        territory_id=terms.territory,
        path=f"{parent.path if parent else ''}/{ident}",
        is_intake_desk=terms.is_intake_desk,
        is_oversight_pool=terms.is_oversight_pool,
        compartment=terms.compartment or compartment_of(terms.kind),
        duty_contact=terms.duty_contact,
        valid_from=terms.opened_on or at.date(),
        date_precision=Precision.DAY,
    )


@action
def close_unit(*, unit: UUID, on: date, by: Actor, at: datetime) -> Unit:
    """Close an office on a day. Raises Refused: `unit-already-closed`, `unit-has-open-parts`."""
    row = Unit.objects.select_for_update().filter(id=unit).first()
    if row is None:
        raise NotFound
    refuse_if(reasons_against_closing(row, on))
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    body = {"on": on.isoformat()}
    record(Fact("directory.unit.closed", row.ref, by, at, body))
    return row


def reasons_against_closing(row: Unit, on: date) -> list[Reason]:
    """A unit with open units below it stays open, or they would hang under nothing."""
    found = []
    if row.valid_to is not None:
        found.append(Reason("unit-already-closed"))
    if row.valid_from is not None and on <= row.valid_from:
        found.append(Reason("ends-before-it-starts"))
    if Unit.objects.filter(parent=row, valid_to=None).exists():
        found.append(Reason("unit-has-open-parts"))
    return found


@dataclass(frozen=True, slots=True)
class PostTerms:
    unit: UUID
    name_en: str
    name_ur: str
    ladder: str = ""
    is_deputy: bool = False


@action
def open_post(*, terms: PostTerms, by: Actor, at: datetime) -> Post:
    """Add a seat to a unit."""
    row = Post(
        unit_id=terms.unit,
        name_en=terms.name_en,
        name_ur=terms.name_ur,
        ladder=terms.ladder,
        is_deputy=terms.is_deputy,
        valid_from=at.date(),
        date_precision=Precision.DAY,
    )
    row.save(force_insert=True)
    body = {"unit": str(terms.unit), "ladder": terms.ladder}
    record(Fact("directory.post.opened", row.ref, by, at, body))
    return row
