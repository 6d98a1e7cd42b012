"""Purposes, ends and bases are members of their enums: no text in the source spells one out."""

import ast
import re
from collections.abc import Iterator

import pytest

from amaan.node.places import REPOSITORY
from amaan.security.rules import purposes

SOURCE = REPOSITORY / "src" / "amaan"
HOME = SOURCE / "security" / "rules" / "purposes.py"
ENUMS = (
    purposes.GrantPurpose,
    purposes.GrantEnd,
    purposes.ExclusionBasis,
    purposes.KeyPurpose,
    purposes.ConsentPurpose,
    purposes.ConsentHow,
)
CODES = {str(code) for enum in ENUMS for code in enum}
# Nothing else in the source has these names, so they are found wherever they stand.
ONLY_THESE = CODES & {
    "NARRATIVE", "STAYS", "NARROWED", "CONSENT_WITHDRAWN", "ALLOCATION_ENDED", "NAMED_OFFICE",
    "UNNAMED_OFFICE", "LINE_OF_COMMAND", "REPORTS_TO_IT", "INHERITED", "TO_POLICE", "SPOKEN",
}  # fmt: skip
COLUMNS = {"purpose", "ended_why", "basis", "how", "why"}
# The end of a clock says which step ended it.
OTHER_CALLS = {"end_clocks", "end"}
IN_SQL = re.compile(r"\b(?:purpose|ended_why|basis|how)\s*=\s*'([A-Z_]+)'")


def spelled_out(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node.value in ONLY_THESE:
                yield node.lineno, node.value
            yield from ((node.lineno, it) for it in IN_SQL.findall(node.value) if it in CODES)
        if isinstance(node, ast.Call) and called(node) not in OTHER_CALLS:
            yield from ((it.lineno, it.value) for it in arguments(node) if it.value in CODES)


def called(node: ast.Call) -> str:
    named = node.func
    return named.attr if isinstance(named, ast.Attribute) else getattr(named, "id", "")


def arguments(node: ast.Call) -> Iterator[ast.Constant]:
    for it in node.keywords:
        if it.arg in COLUMNS and isinstance(it.value, ast.Constant):
            yield it.value


def test_no_code_is_spelled_out() -> None:
    wrong = [
        f"{path.relative_to(REPOSITORY)}:{line} {code}"
        for path in sorted(SOURCE.rglob("*.py"))
        if path != HOME and "migrations" not in path.parts
        for line, code in spelled_out(path.read_text("utf-8"))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "line",
    [
        "give_grant(record=r, purpose='OWN')",
        "Grant.objects.filter(ended_why='CLOSED')",
        "found = (unit, 'LINE_OF_COMMAND')",
        "SQL = \"SELECT 1 FROM c WHERE c.purpose = 'REFERRAL'\"",
    ],
)
def test_what_is_spelled_out_is_found(line: str) -> None:
    assert list(spelled_out(line))
