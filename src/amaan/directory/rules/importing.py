"""Which rows of a file can be taken, and what must be mended in the others? One report for every
import.
"""

import csv
import io
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from amaan.kernel.reasons import Reason, Refused

T = TypeVar("T")
Record = Mapping[str, str]

FIRST_ROW: Final = 2  # line 1 holds the column names
LARGEST_FILE: Final = 2 * 1024 * 1024  # bytes
WHOLE_FILE: Final = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell; the words of the reason say how to mend it."""

    row: int  # line of the file, as a spreadsheet shows it
    field: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Report(Generic[T]):
    """Every row either parsed or with its problems; a file with one problem changes nothing."""

    rows: tuple[T, ...] = ()
    problems: tuple[Problem, ...] = ()
    seen: int = 0

    @property
    def clean(self) -> bool:
        return not self.problems and bool(self.rows)


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


def one_of(record: Record, name: str, allowed: Iterable[str]) -> str:
    """A cell that must hold one of the allowed codes. Raises Refused `cell-not-in-list`."""
    text, choices = needed(record, name), sorted(allowed)
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


def records_of(content: bytes, required: Sequence[str]) -> list[Record]:
    """The rows of a CSV file as texts by column name.

    Raises Refused: `file-too-large`, `file-not-utf8`, `file-not-csv`, `file-without-rows`,
    `column-missing`.
    """
    if len(content) > LARGEST_FILE:
        raise Refused(Reason("file-too-large", {"limit": LARGEST_FILE // 1024}))
    try:
        text = content.decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        rows = [{k: v or "" for k, v in row.items() if isinstance(k, str)} for row in reader]
    except UnicodeDecodeError as error:
        raise Refused(Reason("file-not-utf8")) from error
    except csv.Error as error:
        raise Refused(Reason("file-not-csv", {"row": reader.line_num})) from error
    missing = [name for name in required if name not in (reader.fieldnames or ())]
    if missing:
        raise Refused(*(Reason("column-missing", {"field": name}) for name in missing))
    if not rows:
        raise Refused(Reason("file-without-rows"))
    return list(rows)


def read_rows(records: Iterable[Record], layout: Layout[T]) -> Report[T]:
    """Parse every row; a row that refuses becomes problems, a second row with the same key
    another.
    """
    rows: list[T] = []
    problems: list[Problem] = []
    seen: dict[Hashable, int] = {}
    number = WHOLE_FILE
    for number, record in enumerate(records, FIRST_ROW):
        try:
            row = layout.parse(record)
            _refuse_twin(seen.setdefault(layout.key(row), number), number)
        except Refused as refused:
            problems += [problem_of(number, reason) for reason in refused.reasons]
        else:
            rows.append(row)
    return Report(tuple(rows), tuple(problems), seen=number - WHOLE_FILE)


def _refuse_twin(first: int, number: int) -> None:
    if first != number:
        raise Refused(Reason("row-repeats", {"first": first}))


def problem_of(row: int, reason: Reason) -> Problem:
    """Place a reason at its row; its `field` says which cell."""
    return Problem(row, str(reason.params.get("field", "")), reason)


def read_file(content: bytes, layout: Layout[T]) -> Report[T]:
    """The report on a whole file; a file that cannot be read at all has its problems in row 1."""
    try:
        records = records_of(content, layout.required)
    except Refused as refused:
        return Report(problems=tuple(problem_of(WHOLE_FILE, reason) for reason in refused.reasons))
    return read_rows(records, layout)
