"""Which calendar and which limit hold at a moment? Clocks keep the version they were started
with.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet

from amaan.directory.models import ClockLimit, WorkingCalendarVersion
from amaan.directory.rules.clock_limits import LimitStatus, LimitUrgency, read_escalations
from amaan.kernel.calendar import WorkingCalendar
from amaan.kernel.clock import EscalationLevel, Limit, LimitUnit
from amaan.kernel.reasons import NotFound


@dataclass(frozen=True, slots=True)
class LimitInForce:
    """A limit and its ladder; `ratified` false means that no public page may promise it."""

    version: UUID
    kind: str
    urgency: str
    limit: Limit
    escalations: tuple[EscalationLevel, ...]
    ratified: bool


def calendars() -> QuerySet[WorkingCalendarVersion]:
    rows = WorkingCalendarVersion.objects.filter(superseded_at=None).select_related("province")
    return rows.order_by("province__name_en", "id")


def calendar_version(version: UUID) -> WorkingCalendarVersion | None:
    rows = WorkingCalendarVersion.objects.select_related("province")
    return rows.filter(id=version).first()


def calendar_versions(entry: UUID) -> QuerySet[WorkingCalendarVersion]:
    rows = WorkingCalendarVersion.objects.filter(entry=entry).select_related("province")
    return rows.order_by("-version")


def calendar_for(province: UUID | None, at: datetime) -> WorkingCalendar:
    """The working calendar of a province at a moment (None, or none of its own: the federation's).

    Its `version` is the id of the row. Raises NotFound before reference data is loaded.
    """
    begun = Q(version=1) | Q(valid_from__lte=at)
    here = Q(province=None) if province is None else Q(province=province) | Q(province=None)
    rows = WorkingCalendarVersion.objects.filter(begun, here)
    row = rows.order_by(
        "province", "-version"
    ).first()  # null sorts last: a province's own comes first
    if row is None:
        raise NotFound
    return as_calendar(row)


def calendar_of_version(version: UUID) -> WorkingCalendar:
    """The calendar that a clock was started with. Raises NotFound."""
    row = WorkingCalendarVersion.objects.filter(id=version).first()
    if row is None:
        raise NotFound
    return as_calendar(row)


def as_calendar(row: WorkingCalendarVersion) -> WorkingCalendar:
    return WorkingCalendar(
        version=str(row.id),
        weekly_holidays=frozenset(row.weekly_holidays),
        opens=time(row.opens.hour, row.opens.minute),
        closes=time(row.closes.hour, row.closes.minute),
        holidays=frozenset(date.fromisoformat(day["on"]) for day in row.holidays),
    )


def limits() -> QuerySet[ClockLimit]:
    return ClockLimit.objects.filter(superseded_at=None).order_by("kind", "urgency")


def limit_version(version: UUID) -> ClockLimit | None:
    return ClockLimit.objects.filter(id=version).first()


def limit_versions(entry: UUID) -> QuerySet[ClockLimit]:
    return ClockLimit.objects.filter(entry=entry).order_by("-version")


def clock_limit(kind: str, urgency: str, at: datetime) -> LimitInForce:
    """The limit of a step at an urgency (or the one for any) at a moment; case does not matter.

    Raises NotFound.
    """
    begun = Q(effective_from=None) | Q(effective_from__lte=at.date())
    known = Q(version=1) | Q(recorded_at__lte=at)
    asked = Q(kind=kind.upper(), urgency__in=[urgency, LimitUrgency.ANY])
    row = ClockLimit.objects.filter(begun, known, asked).order_by("-version").first()
    if row is None:
        raise NotFound
    return in_force(row)


def period_days(kind: str, at: datetime) -> int:
    """A period in days that no urgency changes: `CONFIRM` 14, `REOPEN` 180 (proposed). Raises
    NotFound.
    """
    return clock_limit(kind, LimitUrgency.ANY, at).limit.amount


def in_force(row: ClockLimit) -> LimitInForce:
    return LimitInForce(
        version=row.id,
        kind=row.kind,
        urgency=row.urgency,
        limit=Limit(row.amount, LimitUnit(row.unit)),
        escalations=read_escalations(tuple(filter(None, row.escalations.split(";")))),
        ratified=row.status == LimitStatus.RATIFIED,
    )
