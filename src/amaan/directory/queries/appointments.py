"""Who is the focal person of a place on a day, and which seats stand empty too long?"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from amaan.directory.models import FocalPerson, Territory
from amaan.directory.queries.territories import districts_on
from amaan.directory.rules.appointments import vacant_too_long


@dataclass(frozen=True, slots=True)
class VacantSeat:
    """A district without a focal person; `since` None: nobody was ever appointed."""

    territory: Territory
    since: date | None
    last: FocalPerson | None


def holding(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))


def focal_person(territory: UUID, at: datetime) -> FocalPerson | None:
    """The one who holds the seat on that day; the longest serving of several bodies."""
    rows = FocalPerson.objects.filter(holding(at.date()), territory=territory)
    return rows.select_related("agency").order_by("valid_from", "id").first()


def focal_persons(at: datetime) -> QuerySet[FocalPerson]:
    """Everybody who holds a seat on that day."""
    rows = FocalPerson.objects.filter(holding(at.date()))
    return rows.select_related("agency", "territory").order_by("territory__name_en", "id")


def appointments_of(territory: UUID) -> QuerySet[FocalPerson]:
    """The history of a seat, newest first."""
    rows = FocalPerson.objects.filter(territory=territory).select_related("agency")
    return rows.order_by("-valid_from", "-id")


def appointment(appointment_id: UUID) -> FocalPerson | None:
    rows = FocalPerson.objects.select_related("agency", "territory")
    return rows.filter(id=appointment_id).first()


def vacant_focal_seats(at: datetime) -> list[VacantSeat]:
    """Districts without a focal person for more than 14 days; provisional districts are not
    expected to have one.
    """
    today = at.date()
    held = FocalPerson.objects.filter(holding(today)).values("territory")
    empty = districts_on(today).filter(provisional=False).exclude(id__in=held)
    last: dict[UUID, FocalPerson] = {}
    for row in FocalPerson.objects.filter(valid_to__lte=today).order_by("valid_to"):
        last[row.territory_id] = row
    seats = [_seat(place, last.get(place.id)) for place in empty.select_related("parent")]
    return [seat for seat in seats if vacant_too_long(seat.since, today)]


def _seat(place: Territory, last: FocalPerson | None) -> VacantSeat:
    return VacantSeat(place, last.valid_to if last else None, last)
