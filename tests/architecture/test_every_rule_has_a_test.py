"""Is there a rule that nobody tests? A module of `rules/` is imported by a test under
`tests/rules`, where no database, no page and no action stands between a rule and what is asked.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from amaan.node.places import REPOSITORY

SOURCE, TESTS = REPOSITORY / "src", REPOSITORY / "tests" / "rules"


def rules() -> Iterator[str]:
    """Every module of rules that holds code of its own."""
    for path in sorted(SOURCE.glob("amaan/*/rules/**/*.py")):
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        if path.stem != "__init__":
            yield name
        elif any(isinstance(it, ast.FunctionDef | ast.ClassDef) for it in body(path)):
            yield name.removesuffix(".__init__")


def body(path: Path) -> list[ast.stmt]:
    return ast.parse(path.read_text("utf-8")).body


def imported(tree: ast.AST) -> Iterator[str]:
    """What a file imports; `from a.b import c` may mean the module `a.b` and the module `a.b.c`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_module_of_rules_is_imported_by_a_test_of_rules() -> None:
    asked = {
        name
        for path in TESTS.rglob("test_*.py")
        for name in imported(ast.parse(path.read_text("utf-8")))
    }
    known = list(rules())
    assert len(known) > 40
    assert [name for name in known if name not in asked] == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("import amaan.work.rules.clocks", {"amaan.work.rules.clocks"}),
        ("from amaan.work.rules import clocks", {"amaan.work.rules", "amaan.work.rules.clocks"}),
        ("from amaan.work.rules.clocks import x", {"amaan.work.rules.clocks"}),
    ],
)
def test_each_way_to_import_counts(line: str, names: set[str]) -> None:
    assert names <= set(imported(ast.parse(line)))
