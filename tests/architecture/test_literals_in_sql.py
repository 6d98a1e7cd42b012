"""A code of ours in SQL comes from its enum; or after a new name policies compare in vain."""

import ast
import re
from collections.abc import Iterator

import pytest

from amaan.node.places import REPOSITORY

SOURCE = REPOSITORY / "src" / "amaan"
CODE = re.compile(r"'([A-Z][A-Z_]+)'")
SQL = re.compile(r"\b(?:SELECT|INSERT|UPDATE|DELETE|WHERE|AND|OR|CASE|IN)\b|=\s*'")
OTHERS = {
    "node/row_security/catalogue.py": "PostgreSQL's own words for kinds of objects",
    "node/row_security/comparing.py": "the same",
}


def codes(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text)):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and SQL.search(node.value)
        ):
            yield from ((node.lineno, code) for code in CODE.findall(node.value))


def test_no_code_is_written_into_sql() -> None:
    wrong = [
        f"{path.relative_to(SOURCE)}:{line} {code}"
        for path in sorted(SOURCE.rglob("*.py"))
        if "migrations" not in path.parts and str(path.relative_to(SOURCE)) not in OTHERS
        for line, code in codes(path.read_text("utf-8"))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "line",
    ["X = \"kind = 'ANSWER'\"", "X = f\"{A} AND (side = 'DESK')\"", "X = \" OR a IN ('UP')\""],
)
def test_what_is_written_is_found(line: str) -> None:
    assert list(codes(line))
