"""Adding staff, seating them, and ending a seat."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password

from amaan.access.transactions import action
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import NotFound, Reason, refuse_if
from amaan.ledger.actions import record
from amaan.security.models import Seat, Staff
from amaan.security.rules.roles import Role


@dataclass(frozen=True, slots=True)
class NewStaff:
    """A person who will sign in; the first password is handed over in person."""

    username: str
    name_en: str
    name_ur: str
    password: str
    lasting: str = ""  # hash of the one password that people of a demonstration keep


@dataclass(frozen=True, slots=True)
class Seating:
    """Who sits where, as what, for which territory, from when."""

    staff: UUID
    unit: UUID
    role: Role
    starts_on: date
    territory: UUID | None = None
    certified_until: date | None = None


@action
def add_staff(*, new: NewStaff, by: Actor, at: datetime) -> Staff:
    """Add a person without a seat. Raises Refused("username-taken")."""
    taken = Staff.objects.filter(username=new.username).exists()
    refuse_if([Reason("username-taken")] if taken else [])
    staff = Staff(
        username=new.username,
        name_en=new.name_en,
        name_ur=new.name_ur,
        password=new.lasting or make_password(new.password),
        first_password=not new.lasting,
        joined_at=at,
    )
    staff.save(force_insert=True)
    record(Fact("security.staff_added", Ref("staff", staff.id), by, at))
    return staff


@action
def seat_staff(*, seating: Seating, by: Actor, at: datetime) -> Seat:
    """Give a person a seat in a unit."""
    seat = Seat(
        staff_id=seating.staff,
        unit_id=seating.unit,
        role=seating.role,
        territory_id=seating.territory,
        certified_until=seating.certified_until,
        starts_on=seating.starts_on,
    )
    seat.save(force_insert=True)
    body = {"unit": str(seating.unit), "role": str(seating.role), "staff": str(seating.staff)}
    record(Fact("security.seat_given", Ref("seat", seat.id), by, at, body=body))
    return seat


@action
def end_seat(*, seat: UUID, ends_on: date, by: Actor, at: datetime) -> Seat:
    """End a seat on a day; its passes stop working with it. Raises
    Refused("seat-ended-already").
    """
    row = Seat.objects.select_for_update().filter(pk=seat).first()
    if row is None:
        raise NotFound
    early = [Reason("seat-ends-before-it-starts")] if ends_on <= row.starts_on else []
    refuse_if([Reason("seat-ended-already")] if row.ends_on else [], early)
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    record(Fact("security.seat_ended", Ref("seat", row.id), by, at, body={"on": str(ends_on)}))
    return row
