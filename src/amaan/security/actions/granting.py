"""Giving and ending the right to read a record; every grant has a cause, and the cause's end is the
grant's.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from amaan.access.transactions import one_row
from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import Reason, refuse_if
from amaan.security.models import Exclusion, Grant
from amaan.security.queries import excluded
from amaan.security.rules.asking import reasons_against_reading
from amaan.security.rules.purposes import ExclusionBasis, GrantEnd, GrantPurpose


def reasons_against_reader(record: UUID, unit: UUID) -> Iterable[Reason]:
    """The guard on every edge that adds a reader (workflows.md section 1 no. 5)."""
    return reasons_against_reading(excluded=excluded(record, unit))


def give_grant(
    *,
    record: Ref,
    unit: UUID,
    cause: Ref,
    purpose: GrantPurpose,
    by: Actor,
    at: datetime,
    seat: UUID | None = None,
) -> Grant:
    """Let `unit` (or one seat of it) read `record` until `cause` ends. A consequence row: call
    inside an action.

    Raises Refused("unit-excluded"). A live grant of the same cause is returned as it is.
    """
    refuse_if(reasons_against_reader(record.id, unit))
    live = Grant.objects.filter(
        record=record.id,
        unit=unit,
        cause=cause.id,
        purpose=purpose,
        seat=seat,
        ended_at__isnull=True,
    ).first()
    if live is not None:
        return live
    grant = Grant(
        record_kind=record.kind,
        record=record.id,
        unit=unit,
        seat=seat,
        purpose=purpose,
        cause_kind=cause.kind,
        cause=cause.id,
        granted_by=by.subject,
        starts_at=at,
    )
    grant.save(force_insert=True)
    return grant


def end_grants(
    *,
    cause: UUID,
    why: GrantEnd,
    at: datetime,
    unit: UUID | None = None,
    purpose: GrantPurpose | None = None,
) -> int:
    """End every live grant that rests on `cause` (of one unit or purpose, when named); returns how
    many.
    """
    narrowed = Q(cause=cause, ended_at__isnull=True)
    if unit is not None:
        narrowed &= Q(unit=unit)
    if purpose is not None:
        narrowed &= Q(purpose=purpose)
    return Grant.objects.filter(narrowed).update(ended_at=at, ended_why=why)


def end_grants_on(*, record: UUID, why: GrantEnd, at: datetime, units: Iterable[UUID] = ()) -> int:
    """End every live grant on a record, of the named units or of all; returns how many."""
    narrowed = Q(record=record, ended_at__isnull=True)
    named = list(units)
    if named:
        narrowed &= Q(unit__in=named)
    return Grant.objects.filter(narrowed).update(ended_at=at, ended_why=why)


def exclude_units(
    *, record: UUID, units: Iterable[tuple[UUID, ExclusionBasis]], by: Actor, at: datetime
) -> int:
    """State that units must never learn of `record`; live grants of theirs end in the same step.

    Rows are only ever added.
    """
    rows = [
        Exclusion(record=record, unit=unit, basis=basis, added_at=at, added_by=by.subject)
        for unit, basis in units
    ]
    Exclusion.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        end_grants_on(record=record, why=GrantEnd.EXCLUDED, at=at, units=[row.unit for row in rows])
    return len(rows)


def inherit_exclusions(*, source: UUID, record: UUID, at: datetime) -> None:
    """Carry the exclusions of a record over to one that grows out of it, without showing them to
    whoever acts.
    """
    one_row("SELECT security_inherit_exclusions(%s, %s, %s)", [source, record, at])
