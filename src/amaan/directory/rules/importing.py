"""Which rows of a file can be taken, and what must be mended in the others? One report for every
import.
"""

import csv
import io
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final, Generic, TypeVar

from amaan.directory.rules.column_names import reasons_against_columns
from amaan.kernel.csv_rows import CsvRow, NotCsv, csv_rows
from amaan.kernel.reasons import Reason, Refused, refuse_if

T = TypeVar("T")
Record = Mapping[str, str]

LARGEST_FILE: Final = 2 * 1024 * 1024  # bytes
WHOLE_FILE: Final = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell; the words of the reason say how to mend it."""

    row: int  # line of the file, as a spreadsheet shows it
    field: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class ParsedRow(Generic[T]):
    """A row that could be parsed, and where it stands in the file."""

    number: int
    row: T


@dataclass(frozen=True, slots=True)
class ImportReport(Generic[T]):
    """Every row either parsed or with its problems; a file with one problem changes nothing."""

    read: tuple[ParsedRow[T], ...] = ()
    problems: tuple[Problem, ...] = ()
    seen: int = 0

    @property
    def rows(self) -> tuple[T, ...]:
        return tuple(each.row for each in self.read)

    @property
    def clean(self) -> bool:
        return not self.problems and bool(self.read)


def _as_it_stands(record: Record, _: Record) -> Record:
    return record


@dataclass(frozen=True, slots=True)
class Layout(Generic[T]):
    """The columns of one kind of file, how a row is read, and what makes two rows the same
    entry.
    """

    kind: str
    required: tuple[str, ...]
    parse: Callable[[Record], T]
    key: Callable[[T], Hashable]
    optional: tuple[str, ...] = ()
    example: tuple[str, ...] = field(default=())
    prepare: Callable[[Record, Record], Record] = _as_it_stands  # this row, the row above it

    @property
    def columns(self) -> tuple[str, ...]:
        return self.required + self.optional

    def template(self) -> str:
        """An empty file with the right columns and one invented example row."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.columns)
        if self.example:
            writer.writerow(self.example)
        return out.getvalue()


def columns(names: str) -> tuple[str, ...]:
    """Column names as one readable text."""
    return tuple(names.split())


def refuse_cell(code: str, name: str, value: str = "", **params: str | int) -> Refused:
    """The objection to one cell, ready to raise."""
    return Refused(Reason(code, {"field": name, "value": value[:60], **params}))


def needed(record: Record, name: str) -> str:
    """The trimmed text of a cell that may not be empty. Raises Refused `cell-empty`."""
    text = (record.get(name) or "").strip()
    if not text:
        raise refuse_cell("cell-empty", name)
    return text


def optional(record: Record, name: str) -> str:
    """The trimmed text of a cell, or of an absent column, as "" when there is none."""
    return (record.get(name) or "").strip()


def one_of(record: Record, name: str, allowed: Iterable[str], *, empty: str = "") -> str:
    """A cell that must hold one of the allowed codes; `empty` is what an empty one stands for.

    Raises Refused `cell-not-in-list`, and `cell-empty` when nothing stands for it.
    """
    text, choices = optional(record, name) or empty or needed(record, name), sorted(allowed)
    if text not in choices:
        raise refuse_cell("cell-not-in-list", name, text, allowed=", ".join(choices))
    return text


def whole_number(record: Record, name: str) -> int | None:
    """A cell with a whole number from 0, or None when it is empty. Raises Refused
    `cell-not-a-number`.
    """
    text = optional(record, name)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise refuse_cell("cell-not-a-number", name, text)
    return int(text)


def yes_no(record: Record, name: str) -> bool:
    """`yes`, or `no` and empty. Raises Refused `cell-not-yes-or-no`."""
    text = optional(record, name).lower()
    if text not in {"yes", "no", ""}:
        raise refuse_cell("cell-not-yes-or-no", name, text)
    return text == "yes"


def pieces(record: Record, name: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list split by `;`."""
    return tuple(part.strip() for part in optional(record, name).split(";") if part.strip())


def read_file(content: bytes, layout: Layout[T]) -> ImportReport[T]:
    """The report on a whole file; a file that cannot be read at all has its problems in row 1.

    Codes of such a file: `file-too-large`, `file-not-utf8`, `file-not-csv`, `file-without-rows`
    and the objections to its column names.
    """
    try:
        header, rows = table_of(content)
        refuse_if(reasons_against_columns(header, layout.required, layout.columns))
        refuse_if([] if rows else [Reason("file-without-rows")])
    except Refused as refused:
        return ImportReport(
            problems=tuple(problem_of(WHOLE_FILE, reason) for reason in refused.reasons)
        )
    return read_rows(header, rows, layout)


def table_of(content: bytes) -> tuple[tuple[str, ...], list[CsvRow]]:
    """The column names of a file, and its rows. Raises Refused for a file that is no table."""
    if len(content) > LARGEST_FILE:
        raise Refused(Reason("file-too-large", {"limit": LARGEST_FILE // 1024}))
    try:
        rows = list(csv_rows(content.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise Refused(Reason("file-not-utf8")) from error
    except NotCsv as error:
        raise Refused(Reason("file-not-csv", {"row": error.line})) from error
    return (rows[0].filled if rows else ()), rows[1:]


def read_rows(header: Sequence[str], table: Sequence[CsvRow], layout: Layout[T]) -> ImportReport[T]:
    """Parse every row; a row that refuses becomes problems, a second row with the same key
    another.
    """
    rows: list[ParsedRow[T]] = []
    problems: list[Problem] = []
    seen: dict[Hashable, int] = {}
    above: Record = {}
    for given in table:
        try:
            refuse_if(_reasons_against_cells(given, header))
            above = layout.prepare(dict(zip_longest(header, given.filled, fillvalue="")), above)
            row = layout.parse(above)
            _refuse_twin(seen.setdefault(layout.key(row), given.number), given.number)
        except Refused as refused:
            problems += [problem_of(given.number, reason) for reason in refused.reasons]
        else:
            rows.append(ParsedRow(given.number, row))
    return ImportReport(tuple(rows), tuple(problems), seen=len(table))


def _reasons_against_cells(row: CsvRow, header: Sequence[str]) -> Iterator[Reason]:
    """A cell beyond the last column is a comma that was meant as text: nothing is cut off. No text
    of the database holds a NUL.
    """
    if len(row.filled) > len(header):
        counts = {"count": len(row.filled), "wanted": len(header)}
        yield Reason("row-too-wide", {"field": header[-1], **counts})
    for name, cell in zip(header, row.filled, strict=False):
        if "\0" in cell:
            yield Reason("cell-with-nul", {"field": name})


def _refuse_twin(first: int, number: int) -> None:
    if first != number:
        raise Refused(Reason("row-repeats", {"first": first}))


def problem_of(row: int, reason: Reason) -> Problem:
    """Place a reason at its row; its `field` says which cell."""
    return Problem(row, str(reason.params.get("field", "")), reason)
