"""What does a generated report meet? Offices with their keys, seats, limits, calendars, services:
one picture of the directory, taken once and never changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from nacl.public import PublicKey, SealedBox

from amaan.intake.rules.exclusion import Office
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.calendar import WorkingCalendar
from amaan.kernel.clock import EscalationLevel, Limit
from amaan.keyservice.port import SORTING_UNIT


@dataclass(frozen=True, slots=True)
class InventedUnit:
    """One office, as the steps of a report ask of it."""

    id: UUID
    kind: str
    agency: str
    agency_kind: str
    police: bool
    compartment: str
    parent: UUID | None
    territory: UUID
    places: frozenset[UUID]  # the place itself and all below; empty: the whole country


@dataclass(frozen=True, slots=True)
class InventedSeat:
    id: UUID
    person: UUID
    unit: UUID
    role: str
    territory: UUID | None
    starts_on: date
    shown: bool  # somebody who can sign in, in whose queue something should wait


@dataclass(frozen=True, slots=True)
class InventedKey:
    """The public half of a unit's pair."""

    id: str
    box: "SealedBox[PublicKey]" = field(repr=False)

    @classmethod
    def of(cls, ident: str, public: bytes) -> "InventedKey":
        return cls(ident, SealedBox(PublicKey(public)))


@dataclass(frozen=True, slots=True)
class Term:
    """A limit of the clock table with its ladder."""

    limit: Limit
    ladder: tuple[EscalationLevel, ...]


@dataclass(frozen=True, slots=True)
class InventedService:
    id: UUID
    unit: UUID
    kind: str
    places: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class District:
    id: UUID
    name: str
    province: UUID
    province_code: str  # of dossier numbers
    division: UUID | None
    above: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class World:
    node: str
    districts: tuple[District, ...]
    units: Mapping[UUID, InventedUnit]
    seats: tuple[InventedSeat, ...]  # in the order in which the ladder asks them
    keys: Mapping[UUID, InventedKey]
    terms: Mapping[tuple[str, str], Term]
    calendars: Mapping[UUID | None, WorkingCalendar]
    desks: Mapping[UUID, tuple[UUID, ...]]  # province -> where its reports may be opened, in order
    services: tuple[InventedService, ...]
    offices: Mapping[UUID, Office]
    seats_by_unit: Mapping[UUID, tuple[InventedSeat, ...]]
    units_by_district: Mapping[UUID, tuple[InventedUnit, ...]]  # whose area it lies in

    def term(self, kind: str, urgency: str) -> Term:
        found = self.terms.get((kind.upper(), urgency)) or self.terms.get((kind.upper(), "ANY"))
        if found is None:
            raise LookupError(f"no limit for {kind} at {urgency}")
        return found

    def calendar(self, province: UUID | None) -> WorkingCalendar:
        return self.calendars.get(province) or self.calendars[None]

    def key(self, unit: UUID) -> InventedKey:
        return self.keys[unit]

    def seats_in(self, unit: UUID, *roles: str) -> Iterator[InventedSeat]:
        seats = self.seats_by_unit.get(unit, ())
        return (it for it in seats if not roles or it.role in roles)

    def actor(self, seat: InventedSeat) -> Actor:
        return Actor(
            kind=ActorKind.STAFF,
            subject=seat.id,
            person=seat.person,
            unit=seat.unit,
            agency=self.units[seat.unit].agency,
            role=seat.role,
        )


SORTING = SORTING_UNIT
