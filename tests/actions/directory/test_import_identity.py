"""Rows that differ in what makes an entry make as many entries; rows that mean one entry are
told.
"""

from collections.abc import Sequence

import pytest

from amaan.directory.actions import KINDS, apply_import, preview_import
from amaan.directory.models import FocalPerson, Service
from amaan.directory.queries import district_named
from amaan.directory.rules.mandates import UnitKind
from tests.actions.directory.desk import Desk
from tests.actions.directory.test_bodies import office
from tests.actions.directory.test_importing import HEADS, file_of, found

LAW = (
    "code,law,section,short_title,min_years,max_years,fine,fine_alternative,agency,tip_form,"
    "vintage,confidence,source"
)
HEADS["OFFENCES"] = LAW
HEADS["FOCAL_PERSONS_TO"] = HEADS["FOCAL_PERSONS"] + ",to,contact"


@pytest.fixture
def desk(loaded: Desk) -> Desk:
    lahore = district_named("Lahore")
    assert lahore is not None
    office(loaded, "Help office", UnitKind.LEGAL_AID_OFFICE, lahore.id, "LEGAL-AID")
    office(loaded, "Other office", UnitKind.LEGAL_AID_OFFICE, lahore.id, "LEGAL-AID")
    return loaded


def applied(kind: str, content: bytes, desk: Desk) -> int:
    run = preview_import(kind=kind, file_name="file.csv", content=content, **desk.who)
    assert run.problems == 0, found(kind, content, desk)
    return apply_import(run=run.id, **desk.who).changed or 0


DIFFERENT = {
    "one order for three districts": ("FOCAL_PERSONS", (
        "PB-HOME,Kasur,A. One,الف,2026-09-01,SO(TIP)/1-1/2026",
        "PB-HOME,Okara,A. One,الف,2026-09-01,SO(TIP)/1-1/2026",
        "PB-HOME,Sahiwal,A. One,الف,2026-09-01,SO(TIP)/1-1/2026",
    )),
    "one order for two bodies": ("FOCAL_PERSONS", (
        "PB-HOME,Kasur,A. One,الف,2026-09-01,SO/1",
        "SD-HOME,Kasur,A. One,الف,2026-09-01,SO/1",
    )),
    "one seat, one after the other": ("FOCAL_PERSONS_TO", (
        "PB-HOME,Kasur,A. One,الف,2026-09-01,SO/1,2026-10-01,",
        "PB-HOME,Kasur,A. One,الف,2026-10-01,SO/1,,",
    )),
    "one name in two units": ("SERVICES", (
        "Help office,Legal aid,الف,LEGAL,Lahore",
        "Other office,Legal aid,الف,LEGAL,Lahore",
    )),
    "two names in one unit": ("SERVICES", (
        "Help office,Legal aid,الف,LEGAL,Lahore",
        "Help office,Legal aid 2,الف,LEGAL,Lahore",
    )),
    "one number in two provinces": ("HELPLINES", (
        "0800-00001,Line (Punjab),M", "0800-00001,Line (Sindh),M",
    )),
    "two numbers of one service": ("HELPLINES", (
        "0800-00001,Line (Punjab),M", "0800-00002,Line (Punjab),M",
    )),
    "two codes of one text": ("OFFENCES", tuple(
        f"{code},Law,1,Title,1,2,,,,any,2018,M,gazette" for code in ("NEW-1", "NEW-2")
    )),
    "one name under two parents": ("DISTRICTS", (
        "Newtown,Lahore,Punjab,", "Newtown,Badin,Sindh,",
    )),
    "two names under one parent": ("DISTRICTS", (
        "Newtown,Lahore,Punjab,", "Oldtown,Lahore,Punjab,",
    )),
}  # fmt: skip


@pytest.mark.parametrize(("head", "lines"), DIFFERENT.values(), ids=list(DIFFERENT))
def test_as_many_entries_as_rows(desk: Desk, head: str, lines: Sequence[str]) -> None:
    kind = head.removesuffix("_TO")
    assert applied(kind, file_of(head, *lines), desk) == len(lines)
    assert applied(kind, file_of(head, *lines), desk) == 0  # and each is found again


def test_every_kind_is_tried() -> None:
    assert {head.removesuffix("_TO") for head, _ in DIFFERENT.values()} == set(KINDS)


SAME = {
    "a unit in two languages": ("SERVICES", "", "row-repeats", (
        "Help office,Legal aid,الف,LEGAL,Lahore", "Help office اردو,Legal aid,ب,LEGAL,Lahore",
    )),
    "a seat in two languages": ("FOCAL_PERSONS", "district", "seat-given-above", (
        "PB-HOME,Mandi Bahauddin,A,الف,2026-09-01,SO/9-6",
        "PB-HOME,منڈی بہاؤالدین,B,ب,2026-10-01,SO/9-7",
    )),
    "a number of a province with two bodies": ("HELPLINES", "", "row-repeats", (
        "0800-00001,Line (Punjab),M", "0800-00001,Other line (Punjab),M",
    )),
    "a code": ("OFFENCES", "", "row-repeats", (
        "NEW-1,Law,1,Title,1,2,,,,any,2018,M,gazette",
        "NEW-1,Law,1,Other,1,2,,,,any,2018,M,gazette",
    )),
    "a district": ("DISTRICTS", "", "row-repeats", (
        "Newtown,Lahore,Punjab,created 2030-01-01", "Newtown,Lahore,Punjab,created 2031-01-01",
    )),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "column", "code", "lines"), SAME.values(), ids=list(SAME))
def test_two_rows_for_one_entry_are_told_at_the_second(
    desk: Desk, kind: str, column: str, code: str, lines: Sequence[str]
) -> None:
    assert found(kind, file_of(kind, *lines), desk) == [(3, column, code)]


def test_every_kind_has_rows_that_mean_one_entry() -> None:
    assert {kind for kind, *_ in SAME.values()} == set(KINDS)


def test_another_name_under_the_same_order_is_not_passed_over(desk: Desk) -> None:
    line = "PB-HOME,Kasur,A. One,الف,2026-09-01,SO/1"
    assert applied("FOCAL_PERSONS", file_of("FOCAL_PERSONS", line), desk) == 1
    other = file_of("FOCAL_PERSONS", line.replace("A. One", "B. Two"))
    assert found("FOCAL_PERSONS", other, desk) == [(2, "", "seat-already-held")]
    contact = file_of("FOCAL_PERSONS_TO", f"{line},,0300-0000001")
    assert found("FOCAL_PERSONS", contact, desk) == [(2, "", "seat-already-held")]
    assert FocalPerson.objects.get().name_en == "A. One"


def test_an_ended_appointment_is_still_the_one_of_its_order(desk: Desk) -> None:
    content = file_of("FOCAL_PERSONS", "PB-HOME,Kasur,A. One,الف,2026-09-01,SO/1")
    assert applied("FOCAL_PERSONS", content, desk) == 1
    FocalPerson.objects.update(valid_to="2026-10-01")
    assert applied("FOCAL_PERSONS", content, desk) == 0


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ("Newtown,Lahore,Punjab,abolished 2031-01-01,,", "note"),
        ("Newtown,Lahore,Punjab,,نیا شہر,", "name_ur"),
        ("Newtown,Lahore,Punjab,,,PK699", "adm2_pcode"),
    ],
)
def test_a_district_told_otherwise_is_not_passed_over(desk: Desk, said: str, column: str) -> None:
    line = "Newtown,Lahore,Punjab,created 2030-01-01"
    assert applied("DISTRICTS", file_of("DISTRICTS", line), desk) == 1
    again = f"{HEADS['DISTRICTS']},name_ur,adm2_pcode\n{said}".encode()
    assert found("DISTRICTS", again, desk) == [(2, column, "district-there-already")]


def test_what_a_cell_says_is_taken_even_when_it_is_the_usual_value(desk: Desk) -> None:
    line = "Help office,Legal aid,الف,LEGAL,Lahore"
    head = HEADS["SERVICES"] + ",status"
    assert applied("SERVICES", f"{head}\n{line},TEMPORARILY_CLOSED\n".encode(), desk) == 1
    assert applied("SERVICES", f"{head}\n{line},\n".encode(), desk) == 0
    assert applied("SERVICES", f"{head}\n{line},ACTIVE\n".encode(), desk) == 1
    assert Service.objects.get(name_en="Legal aid").status == "ACTIVE"
