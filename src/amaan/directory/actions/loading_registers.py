"""Loading the other registers: agencies, code lists, helplines, offences, calendars, clock limits.

Every loader adds what is missing and leaves alone what is there, so that a second load changes
nothing and no edit of
an officer is ever undone by a set-up.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from amaan.access.transactions import action
from amaan.directory.adapters.reference_files import ReferenceFiles
from amaan.directory.models import (
    Agency,
    ClockLimit,
    Code,
    Helpline,
    OffenceVersion,
    Territory,
    WorkingCalendarVersion,
)
from amaan.directory.models.shapes import Identified
from amaan.directory.rules.agencies import AgencyRow
from amaan.directory.rules.calendars import CalendarTerms
from amaan.directory.rules.clock_limits import LimitRow, levels_text
from amaan.directory.rules.codes import CodeRow
from amaan.directory.rules.districts import TerritoryKind
from amaan.directory.rules.helplines import HelplineRow
from amaan.directory.rules.offences import OffenceRow
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.ledger.actions import record

BEGINNING: Final = datetime(2000, 1, 1, tzinfo=UTC)  # a first calendar explains every older clock
R = TypeVar("R", bound=Identified)


def add_missing(
    rows: Iterable[R], known: Iterable[Any], key: Callable[[Any], Any], *, by: Actor, at: datetime
) -> int:
    """Write the rows whose key is not known yet, with a fact each; returns how many."""
    taken = {key(row) for row in known}
    added = [row for row in rows if key(row) not in taken]
    if added:
        type(added[0]).objects.bulk_create(added)
    for row in added:
        kind = f"directory.{row.KIND}.loaded"
        record(Fact(kind, row.ref, by, at, body_of(row)))
    return len(added)


def body_of(row: Identified) -> dict[str, object]:
    """Which row a fact about an entry means."""
    version = getattr(row, "version", None)
    return {"row": str(row.pk)} if version is None else {"row": str(row.pk), "version": version}


def provinces() -> dict[str, Territory]:
    """By ISO code; "" is the federation, which has no row."""
    rows = Territory.objects.filter(kind=TerritoryKind.PROVINCE)
    return {row.short_code: row for row in rows}


@action
def load_agencies(*, files: ReferenceFiles, by: Actor, at: datetime) -> int:
    places = provinces()
    rows = [agency_of(row, places) for row in files.agencies()]
    return add_missing(rows, Agency.objects.all(), lambda row: row.code, by=by, at=at)


def agency_of(row: AgencyRow, places: dict[str, Territory]) -> Agency:
    return Agency(
        code=row.code,
        name_en=row.name_en,
        name_ur=row.name_ur,
        kind=row.kind,
        is_police=row.police,
        province=places.get(row.province),
        source=row.source,
        confidence=row.confidence,
    )


@action
def load_codes(*, files: ReferenceFiles, by: Actor, at: datetime) -> int:
    rows = [code_of(row) for row in files.codes()]
    known = Code.objects.all()
    return add_missing(rows, known, lambda row: (row.list, row.code), by=by, at=at)


def code_of(row: CodeRow) -> Code:
    return Code(
        list=row.list,
        code=row.code,
        name_en=row.name_en,
        name_ur=row.name_ur,
        position=row.position,
        source=row.source,
        confidence=row.confidence,
    )


@action
def load_helplines(*, files: ReferenceFiles, by: Actor, at: datetime) -> int:
    """Every number enters unverified (domain.md section 8)."""
    return add_helplines(files.helplines(), by=by, at=at)


def add_helplines(rows: Sequence[HelplineRow], *, by: Actor, at: datetime) -> int:
    """Add the lines whose number, province and service are not known yet."""
    places = provinces()
    lines = [helpline_of(row, places, at) for row in rows]
    return add_missing(lines, Helpline.objects.all(), helpline_key, by=by, at=at)


def helpline_key(row: Helpline) -> tuple[str, object]:
    """The number in its province; a corrected wording of a line is still that line."""
    return row.number_text, row.province_id


def helpline_of(row: HelplineRow, places: dict[str, Territory], at: datetime) -> Helpline:
    return Helpline(
        recorded_at=at,
        number_text=row.number_text,
        dial_e164=row.dial_e164,
        service_en=row.service_en,
        service_ur=row.service_ur,
        province=places.get(row.province),
        confidence_text=row.confidence_text,
        confidence=row.confidence,
        source=row.source,
        status=row.status,
    )


@action
def load_offences(*, files: ReferenceFiles, by: Actor, at: datetime) -> int:
    """The 68 versions of the law register, each with its source and confidence (domain.md
    section 3.1).
    """
    return add_offences(files.offences(), by=by, at=at)


def add_offences(rows: Sequence[OffenceRow], *, by: Actor, at: datetime) -> int:
    versions = [offence_of(row, at) for row in rows]
    known = OffenceVersion.objects.all()
    return add_missing(versions, known, lambda row: row.code, by=by, at=at)


def offence_of(row: OffenceRow, at: datetime) -> OffenceVersion:
    return OffenceVersion(recorded_at=at, **offence_columns(row))


def offence_columns(row: OffenceRow) -> dict[str, Any]:
    """A row of the register as columns; windows stay windows."""
    start, end = row.vintage.start, row.vintage.end
    same = (
        "code law_code law section title_en title_ur min_text max_text min_months max_months"
        " fine_text fine_max fine_alternative_text fine_only agency form_text for_child"
        " confidence_text confidence source"
    )
    return {name: getattr(row, name) for name in same.split()} | {
        "forms": list(row.forms),
        "vintage_text": row.vintage.raw,
        "outside": row.vintage.outside,
        "valid_from": start.exact,
        "valid_to": end.exact,
        "date_precision": row.vintage.precision,
        "starts_earliest": start.earliest,
        "starts_latest": start.latest,
        "ends_earliest": end.earliest,
        "ends_latest": end.latest,
    }


@action
def load_calendars(*, files: ReferenceFiles, years: Sequence[int], by: Actor, at: datetime) -> int:
    """One calendar for the federation and each province, in force from the beginning."""
    places = provinces()
    rows = [calendar_of(terms, places, at) for terms in files.calendars(years)]
    known = WorkingCalendarVersion.objects.all()
    return add_missing(rows, known, lambda row: row.province_id, by=by, at=at)


def calendar_of(
    terms: CalendarTerms, places: dict[str, Territory], at: datetime
) -> WorkingCalendarVersion:
    return WorkingCalendarVersion(
        recorded_at=at,
        valid_from=BEGINNING,
        province=places[terms.province] if terms.province else None,
        **calendar_columns(terms),
    )


def calendar_columns(terms: CalendarTerms) -> dict[str, Any]:
    holidays = [
        {"on": day.on.isoformat(), "name_en": day.name_en, "name_ur": day.name_ur}
        for day in terms.holidays
    ]
    return {
        "weekly_holidays": list(terms.weekly_holidays),
        "opens": terms.opens,
        "closes": terms.closes,
        "holidays": holidays,
        "source": terms.source,
        "confidence": terms.confidence,
    }


@action
def load_clock_limits(*, files: ReferenceFiles, by: Actor, at: datetime) -> int:
    """The proposed table of workflows.md section 2; nothing in it is ratified."""
    rows = [ClockLimit(recorded_at=at, **limit_columns(row)) for row in files.clock_limits()]
    known = ClockLimit.objects.all()
    return add_missing(rows, known, lambda row: (row.kind, row.urgency), by=by, at=at)


def limit_columns(row: LimitRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "urgency": row.urgency,
        "amount": row.limit.amount,
        "unit": row.limit.unit,
        "escalations": levels_text(row.escalations),
        "mark": row.mark,
        "status": row.status,
        "owner": row.owner,
        "decision_ref": row.decision_ref,
        "effective_from": row.effective_from,
        "source": row.source,
    }
