"""Who holds a focal seat on a day, and since when is a seat empty? (domain.md section 7)"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from amaan.directory.rules.clock_limits import day_of
from amaan.directory.rules.importing import Layout, Record, needed, optional, refuse_cell
from amaan.kernel.reasons import Reason

VACANT_AFTER_DAYS: Final = 14  # design; the ratified value is the clock limit SEAT_VACANT


@dataclass(frozen=True, slots=True)
class Appointment:
    """A dated appointment by order, not a flag on a user; `agency` and `district` as code and
    name.
    """

    agency: str
    district: str
    name_en: str
    name_ur: str
    valid_from: date
    order_number: str
    contact: str = ""
    deputy_en: str = ""
    deputy_ur: str = ""
    deputy_contact: str = ""
    valid_to: date | None = None


def reasons_against_appointing(
    appointment: Appointment, holders: list[tuple[date, date | None]]
) -> Iterator[Reason]:
    """Periods are half-open and do not overlap; an order number proves the appointment."""
    if not appointment.order_number:
        yield Reason("appointment-without-order")
    ends = appointment.valid_to
    if ends is not None and ends <= appointment.valid_from:
        yield Reason("ends-before-it-starts")
    if any(overlap(appointment, start, end) for start, end in holders):
        yield Reason("seat-already-held")


def overlap(one: Appointment, start: date, end: date | None) -> bool:
    """Does the appointment share a day with the half-open period?"""
    begins_before_end = end is None or one.valid_from < end
    ends_after_start = one.valid_to is None or one.valid_to > start
    return begins_before_end and ends_after_start


def reasons_against_ending(valid_from: date, valid_to: date | None, on: date) -> Iterator[Reason]:
    if valid_to is not None:
        yield Reason("appointment-already-ended")
    if on <= valid_from:
        yield Reason("ends-before-it-starts")


def vacant_too_long(last_end: date | None, today: date, limit: int = VACANT_AFTER_DAYS) -> bool:
    """Is an empty seat a finding? A seat that nobody ever held is one at once."""
    return last_end is None or (today - last_end).days > limit


def read_appointment(record: Record) -> Appointment:
    """One row of a file of appointments."""
    begins = day_of(record, "from")
    if begins is None:
        raise refuse_cell("cell-empty", "from")
    return Appointment(
        agency=needed(record, "agency"),
        district=needed(record, "district"),
        name_en=needed(record, "name_en"),
        name_ur=needed(record, "name_ur"),
        valid_from=begins,
        order_number=needed(record, "order_number"),
        contact=optional(record, "contact"),
        deputy_en=optional(record, "deputy_en"),
        deputy_ur=optional(record, "deputy_ur"),
        deputy_contact=optional(record, "deputy_contact"),
        valid_to=day_of(record, "to"),
    )


LAYOUT: Final[Layout[Appointment]] = Layout(
    kind="FOCAL_PERSONS",
    required=("agency", "district", "name_en", "name_ur", "from", "order_number"),
    optional=("contact", "deputy_en", "deputy_ur", "deputy_contact", "to"),
    parse=read_appointment,
    key=lambda row: (row.agency, row.district, row.valid_from),
    example=("PB-HOME", "Lahore", "A. Example", "الف مثال", "2030-01-01", "SO/1/2030"),
)
