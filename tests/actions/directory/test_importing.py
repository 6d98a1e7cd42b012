"""A file changes everything it says or nothing, and its report names the line."""

from datetime import timedelta

import pytest

from amaan.directory.actions import KINDS, apply_import, preview_import, report_on
from amaan.directory.models import (
    FocalPerson,
    Helpline,
    ImportRun,
    OffenceVersion,
    Service,
    Territory,
    Unit,
)
from amaan.directory.queries import district_named
from amaan.directory.rules.importing import Layout
from amaan.directory.rules.mandates import UnitKind
from amaan.kernel.ids import uuid7
from amaan.kernel.reasons import NotFound, Refused
from amaan.ledger.models import LedgerFact
from tests.actions.directory.desk import DATA, NOW, Desk
from tests.actions.directory.test_bodies import office

HEADS = {
    "HELPLINES": "number,service,confidence",
    "DISTRICTS": "new_district,parent_2023,province,note",
    "FOCAL_PERSONS": "agency,district,name_en,name_ur,from,order_number",
    "SERVICES": "unit,name_en,name_ur,kind,districts",
}


def file_of(kind: str, *lines: str) -> bytes:
    return "\n".join((HEADS[kind], *lines)).encode()


REGISTER = (DATA / "offences.csv").read_bytes()
GOOD = {
    "HELPLINES": file_of("HELPLINES", "1099,Human rights,M", "0800-00001,New line (Sindh),P"),
    "OFFENCES": REGISTER.replace(b"PTIP-4,", b"PTIP-4B,"),
    "DISTRICTS": file_of("DISTRICTS", "Newtown,Lahore,Punjab,created 2030-01-01"),
    "FOCAL_PERSONS": file_of("FOCAL_PERSONS", "PB-HOME,Lahore,A,B,2026-01-01,SO/1"),
    "SERVICES": file_of("SERVICES", "Help office,Legal aid,قانونی امداد,LEGAL,Lahore;Kasur"),
}
BROKEN = {
    "HELPLINES": (file_of("HELPLINES", "1099,New,M", "abc,x,M"), 3, "number-unreadable"),
    "OFFENCES": (REGISTER.replace(b"2018-2025 a", b"lately a", 1), 2, "vintage-unreadable"),
    "DISTRICTS": (file_of("DISTRICTS", "X,Nowhere,Punjab,"), 2, "parent-unknown"),
    "FOCAL_PERSONS": (
        file_of("FOCAL_PERSONS", "PB-HOME,Atlantis,A,B,2026-01-01,SO/1"),
        2,
        "district-unknown",
    ),
    "SERVICES": (file_of("SERVICES", "Nobody,Legal aid,x,LEGAL,Lahore"), 2, "unit-unknown"),
}
TABLES = (Helpline, OffenceVersion, Territory, FocalPerson, Service)


def found(kind: str, content: bytes, desk: Desk) -> list[tuple[int, str, str]]:
    """Row, column and code of every problem of the preview."""
    report = report_on(kind, content, **desk.who)
    return [(one.row, one.field, one.reason.code) for one in report.problems]


def counts() -> list[int]:
    return [table.objects.count() for table in TABLES]


@pytest.fixture
def desk(loaded: Desk) -> Desk:
    lahore = district_named("Lahore")
    assert lahore is not None
    office(loaded, "Help office", UnitKind.LEGAL_AID_OFFICE, lahore.id, "LEGAL-AID")
    return loaded


def preview(kind: str, content: bytes, desk: Desk) -> ImportRun:
    return preview_import(kind=kind, file_name="file.csv", content=content, **desk.who)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_good_file_is_applied_once_and_again_changes_nothing(desk: Desk, kind: str) -> None:
    before = counts()
    run = preview(kind, GOOD[kind], desk)
    assert counts() == before
    assert run.problems == 0
    applied = apply_import(run=run.id, **desk.who)
    assert applied.changed
    after = counts()
    assert after != before
    with pytest.raises(Refused) as refused:
        apply_import(run=run.id, **desk.who)
    assert [r.code for r in refused.value.reasons] == ["import-applied-already"]
    again = preview(kind, GOOD[kind], desk)
    assert apply_import(run=again.id, **desk.who).changed == 0
    assert counts() == after


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_broken_file_changes_nothing_and_says_which_line(desk: Desk, kind: str) -> None:
    content, row, code = BROKEN[kind]
    before, facts = counts(), LedgerFact.objects.count()
    report = report_on(kind, content, **desk.who)
    assert [(p.row, p.reason.code) for p in report.problems] == [(row, code)]
    run = preview(kind, content, desk)
    with pytest.raises(Refused) as refused:
        apply_import(run=run.id, **desk.who)
    assert [r.code for r in refused.value.reasons] == ["import-has-problems"]
    assert counts() == before
    assert LedgerFact.objects.count() == facts + 1  # the preview itself


def test_rows_of_one_file_are_judged_against_each_other(desk: Desk) -> None:
    lines = ("PB-HOME,Lahore,A,B,2026-01-01,SO/1", "PB-HOME,لاہور,C,D,2026-03-01,SO/2")
    assert found("FOCAL_PERSONS", file_of("FOCAL_PERSONS", *lines), desk) == [
        (3, "district", "seat-given-above")
    ]
    assert FocalPerson.objects.count() == 0


def test_the_ledger_keeps_the_mark_of_a_file_and_not_its_text(desk: Desk) -> None:
    run = preview("FOCAL_PERSONS", GOOD["FOCAL_PERSONS"], desk)
    fact = LedgerFact.objects.get(about=run.id)
    assert fact.body == {
        "kind": "FOCAL_PERSONS",
        "sha256": run.sha256,
        "rows": 1,
        "problems": 0,
    }


def test_unknown_kinds_and_runs(desk: Desk) -> None:
    with pytest.raises(Refused):
        preview("RECIPES", b"", desk)
    with pytest.raises(NotFound):
        apply_import(run=uuid7(), **desk.who)


def test_every_kind_offers_a_template() -> None:
    for kind in KINDS.values():
        assert isinstance(kind.layout, Layout)
        assert kind.layout.template().startswith(kind.layout.required[0])


@pytest.mark.parametrize(
    ("kind", "line", "codes"),
    [
        ("SERVICES", "Help office,A,ب,LEGAL,", {"service-without-area"}),
        ("SERVICES", "Help office,A,ب,LEGAL,Atlantis", {"district-unknown"}),
        ("FOCAL_PERSONS", "NOBODY,Lahore,A,B,2026-01-01,SO/1", {"agency-unknown"}),
        ("DISTRICTS", "X,Batagram,Khyber Pakhtunkhwa,", set()),
    ],
)
def test_objections_of_the_database(desk: Desk, kind: str, line: str, codes: set[str]) -> None:
    report = report_on(kind, file_of(kind, line), **desk.who)
    assert {problem.reason.code for problem in report.problems} == codes


def test_a_file_of_services_revises_what_is_there(desk: Desk) -> None:
    head = "unit,name_en,name_ur,kind,districts,capacity"
    for words, capacity in (("قانونی امداد", "7"), ("قانونی مدد", "")):
        line = f"Help office,Legal aid,{words},LEGAL,Lahore,{capacity}"
        run = preview("SERVICES", f"{head}\n{line}\n".encode(), desk)
        assert apply_import(run=run.id, **desk.who).changed == 1
    row = Service.objects.get(name_en="Legal aid")
    assert (row.version, row.name_ur, row.capacity) == (2, "قانونی مدد", 7)


def test_a_service_that_may_not_be_written_undoes_the_file(desk: Desk) -> None:
    run = preview("SERVICES", file_of("SERVICES", "Help office,A,ب,LEGAL,Lahore"), desk)
    Unit.objects.filter(name_en="Help office").update(valid_to=NOW.date() + timedelta(days=1))
    with pytest.raises(Refused) as refused:
        apply_import(run=run.id, by=desk.by, at=NOW + timedelta(days=2))
    assert [r.code for r in refused.value.reasons] == ["import-has-problems"]
