"""Reads of the security capability: who may read what, as the database answers."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import BooleanField, F, Func, Q

from amaan.access.transactions import current_connection, one_row
from amaan.kernel.actor import Actor
from amaan.security.models import Consent, Exclusion
from amaan.security.queries.opening import open_fields, wraps_for
from amaan.security.queries.people import (
    reasons_against_officer,
    seat_named,
    seats_of,
    shares_a_person,
    staff_in,
)
from amaan.security.rules.purposes import ConsentPurpose

__all__ = [
    "consented",
    "excluded",
    "holds",
    "is_excluded",
    "kept_out",
    "not_excluded",
    "open_fields",
    "reasons_against_officer",
    "seat_named",
    "seats_of",
    "shares_a_person",
    "staff_in",
    "wraps_for",
]


def excluded(record: UUID, unit: UUID) -> bool:
    """Whether `unit` is in the excluded set of `record`."""
    row = one_row("SELECT security_excluded(%s, %s)", [record, unit])
    return bool(row and row[0])


def is_excluded(unit: str, *records: str) -> Q:
    """For rows of another table: whether the unit in this column is excluded from a record in one
    of those.
    """
    asked = (
        Func(F(record), F(unit), function="security_excluded", output_field=BooleanField())
        for record in records
    )
    return reduce(or_, map(Q, asked))


def kept_out(record: UUID, *, to: Actor) -> set[UUID]:
    """The excluded set of `record`, for who may review it; empty for everybody else."""
    del to  # row-level security asks for the permission
    return set(Exclusion.objects.filter(record=record).values_list("unit", flat=True))


def not_excluded(record: UUID, units: Iterable[UUID]) -> set[UUID]:
    """Of several units, those that may know of `record`; one round trip."""
    with current_connection().cursor() as cursor:
        cursor.execute(
            "SELECT unit FROM unnest(%s::uuid[]) AS asked(unit)"
            " WHERE NOT security_excluded(%s, unit)",
            [list(units), record],
        )
        return {unit for (unit,) in cursor.fetchall()}


def holds(record: UUID) -> bool:
    """Whether the one who looks has a live grant on `record`."""
    row = one_row("SELECT security_holds(%s)", [record])
    return bool(row and row[0])


def consented(record: UUID, purpose: ConsentPurpose, recipient: UUID | None = None) -> bool:
    """Whether a consent for `purpose` stands, for this recipient or for any."""
    live = Consent.objects.filter(record=record, purpose=purpose, withdrawn_at__isnull=True)
    return live.filter(Q(recipient=recipient) | Q(recipient__isnull=True)).exists()
