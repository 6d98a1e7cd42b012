"""Does one reason have one audience, wherever it is given? A code that is guarded in one place and
open in another would tell on one page what the other keeps.
"""

import ast
from collections import defaultdict

from amaan.node.places import REPOSITORY

SOURCE = REPOSITORY / "src" / "amaan"
OPEN = "OPEN"
# Given by the table of states, and to a form that comes too early: it names nobody in either case.
SEVERAL = {"illegal-step"}


def audience_of(call: ast.Call) -> str:
    """The third argument of `Reason`, or the one by name."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    given = call.args[2] if len(call.args) > 2 else named.get("audience")
    return given.attr if isinstance(given, ast.Attribute) else OPEN


def audiences() -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason":
                code = node.args[0] if node.args else None
                if isinstance(code, ast.Constant):
                    found[str(code.value)].add(audience_of(node))
    return found


def test_one_reason_has_one_audience() -> None:
    found = audiences()
    assert "GUARDED" in found["unit-excluded"]
    several = {code: told for code, told in found.items() if len(told) > 1}
    assert {code: told for code, told in several.items() if code not in SEVERAL} == {}
