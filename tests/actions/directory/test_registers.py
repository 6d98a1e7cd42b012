"""A change is a new version; what was shown before stays readable, and nobody overwrites
anybody.
"""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from amaan.directory.actions import (
    HelplineChange,
    revise_calendar,
    revise_clock_limit,
    revise_helpline,
    revise_offence,
    sign_off_offence,
    verify_helpline,
)
from amaan.directory.adapters.reference_files import ReferenceFiles
from amaan.directory.models import ClockLimit, Helpline, OffenceVersion, WorkingCalendarVersion
from amaan.directory.queries import (
    calendar_for,
    calendar_of_version,
    clock_limit,
    law_in_force,
    offence_versions,
    period_days,
    province_coded,
    public_helplines,
)
from amaan.directory.rules.calendars import CalendarTerms
from amaan.directory.rules.clock_limits import LimitRow
from amaan.directory.rules.vintage import Force
from amaan.kernel.clock import Limit, LimitUnit
from amaan.kernel.ids import uuid7
from amaan.kernel.reasons import NotFound, Refused
from amaan.ledger.models import LedgerFact
from tests.actions.directory.desk import DATA, NOW, Desk
from tests.sites import as_role

TODAY = NOW.date()


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def line(number: str) -> Helpline:
    return Helpline.objects.get(number_text=number, superseded_at=None)


def change_of(row: Helpline, **changes: str) -> HelplineChange:
    fields = HelplineChange.__dataclass_fields__
    return HelplineChange(**{name: getattr(row, name) for name in fields} | changes)


def test_the_public_sees_two_numbers_until_others_are_verified(loaded: Desk) -> None:
    with as_role("public"):
        assert [row["number_text"] for row in public_helplines(NOW)] == ["15", "1122"]
    verify_helpline(version=line("1099").id, verified_on=TODAY, **loaded.who)
    with as_role("public"):
        assert [r["number_text"] for r in public_helplines(NOW)] == ["15", "1122", "1099"]
        later = NOW + timedelta(days=181)
        assert [r["number_text"] for r in public_helplines(later)] == ["15", "1122"]


def test_a_revised_line_must_be_verified_again(loaded: Desk) -> None:
    verified = verify_helpline(version=line("1099").id, verified_on=TODAY, **loaded.who)
    change = change_of(verified, service_en="Human rights", status="UNVERIFIED")
    fresh = revise_helpline(version=verified.id, change=change, **loaded.who)
    assert (fresh.version, fresh.last_verified) == (3, None)
    kinds = LedgerFact.objects.filter(about=fresh.entry).order_by("sequence")
    assert [fact.kind for fact in kinds] == [
        "directory.helpline.loaded",
        "directory.helpline.verified",
        "directory.helpline.revised",
    ]


def test_two_officers_do_not_overwrite_each_other(loaded: Desk) -> None:
    seen = line("1099")
    verify_helpline(version=seen.id, verified_on=TODAY, **loaded.who)
    with pytest.raises(Refused) as refused:
        revise_helpline(version=seen.id, change=change_of(seen, hours_en="9-5"), **loaded.who)
    assert codes(refused) == ["entry-changed-meanwhile"]


def test_what_is_refused_about_lines(loaded: Desk) -> None:
    cases = [("15", "CLOSED", "helpline-always-shown"), ("1099", "UNVERIFIED", "nothing-changed")]
    for number, status, code in cases:
        row = line(number)
        with pytest.raises(Refused) as refused:
            revise_helpline(version=row.id, change=change_of(row, status=status), **loaded.who)
        assert codes(refused) == [code]
    with pytest.raises(Refused) as refused:
        verify_helpline(version=line("1991").id, verified_on=TODAY, **loaded.who)
    assert codes(refused) == ["helpline-not-open"]
    with pytest.raises(NotFound):
        verify_helpline(version=some_offence(), verified_on=TODAY, **loaded.who)


def some_offence() -> UUID:
    return OffenceVersion.objects.values_list("id", flat=True)[0]


def test_the_law_of_the_day_of_the_offence(loaded: Desk) -> None:
    def wordings(on: date) -> list[tuple[str, Force]]:
        found = law_in_force(on, "3(2)", law_code="PTIP")
        return [(each.offence.code, each.force) for each in found]

    assert wordings(date(2017, 1, 1)) == []
    assert wordings(date(2019, 6, 1)) == [("PTIP-3-2-2018", Force.SURE)]
    assert wordings(date(2023, 6, 1)) == [("PTIP-3-2-2022", Force.SURE)]
    assert wordings(date(2026, 1, 1)) == [("PTIP-3-2-2025", Force.SURE)]
    both = {("PTIP-3-2-2022", Force.UNSURE), ("PTIP-3-2-2025", Force.UNSURE)}
    assert set(wordings(date(2025, 6, 1))) == both  # the change falls in 2025: ask the prosecutor


def test_a_change_of_law_is_a_new_version_and_needs_a_new_sign_off(loaded: Desk) -> None:
    old = OffenceVersion.objects.get(code="PTIP-4")
    row = next(row for row in ReferenceFiles(DATA).offences() if row.code == "PTIP-4")
    signed = sign_off_offence(version=old.id, lawyer="A. Lawyer", **loaded.who)
    assert signed.approved_at == NOW
    fresh = revise_offence(
        version=signed.id, wording=replace(row, max_text="20", max_months=240), **loaded.who
    )
    assert (fresh.version, fresh.max_months, fresh.approved_by) == (3, 240, None)
    old.refresh_from_db()
    assert (old.max_months, old.approved_by) == (168, None)
    assert [each.version for each in offence_versions(fresh.entry)] == [3, 2, 1]
    same = replace(row, max_text="20", max_months=240)
    for wording, code in (
        (replace(row, code="X"), "offence-code-changed"),
        (same, "nothing-changed"),
    ):
        with pytest.raises(Refused) as refused:
            revise_offence(version=fresh.id, wording=wording, **loaded.who)
        assert codes(refused) == [code]
    with pytest.raises(Refused):
        sign_off_offence(version=fresh.id, lawyer=" ", **loaded.who)


def test_a_province_has_its_calendar_and_old_clocks_keep_theirs(loaded: Desk) -> None:
    sindh = province_coded("SD")
    assert sindh is not None
    before = calendar_for(sindh.id, NOW)
    assert date(2026, 12, 27) in before.holidays
    assert date(2026, 12, 27) not in calendar_for(None, NOW).holidays
    row = WorkingCalendarVersion.objects.get(province=sindh)
    terms = CalendarTerms("SD", (6,), time(8), time(15), (), "gazette", "C")
    starts = NOW + timedelta(days=3)
    revise_calendar(version=row.id, terms=terms, valid_from=starts, **loaded.who)
    assert calendar_for(sindh.id, NOW) == before
    after = calendar_for(sindh.id, starts)
    assert after.weekly_holidays == frozenset({6})
    assert calendar_of_version(row.id) == before


def test_calendars_are_not_changed_backwards(loaded: Desk) -> None:
    row = WorkingCalendarVersion.objects.get(province=None)
    terms = CalendarTerms("", (5, 6), time(9), time(8), (), "x", "M")
    with pytest.raises(Refused) as refused:
        revise_calendar(
            version=row.id, terms=terms, valid_from=NOW - timedelta(days=1), **loaded.who
        )
    assert codes(refused) == ["calendar-closes-before-opening", "calendar-starts-in-past"]


def terms_of(row: ClockLimit, **changes: object) -> LimitRow:
    base = LimitRow(
        kind=row.kind,
        urgency=row.urgency,
        limit=Limit(row.amount, LimitUnit(row.unit)),
        escalations=(),
        mark=row.mark,
        status=row.status,
        owner=row.owner,
        decision_ref=row.decision_ref,
        effective_from=row.effective_from,
        source=row.source,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def test_a_limit_is_ratified_by_a_decision(loaded: Desk) -> None:
    found = clock_limit("accept", "U1", NOW)
    assert (found.limit, found.ratified) == (Limit(1, LimitUnit.HOURS), False)
    assert found.escalations[0].post == "duty_officer"
    row = ClockLimit.objects.get(kind="ACCEPT", urgency="U1")
    with pytest.raises(Refused) as refused:
        revise_clock_limit(version=row.id, terms=terms_of(row, status="RATIFIED"), **loaded.who)
    assert codes(refused) == ["ratified-without-decision"]
    first_day = TODAY + timedelta(days=10)
    ratified = terms_of(
        row,
        status="RATIFIED",
        owner="MOI",
        decision_ref="7/2026",
        effective_from=first_day,
        limit=Limit(2, LimitUnit.HOURS),
    )
    revise_clock_limit(version=row.id, terms=ratified, **loaded.who)
    assert clock_limit("ACCEPT", "U1", NOW).limit == Limit(1, LimitUnit.HOURS)
    later = clock_limit("ACCEPT", "U1", NOW + timedelta(days=10))
    assert (later.limit, later.ratified) == (Limit(2, LimitUnit.HOURS), True)


def test_what_is_not_there_is_not_found(loaded: Desk) -> None:
    row = next(iter(ReferenceFiles(DATA).offences()))
    limit = ClockLimit.objects.get(kind="ACCEPT", urgency="U1")
    terms = CalendarTerms("", (6,), time(8), time(15), (), "x", "M")
    for attempt in (
        lambda: revise_offence(version=uuid7(), wording=row, **loaded.who),
        lambda: revise_clock_limit(version=uuid7(), terms=terms_of(limit), **loaded.who),
        lambda: revise_calendar(version=uuid7(), terms=terms, valid_from=NOW, **loaded.who),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_a_revision_never_verifies_a_line(loaded: Desk) -> None:
    row = line("1099")
    change = change_of(row, service_en="Other words", status="VERIFIED")
    fresh = revise_helpline(version=row.id, change=change, **loaded.who)
    assert (fresh.status, fresh.last_verified) == ("UNVERIFIED", None)


def test_periods_in_days(loaded: Desk) -> None:
    assert (period_days("confirm", NOW), period_days("reopen", NOW)) == (14, 180)
    with pytest.raises(NotFound):
        clock_limit("BOIL_AN_EGG", "U1", NOW)


def test_without_data_there_is_no_calendar(loaded: Desk) -> None:
    with as_role("owner"):
        WorkingCalendarVersion.objects.all().delete()
        ClockLimit.objects.all().delete()
    for question in (lambda: calendar_for(None, NOW), lambda: clock_limit("ACCEPT", "U1", NOW)):
        with pytest.raises(NotFound):
            question()
