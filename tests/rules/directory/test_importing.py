"""A file is taken whole or not at all, and its report says which line to mend."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.directory.rules import clock_limits, helplines, offences, services
from amaan.directory.rules.clock_limits import day_of
from amaan.directory.rules.importing import (
    LARGEST_FILE,
    one_of,
    read_file,
    whole_number,
    yes_no,
)
from amaan.kernel.reasons import Refused
from amaan.kernel.words import Catalogue
from amaan.node.places import REPOSITORY

WORDS = Catalogue.load(REPOSITORY / "src" / "amaan" / "directory" / "words.toml")
HEAD = "number,service,confidence\n"


def codes(content: bytes) -> list[tuple[int, str, str]]:
    report = read_file(content, helplines.LAYOUT)
    return [(problem.row, problem.field, problem.reason.code) for problem in report.problems]


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (b"", [(1, "number", "column-missing"), (1, "service", "column-missing"),
               (1, "confidence", "column-missing")]),
        (b"number,service\n1,x\n", [(1, "confidence", "column-missing")]),
        (HEAD.encode(), [(1, "", "file-without-rows")]),
        (HEAD.encode("utf-16"), [(1, "", "file-not-utf8")]),
        ((HEAD + '"open,x,M\n').encode(), [(1, "", "file-not-csv")]),
        (b"x" * (LARGEST_FILE + 1), [(1, "", "file-too-large")]),
        ((HEAD + "15,Police,X\n15,Police,X\n").encode(), [(3, "", "row-repeats")]),
        ((HEAD + "15,,X\nabc,Fire,M\n").encode(),
         [(2, "service", "cell-empty"), (3, "number", "number-unreadable")]),
        # a name that nobody reads would lose what stands under it
        (b"number,service,confidence,colour\n15,x,M,red\n", [(1, "colour", "column-unknown")]),
        (b"number,service,confidence,Source\n15,x,M,red\n", [(1, "Source", "column-misnamed")]),
        (b"number,service,confidence, source\n15,x,M,red\n", [(1, "source", "column-misnamed")]),
        (b"Number,service,confidence\n15,x,M\n", [(1, "Number", "column-misnamed")]),
        (b"number,service,confidence,source,source\n15,x,M,a,\n", [(1, "source", "column-twice")]),
        (b"number,service,,confidence\n15,x,M,\n", [(1, "", "column-without-name")]),
        (b"number;service;confidence\n15;x;M\n", [(1, "", "file-other-separator")]),
        (HEAD.replace(",", "\t").encode(), [(1, "", "file-other-separator")]),
        # a comma that was meant as text
        ((HEAD + "15,Police,M\n16,Fire,M,x\n").encode(), [(3, "confidence", "row-too-wide")]),
        ((HEAD + "15,Police\0,M\n").encode(), [(2, "service", "cell-with-nul")]),
        # numbers that are none, or that a spreadsheet shows as another line beside 15
        ((HEAD + "0-,Zero (Sindh),M\n").encode(), [(2, "number", "number-unreadable")]),
        ((HEAD + "--,Zero (Sindh),M\n").encode(), [(2, "number", "number-unreadable")]),
        ((HEAD + "۱۵,Police,M\n").encode(), [(2, "number", "number-unreadable")]),
    ],
)  # fmt: skip
def test_what_is_wrong_and_where(content: bytes, problems: list[tuple[int, str, str]]) -> None:
    assert codes(content) == problems
    assert not read_file(content, helplines.LAYOUT).clean


def test_the_remedy_for_a_misspelt_column_names_the_right_one() -> None:
    head = "unit,name_en,name_ur,kind,districts,Secret_Address\n"
    (problem,) = read_file(head.encode() + b"a,b,c,SHELTER,Gujrat,yes\n", services.LAYOUT).problems
    assert problem.reason.params == {"field": "Secret_Address", "meant": "secret_address"}
    for lang in ("en", "ur"):
        words = WORDS.say("reason", problem.reason.code, lang, problem.reason.params)
        assert "Secret_Address" in words
        assert "secret_address" in words


@pytest.mark.parametrize("end", [",,\n,,,\n,,,\n", "\n\n", ",\n , ,\n"])
def test_rows_and_columns_of_nothing_are_passed_over(end: str) -> None:
    report = read_file(f"number,service,confidence,\n15,Police,X{end}".encode(), helplines.LAYOUT)
    assert report.clean
    assert report.seen == 1


def test_a_row_is_named_as_a_spreadsheet_shows_it() -> None:
    text = HEAD + '15,"Police\nemergency",X\n\n,,\nabc,Fire,M\n'
    assert codes(text.encode()) == [(5, "number", "number-unreadable")]


def test_a_good_file_is_clean() -> None:
    report = read_file((HEAD + "15,Police,X\n").encode("utf-8-sig"), helplines.LAYOUT)
    assert report.clean
    assert report.seen == 1


@pytest.mark.parametrize("layout", [helplines.LAYOUT, offences.LAYOUT, services.LAYOUT])
def test_every_template_is_itself_a_clean_file(layout: object) -> None:
    assert isinstance(layout, type(helplines.LAYOUT))
    assert read_file(layout.template().encode(), layout).clean


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    report = read_file(content, helplines.LAYOUT)
    assert report.rows or report.problems


@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=8))
def test_no_cells_break_the_reader(cells: list[list[str]]) -> None:
    text = HEAD + "\n".join(",".join(row) for row in cells)
    report = read_file(text.encode("utf-8", "surrogatepass"), helplines.LAYOUT)
    assert report.rows or report.problems


def test_cells() -> None:
    assert whole_number({"n": " 12 "}, "n") == 12
    assert whole_number({}, "n") is None
    assert yes_no({"n": "Yes"}, "n") is True
    assert day_of({"n": ""}, "n") is None
    for read, value in (
        (lambda r: whole_number(r, "n"), "-1"),
        (lambda r: yes_no(r, "n"), "maybe"),
        (lambda r: day_of(r, "n"), "1.1.2030"),
        (lambda r: one_of(r, "n", ["A"]), "B"),
    ):
        with pytest.raises(Refused):
            read({"n": value})


def test_a_template_without_example_is_its_columns_alone() -> None:
    assert clock_limits.LAYOUT.template().count("\n") == 1
    with pytest.raises(Refused):
        clock_limits.read_limit({"amount": "soon"})
