"""Which staff sit where."""

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Reason
from amaan.security.models import Seat, Staff
from amaan.security.rules.roles import Role


def live(on: date) -> Q:
    return Q(starts_on__lte=on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=on))


def seats_of(person: UUID, on: date) -> QuerySet[Seat]:
    """The seats a person holds on a day, to choose one at sign-in."""
    return (
        Seat.objects.filter(live(on), staff=person)
        .select_related("unit", "territory", "staff")
        .order_by("starts_on", "pk")
    )


def staff_in(unit: UUID, *, on: date, to: Actor, roles: tuple[str, ...] = ()) -> QuerySet[Seat]:
    """Who sits in a unit on a day, by name; of some roles only, when named."""
    del to  # row-level security lets every signed-in member of staff see seats
    seats = Seat.objects.filter(live(on), unit=unit, staff__is_active=True).select_related(
        "staff", "unit"
    )
    return (seats.filter(role__in=roles) if roles else seats).order_by("staff__name_en", "pk")


def reasons_against_officer(officer: UUID, unit: UUID, *, on: date) -> Iterator[Reason]:
    """Why somebody may not be named for a step: who is named sits in the unit that takes it."""
    seats = Seat.objects.filter(live(on), pk=officer, unit=unit, staff__is_active=True)
    if not seats.exists():
        yield Reason("officer-elsewhere")


def shares_a_person(seat: UUID, others: Collection[UUID]) -> bool:
    """Whether who sits here sits, or sat, in one of the other seats as well."""
    people = Seat.objects.filter(pk__in=others).values("staff")
    return bool(others) and Seat.objects.filter(pk=seat, staff__in=people).exists()


def seat_named(seat: UUID) -> Seat | None:
    return Seat.objects.select_related("staff", "unit", "territory").filter(pk=seat).first()


def administrators(on: date) -> QuerySet[Seat]:
    """The live seats of administrators who can sign in."""
    return Seat.objects.filter(live(on), role=Role.SYSTEM_ADMIN, staff__is_active=True)


def staff_list(*, on: date, to: Actor, words: str = "") -> QuerySet[Seat]:
    """Every live seat, for the staff pages; with `words`, those whose person or unit has them."""
    del to
    rows = Seat.objects.filter(live(on)).select_related("staff", "unit", "territory")
    for word in words.split()[:5]:
        rows = rows.filter(
            Q(staff__name_en__icontains=word)
            | Q(staff__name_ur__icontains=word)
            | Q(staff__username__icontains=word)
            | Q(unit__name_en__icontains=word)
            | Q(unit__name_ur__icontains=word)
        )
    return rows.order_by("unit__name_en", "staff__name_en", "pk")


def staff_seats(staff: UUID, *, to: Actor) -> QuerySet[Seat]:
    """Every seat of one person, ended ones too, the newest first."""
    del to
    rows = Seat.objects.filter(staff=staff).select_related("staff", "unit", "territory")
    return rows.order_by("-starts_on", "-pk")


def staff_with(staff: UUID) -> Staff | None:
    return Staff.objects.filter(pk=staff).first()


def staff_named(username: str) -> Staff | None:
    return Staff.objects.filter(username=username).first()
