"""What stands in a CSV file, row by row? The one reader of every import: it gives the cells as
they are, so that whoever reads them must say what becomes of a cell too many.

`csv.DictReader` puts such cells aside in silence and lets the last of two equal columns win; a
test keeps it out of the source.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass


class NotCsv(Exception):  # noqa: N818  (an answer about the file, not a fault of the program)
    """The text breaks off inside a cell; `line` is where."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


@dataclass(frozen=True, slots=True)
class CsvRow:
    """The cells of one row, where it begins in the text, and as which row a spreadsheet shows
    it.
    """

    line: int
    number: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> tuple[str, ...]:
        """The cells without the empty ones at the end, which spreadsheets add."""
        end = len(self.cells)
        while end and not self.cells[end - 1].strip():
            end -= 1
        return self.cells[:end]


def csv_rows(text: str) -> Iterator[CsvRow]:
    """Every row that says something; rows of empty cells are passed over, and counted.

    Raises NotCsv when it comes to a quotation mark that is not closed.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    number = 1
    try:
        for cells in reader:
            row = CsvRow(line, number, tuple(cells))
            line, number = reader.line_num + 1, number + 1
            if row.filled:
                yield row
    except csv.Error as error:
        raise NotCsv(max(reader.line_num, 1)) from error
