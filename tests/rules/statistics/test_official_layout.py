"""A readable file gives rows; a broken one is refused and says which line, field and remedy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.kernel.reasons import Reason, Refused
from amaan.kernel.words import Catalogue
from amaan.node.places import REPOSITORY
from amaan.statistics.rules import official_layout
from amaan.statistics.rules.official_layout import COLUMNS, MOST_FAULTS, read_official
from tests.twins.official import HEADER, TWIN

WORDS = Catalogue.load(REPOSITORY / "src" / "amaan" / "statistics" / "words.toml")
GOOD = (
    "PAK,Pakistan,Asia,Southern Asia,Persons convicted,Total,Total,Total,Total,"
    '2035,Counts,"1,526",GLOTIP'
)


def file_of(*lines: str) -> bytes:
    return "\n".join([HEADER, *lines, ""]).encode()


def faults(content: bytes) -> list[tuple[str, object, object]]:
    with pytest.raises(Refused) as refused:
        read_official(content)
    return [(one.code, one.params["line"], one.params["field"]) for one in refused.value.reasons]


def test_the_twin_gives_its_rows_in_order() -> None:
    rows = read_official(TWIN.read_bytes())
    assert len(rows) == 43
    assert [row.line for row in rows] == list(range(2, 45))
    assert rows[0].value.raw == "9,000"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_encoding_and_line_ends_do_not_matter(encoding: str, line_end: str) -> None:
    text = TWIN.read_text(encoding="utf-8").replace("\n", line_end)
    assert read_official(text.encode(encoding)) == read_official(TWIN.read_bytes())


def test_a_line_break_inside_quotes_does_not_shift_the_lines() -> None:
    broken = GOOD.replace("Southern Asia", '"Southern\nAsia"')
    bad = GOOD.replace("2035", "last year")
    assert faults(file_of(broken, bad)) == [("field-year", 4, "Year")]


@pytest.mark.parametrize(
    ("before", "after", "code", "field"),
    [
        ("PAK,", "AFG,", "field-other-country", "Iso3_code"),
        ("Persons convicted", "Persons arrested", "field-not-in-list", "Indicator"),
        ("convicted,Total", "convicted,by colour", "field-not-in-list", "Dimension"),
        ("Total,Total,2035", "Women,Total,2035", "field-not-in-list", "Sex"),
        ("Total,2035", "young,2035", "field-not-in-list", "Age"),
        ("2035", "35", "field-year", "Year"),
        ("2035", "٢٠٣٥", "field-year", "Year"),
        ("Counts", "Rate", "field-unit", "Unit of measurement"),
        ('"1,526"', "many", "field-value", "txtVALUE"),
        ('"1,526"', "", "field-value", "txtVALUE"),
        ("GLOTIP", "GLO\ufffdTIP", "field-broken", "Source"),
        (",GLOTIP", "", "file-row-width", "Source"),
        ('"1,526"', "1,526", "file-row-width", "Source"),
    ],
)
def test_a_broken_line_is_named(before: str, after: str, code: str, field: str) -> None:
    assert before in GOOD
    assert faults(file_of(GOOD, GOOD.replace(before, after, 1))) == [(code, 3, field)]


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "file-empty", 1),
        (HEADER.encode(), "file-without-rows", 2),
        (f"{HEADER},Age\n{GOOD},x".encode(), "file-header", 1),
        (HEADER.replace("txtVALUE", "txtvalue").encode(), "file-header", 1),
        (f"{HEADER}\n{GOOD},x".encode(), "file-row-width", 2),
        (b"Iso3,Country\n", "file-header", 1),
        (HEADER.replace("Sex,Age", "Age,Sex").encode(), "file-header", 1),
        (f"{HEADER},Note\n{GOOD},x".encode(), "file-header", 1),
        (file_of(GOOD, GOOD.replace('"1,526"', '"1,526')), "file-quoting", 3),
        (b"\xff\xfe\x00\xd8\x00", "file-header", 1),
        (b"\x00" * 50, "file-header", 1),
    ],
)
def test_a_broken_file_is_refused(content: bytes, code: str, line: int) -> None:
    code_found, line_found, _ = faults(content)[0]
    assert code_found == code
    assert line_found in (line, line + 1)


def test_at_most_twenty_faults_are_told() -> None:
    assert len(faults(file_of(*[GOOD.replace("2035", "?")] * 50))) == MOST_FAULTS


def test_empty_lines_are_passed_over() -> None:
    assert len(read_official(file_of(GOOD, "", ",,,,,,,,,,,,", GOOD))) == 2


def told(content: bytes) -> None:
    """Read, or refuse with a line, a field and a remedy in both languages."""
    reasons: tuple[Reason, ...] = ()
    try:
        assert read_official(content)
    except Refused as refused:
        reasons = refused.reasons
    for one in reasons:
        assert int(one.params["line"]) >= 1
        assert WORDS.say("reason", one.code, "en", one.params)
        assert WORDS.say("reason", one.code, "ur", one.params)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    told(content)


@given(st.lists(st.binary(max_size=60), max_size=6))
def test_any_bytes_below_the_header_are_read_or_refused(lines: list[bytes]) -> None:
    told(b"\n".join([HEADER.encode(), GOOD.encode(), *lines]))


@given(st.sampled_from(range(len(COLUMNS))), st.text(max_size=30))
def test_any_cell_is_read_or_refused(place: int, text: str) -> None:
    cells = [
        "PAK",
        "Pakistan",
        "Asia",
        "Southern Asia",
        "Persons convicted",
        "Total",
        "Total",
        "Total",
    ]
    cells += ["Total", "2035", "Counts", "12", "GLOTIP"]
    cells[place] = text.replace('"', '""')
    told(file_of(",".join(f'"{cell}"' for cell in cells)))


@given(st.integers(min_value=0, max_value=4000), st.integers(min_value=0, max_value=255))
def test_any_changed_byte_is_read_or_refused(place: int, byte: int) -> None:
    content = bytearray(TWIN.read_bytes())
    content[place % len(content)] = byte
    told(bytes(content))


def test_a_file_beyond_any_real_one_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(official_layout, "MOST_BYTES", 10)
    assert faults(file_of(GOOD))[0][0] == "file-too-long"
