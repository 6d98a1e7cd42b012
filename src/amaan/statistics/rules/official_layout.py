"""Can these bytes be read as a UNODC file, and if not: which line, which field, and what to do?

The layout is the 13 columns of the GLOTIP data file (standards.md section 6). Reading is pure:
bytes in, rows out, or Refused with one reason a fault. Words of the reasons, each with its remedy,
stand in words.toml.
"""

import codecs
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest

from amaan.kernel.csv_rows import NotCsv, csv_rows
from amaan.kernel.reasons import Reason, Refused
from amaan.statistics.rules.official import (
    AgeGroup,
    Cell,
    Dimension,
    Indicator,
    OfficialRow,
    Sex,
    Value,
)

COLUMNS = (
    "Iso3_code", "Country", "Region", "Subregion", "Indicator", "Dimension", "Category", "Sex",
    "Age", "Year", "Unit of measurement", "txtVALUE", "Source",
)  # fmt: skip
COUNTRY = "PAK"
UNIT = "Counts"
INDICATORS = {
    "Offences of trafficking in persons": Indicator.OFFENCES,
    "Persons brought into formal contact": Indicator.FORMAL_CONTACT,
    "Persons prosecuted": Indicator.PROSECUTED,
    "Persons convicted": Indicator.CONVICTED,
    "Detected trafficking victims": Indicator.VICTIMS,
}
DIMENSIONS = {
    "Total": Dimension.TOTAL,
    "by form of exploitation": Dimension.FORM,
    "by citizenship": Dimension.CITIZENSHIP,
    "by country of repatriation": Dimension.REPATRIATION,
}
SEXES = {sex.capitalize(): sex for sex in Sex}
AGES = {
    "Total": AgeGroup.TOTAL,
    "0 to 17 years": AgeGroup.CHILD,
    "18 years or over": AgeGroup.ADULT,
    "Unknown": AgeGroup.UNKNOWN,
}
LISTS: Mapping[str, Mapping[str, str]] = {
    "Indicator": INDICATORS,
    "Dimension": DIMENSIONS,
    "Sex": SEXES,
    "Age": AGES,
}
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
CHECKS: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "Iso3_code": ("field-other-country", COUNTRY.__eq__),
    "Year": ("field-year", YEAR.fullmatch),
    "Unit of measurement": ("field-unit", UNIT.__eq__),
    "txtVALUE": ("field-value", Value.parse),
}
BROKEN = "\N{REPLACEMENT CHARACTER}"
MOST_FAULTS = 20  # a person mends twenty lines at a time; more would hide the first
MOST_SHOWN = 40
MOST_BYTES = 64 * 1024 * 1024  # the world file has 9 MB; more is not this file


def read_official(content: bytes) -> tuple[OfficialRow, ...]:
    """The rows of a UNODC file in the order of its lines.

    Raises Refused with up to twenty reasons, each naming `line`, `field` and `value`; nothing is
    half read.
    """
    faults: list[Reason] = []
    rows: list[OfficialRow] = []
    for line, raw in records(content, COLUMNS, faults):
        cells = {
            column: text if column == "txtVALUE" else text.strip() for column, text in raw.items()
        }
        found = list(reasons_against_reading(line, cells))
        faults += found
        if not found:
            rows.append(row_of(line, cells))
        if len(faults) >= MOST_FAULTS:
            break
    if not faults and not rows:
        faults.append(fault("file-without-rows", 2, "", ""))
    if faults:
        raise Refused(*faults[:MOST_FAULTS])
    return tuple(rows)


def records(
    content: bytes, columns: tuple[str, ...], faults: list[Reason]
) -> Iterator[tuple[int, dict[str, str]]]:
    """(first line, cells by column) of each record of a CSV file whose header is `columns`.

    A fault of the file as a whole is added to `faults` and ends the reading; a record of the wrong
    width is added and left out.
    """
    if len(content) > MOST_BYTES:
        faults.append(fault("file-too-long", 1, "", ""))
        return
    rows = csv_rows(text_of(content))
    try:
        header = next(rows, None)
        faults += reasons_against_header(header.cells if header else None, columns)
        for row in rows if not faults else ():
            if len(row.cells) == len(columns):
                yield row.line, dict(zip(columns, row.cells, strict=True))
            else:
                width = str(len(row.cells))
                faults.append(fault("file-row-width", row.line, columns[-1], width, len(columns)))
    except NotCsv as broken:
        faults.append(fault("file-quoting", broken.line, "", ""))


def text_of(content: bytes) -> str:
    """The text of a file in UTF-8 or UTF-16; bytes that are neither become U+FFFD and are judged
    where they stand.

    The world file holds 98 categories with broken characters: they are set aside, the file is not
    refused.
    """
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = content.decode("utf-16" if utf16 else "utf-8-sig", errors="replace")
    return text.replace("\0", BROKEN)  # a database text holds no NUL


def reasons_against_header(
    header: Sequence[str] | None, columns: tuple[str, ...]
) -> Iterator[Reason]:
    if header is None:
        yield fault("file-empty", 1, columns[0], "")
        return
    for wanted, given in zip_longest(columns, header, fillvalue=""):
        if given.strip() != wanted:
            yield fault("file-header", 1, wanted or columns[-1], given.strip())
            return


def reasons_against_reading(line: int, cells: Mapping[str, str]) -> Iterator[Reason]:
    """What is wrong with one record; the category is judged later, by quarantine."""
    for column, text in cells.items():
        if BROKEN in text and column != "Category":
            yield fault("field-broken", line, column, text)
    for column, words in LISTS.items():
        if cells[column] not in words:
            yield fault("field-not-in-list", line, column, cells[column])
    for column, (code, holds) in CHECKS.items():
        if not holds(cells[column]):
            yield fault(code, line, column, cells[column])


def row_of(line: int, cells: Mapping[str, str]) -> OfficialRow:
    """The row of a record against which there is no reason."""
    value = Value.parse(cells["txtVALUE"])
    assert value is not None  # noqa: S101  (told by reasons_against_reading)
    cell = Cell(
        indicator=INDICATORS[cells["Indicator"]],
        year=int(cells["Year"]),
        dimension=DIMENSIONS[cells["Dimension"]],
        category=cells["Category"],
        sex=SEXES[cells["Sex"]],
        age=AGES[cells["Age"]],
    )
    return OfficialRow(line, cell, value, origin=cells["Source"])


def fault(code: str, line: int, field: str, value: str, wanted: int = 0) -> Reason:
    shown = value if len(value) <= MOST_SHOWN else value[:MOST_SHOWN] + "…"
    return Reason(code, {"line": line, "field": field, "value": shown, "wanted": wanted})
