"""Nothing in a table is lost in silence: every cell is given, and only one reader reads."""

import ast
from pathlib import Path

import pytest

from amaan.kernel.csv_rows import NotCsv, csv_rows

SOURCE = Path(__file__).parents[3] / "src" / "amaan"
READERS = {"reader", "DictReader"}


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    text = 'a,b\r\n"x\r\ny",1\r\n\r\n,\r\nz,2,3,,\r\n'
    rows = [(row.line, row.number, row.filled) for row in csv_rows(text)]
    assert rows == [(1, 1, ("a", "b")), (2, 2, ("x\r\ny", "1")), (6, 5, ("z", "2", "3"))]


def test_an_open_quotation_mark_is_told_with_its_line() -> None:
    with pytest.raises(NotCsv) as broken:
        list(csv_rows('a\n"b\nc'))
    assert broken.value.line == 3


def test_no_other_module_reads_tables() -> None:
    """`DictReader` drops cells beyond the last column and all but the last of equal columns."""
    found = set()
    for file in SOURCE.rglob("*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        for node in ast.walk(tree):
            named = isinstance(node, ast.ImportFrom) and node.module == "csv"
            if named or (isinstance(node, ast.Attribute) and reads_tables(node)):
                found.add(str(file.relative_to(SOURCE)))
    assert found == {"kernel/csv_rows.py"}


def reads_tables(node: ast.Attribute) -> bool:
    return node.attr in READERS and isinstance(node.value, ast.Name) and node.value.id == "csv"
