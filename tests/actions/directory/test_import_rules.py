"""What a form refuses, a file is refused too, with its row and column; and what a preview lets
pass, the tables take.
"""

import ast
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from django.forms import Form
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amaan.directory import actions, rules
from amaan.directory.actions import KINDS, apply_import, preview_import
from amaan.directory.forms import AppointmentForm, HelplineForm, OffenceForm, ServiceForm
from amaan.kernel.reasons import Refused
from tests.actions.directory.desk import Desk
from tests.actions.directory.test_import_identity import desk  # noqa: F401
from tests.actions.directory.test_importing import found

ROWS: Final = {  # a good row of each kind, by column
    "SERVICES": {
        "unit": "Help office", "name_en": "Legal aid", "name_ur": "الف", "kind": "LEGAL",
        "districts": "Lahore",
    },
    "FOCAL_PERSONS": {
        "agency": "PB-HOME", "district": "Kasur", "name_en": "A", "name_ur": "الف",
        "from": "2026-09-01", "order_number": "SO/1",
    },
    "HELPLINES": {"number": "0800-00001", "service": "Line (Punjab)", "confidence": "M"},
    "OFFENCES": {
        "code": "NEW-1", "law": "Law", "section": "1", "short_title": "Title", "min_years": "1",
        "max_years": "2", "fine": "", "fine_alternative": "", "agency": "", "tip_form": "any",
        "vintage": "2018", "confidence": "M", "source": "gazette",
    },
    "DISTRICTS": {
        "new_district": "Newtown", "parent_2023": "Lahore", "province": "Punjab", "note": "",
    },
}  # fmt: skip
SECRET: Final = {"secret_address": "yes", "contact_desk": "Desk"}
PROVOKED: Final = {  # kind, code: what must stand in a row, and in which column it is told
    ("SERVICES", "secret-address-in-clear"): (SECRET | {"address_en": "Street 1"}, ""),
    ("SERVICES", "secret-with-phone-or-hours"): (SECRET | {"phone": "042-1"}, ""),
    ("SERVICES", "secret-without-desk"): ({"secret_address": "yes"}, ""),
    ("SERVICES", "ages-crossed"): ({"minimum_age": "9", "maximum_age": "8"}, ""),
    ("SERVICES", "age-too-high"): ({"maximum_age": "121"}, ""),
    ("SERVICES", "service-without-area"): ({"districts": " ; "}, "districts"),
    ("SERVICES", "verified-in-future"): ({"verified_on": "2062-11-05"}, "verified_on"),
    ("FOCAL_PERSONS", "agency-unknown"): ({"agency": "NOBODY"}, "agency"),
    ("FOCAL_PERSONS", "district-unknown"): ({"district": "Atlantis"}, "district"),
    ("FOCAL_PERSONS", "ends-before-it-starts"): ({"to": "2026-09-01"}, ""),
    ("FOCAL_PERSONS", "cell-empty"): ({"from": ""}, "from"),
    ("HELPLINES", "number-unreadable"): ({"number": "0-"}, "number"),
    ("HELPLINES", "helpline-always-shown"): (
        {"number": "15", "service": "personal number"}, ""
    ),
    ("HELPLINES", "province-twice-in-row"): (
        {"service": "Line (Punjab); Other line (Punjab)"}, "service"
    ),
    ("OFFENCES", "form-unknown"): ({"tip_form": "magic"}, "tip_form"),
    ("OFFENCES", "vintage-unreadable"): ({"vintage": "lately"}, "vintage"),
    ("OFFENCES", "date-unreadable"): ({"vintage": "from 2030-13"}, "vintage"),
    ("OFFENCES", "ends-before-it-starts"): ({"vintage": "2030-2020"}, "vintage"),
}  # fmt: skip
# Refusals of forms and actions that no row of a file can meet, and why.
NOT_IN_A_FILE: Final = {
    "nothing-changed": "such a row changes nothing and is no fault",
    "entry-changed-meanwhile": "a file shows no version that somebody looked at",
    "offence-code-changed": "another code is another entry",
    "lawyer-not-named": "a file signs nothing off",
    "more-free-than-places": "a file tells no free places",
    "appointment-already-ended": "a file ends no appointment that is there",
    "appointment-without-order": "the empty cell is told first (cell-empty)",
    "helpline-not-open": "a file verifies no line",
    "service-other-sex": "asked of a person, not of an entry",
    "service-other-age": "asked of a person, not of an entry",
    "seat-already-held": "tried with what is there (test_import_identity)",
}
MODULES: Final = {
    "SERVICES": ("services",),
    "FOCAL_PERSONS": ("appointments",),
    "HELPLINES": ("helplines",),
    "OFFENCES": ("offences", "vintage", "law"),
}
ELSEWHERE: Final = {("HELPLINES", "verified-in-future"), ("HELPLINES", "cell-not-in-list")}


def codes_of(kind: str) -> set[str]:
    """The codes that stand in the rules and actions of one kind of entry."""
    found: set[str] = set()
    for package in (rules, actions):
        assert package.__file__ is not None
        for name in MODULES[kind]:
            file = Path(package.__file__).parent / f"{name}.py"
            for node in ast.walk(ast.parse(file.read_text("utf-8"))) if file.exists() else ():
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    found |= code_in(node, node.func.id)
    return found


def code_in(call: ast.Call, name: str) -> set[str]:
    """The code that a call of `Reason` or `refuse_cell` names."""
    first = call.args[0] if call.args and name in {"Reason", "refuse_cell"} else None
    return {str(first.value)} if isinstance(first, ast.Constant) else set()


@pytest.mark.parametrize("kind", sorted(MODULES))
def test_every_refusal_of_a_form_is_tried_in_a_file(kind: str) -> None:
    tried = {code for of_kind, code in PROVOKED if of_kind == kind}
    left = {code for code in codes_of(kind) - tried if (kind, code) not in ELSEWHERE}
    assert left <= set(NOT_IN_A_FILE)


def file_with(kind: str, changes: dict[str, str]) -> bytes:
    """A good row with these cells instead."""
    cells = {**ROWS[kind], **changes}
    out = io.StringIO()
    csv.writer(out).writerows((cells.keys(), cells.values()))
    return out.getvalue().encode()


@pytest.mark.parametrize("kind", sorted(ROWS))
def test_the_row_to_be_spoilt_is_good(desk: Desk, kind: str) -> None:  # noqa: F811
    assert found(kind, file_with(kind, {}), desk) == []


@pytest.mark.parametrize(("kind", "code"), PROVOKED)
def test_a_file_is_refused_what_the_form_refuses(desk: Desk, kind: str, code: str) -> None:  # noqa: F811
    changes, column = PROVOKED[kind, code]
    assert found(kind, file_with(kind, changes), desk) == [(2, column, code)]


def test_a_known_place_that_is_secret_stays_without_address(desk: Desk) -> None:  # noqa: F811
    """The row alone says nothing secret; with what is there it would show the street."""
    run = preview_import(
        kind="SERVICES", file_name="a.csv", content=file_with("SERVICES", SECRET), **desk.who
    )
    apply_import(run=run.id, **desk.who)
    told = found("SERVICES", file_with("SERVICES", {"address_en": "Street 1"}), desk)
    assert told == [(2, "", "secret-address-in-clear")]


FORMS: Final[dict[str, tuple[type[Form], dict[str, str]]]] = {
    "SERVICES": (ServiceForm, {}),
    "FOCAL_PERSONS": (AppointmentForm, {"valid_from": "from", "valid_to": "to"}),
    "HELPLINES": (HelplineForm, {"service_en": "service"}),
    "OFFENCES": (OffenceForm, {}),
}
SET_BY_OTHERS: Final = {"vintage", "confidence", "tip_form", "district", "fine"}  # read, not kept


def longest_of(kind: str) -> Iterator[tuple[str, str, int]]:
    """Column and length of every text that form and file have in common."""
    form, names = FORMS[kind]
    for name, each in form.base_fields.items():
        column, longest = names.get(name, name), getattr(each, "max_length", None)
        if longest and column in KINDS[kind].layout.columns and name not in SET_BY_OTHERS:
            yield kind, column, longest


LENGTHS: Final = [each for kind in FORMS for each in longest_of(kind)]


@pytest.mark.parametrize(("kind", "column", "longest"), LENGTHS)
def test_a_cell_is_no_longer_than_the_field_of_the_form(
    desk: Desk,  # noqa: F811
    kind: str,
    column: str,
    longest: int,
) -> None:
    text = "A-" + "x" * (longest - 1)
    assert found(kind, file_with(kind, {column: text[:-1]}), desk) == []
    told = found(kind, file_with(kind, {column: text}), desk)
    assert (2, column, "cell-too-long") in told


LISTS: Final = [
    ("SERVICES", "accepted_sex", "Women"),
    ("SERVICES", "status", "Open"),
    ("SERVICES", "kind", "Help"),
    ("DISTRICTS", "confidence", "X"),
]


@pytest.mark.parametrize(("kind", "column", "value"), LISTS)
def test_a_code_is_one_of_its_list(desk: Desk, kind: str, column: str, value: str) -> None:  # noqa: F811
    assert found(kind, file_with(kind, {column: value}), desk) == [(2, column, "cell-not-in-list")]


REFUSED_BY_TABLES: Final = [
    ("OFFENCES", {"max_years": "99999"}, "max_years", "cell-too-large"),
    ("OFFENCES", {"fine": "up to PKR 99999999999999999999"}, "fine", "cell-too-large"),
    ("OFFENCES", {"code": "A" * 13 + "-1"}, "code", "cell-too-long"),
    ("OFFENCES", {"vintage": "outside " + "a" * 41}, "vintage", "cell-too-long"),
    ("OFFENCES", {"confidence": "M" + " x" * 40}, "confidence", "cell-too-long"),
    ("HELPLINES", {"source": "x" * 301}, "source", "cell-too-long"),
    ("DISTRICTS", {"adm2_pcode": "PK602"}, "adm2_pcode", "pcode-taken"),
    ("DISTRICTS", {"note": "created 2030-01 as A" + "b" * 80 + ";"}, "note", "cell-too-long"),
    ("DISTRICTS", {"note": "created 2030-01-01; abolished 2029-01-01"}, "note",
     "ends-before-it-starts"),
    ("DISTRICTS", {"note": "abolished 9999-12-31"}, "note", "date-unreadable"),
    ("DISTRICTS", {"note": "created 01-07-2024"}, "note", "date-unreadable"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "changes", "column", "code"), REFUSED_BY_TABLES)
def test_what_the_tables_refuse_is_told_before(
    desk: Desk,  # noqa: F811
    kind: str,
    changes: dict[str, str],
    column: str,
    code: str,
) -> None:
    assert (2, column, code) in found(kind, file_with(kind, changes), desk)


VALUES: Final = st.one_of(
    st.sampled_from(
        ["", "0", "9" * 9, "9" * 41, "-1", "yes", "M", "x" * 301, "created 2030-02-30",
         "9999-12-31", "2018-2025", "from 0000", "PK602", "0800-1", "Lahore", "Women",
         "1 (Punjab); 2 (Punjab)"]
    ),
    st.text(max_size=8).filter(lambda text: "\r" not in text),
)  # fmt: skip


@pytest.mark.parametrize("kind", sorted(ROWS))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_what_the_preview_lets_pass_is_taken(
    desk: Desk,  # noqa: F811
    kind: str,
    data: st.DataObject,
) -> None:
    """Any error of the database or of a library would end this test."""
    names = data.draw(st.lists(st.sampled_from(KINDS[kind].layout.columns), max_size=3))
    content = file_with(kind, {name: data.draw(VALUES) for name in names})
    run = preview_import(kind=kind, file_name="a.csv", content=content, **desk.who)
    refused: list[str] = []
    try:
        apply_import(run=run.id, **desk.who)
    except Refused as refusal:
        refused = [reason.code for reason in refusal.reasons]
    assert refused == (["import-has-problems"] if run.problems else [])
    assert re.fullmatch("[0-9a-f]{64}", run.sha256)
