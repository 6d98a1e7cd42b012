"""A name in a string points where an import may point: to the same capability or to a lower one.

Imports are held by contracts; what is loaded by its name (settings, task, route) is found here.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from amaan.node.places import REPOSITORY
from tests.architecture.layers import heights, may_see

SOURCE = REPOSITORY / "src" / "amaan"
MODULE = re.compile(r"\bamaan\.([a-z_]+)\b")
NAME = re.compile(r"([a-z_]+)[.:][a-z_]+")
# Calls whose first word is the name of a route or of a task.
LED_BY_NAME = {"reverse", "reverse_lazy", "redirect", "defer", "address"}


def sources() -> list[Path]:
    """Every file that stands on a layer; the entry `amaan/__main__.py` stands above them all."""
    return sorted(path for path in SOURCE.rglob("*.py") if path.parent != SOURCE)


def named_in(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The capabilities that strings of a module name, with their lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from ((node.lineno, name) for name in MODULE.findall(node.value))
        elif isinstance(node, ast.Call):
            yield from led_by_name(node)


def led_by_name(call: ast.Call) -> Iterator[tuple[int, str]]:
    function = call.func
    called = getattr(function, "id", "") or getattr(function, "attr", "")
    first = call.args[0] if call.args else None
    if called in LED_BY_NAME and isinstance(first, ast.Constant) and isinstance(first.value, str):
        found = NAME.fullmatch(first.value)
        if found:
            yield call.lineno, found[1]


def upward(path: Path) -> Iterator[str]:
    here = path.relative_to(SOURCE).parts[0]
    for line, name in named_in(ast.parse(path.read_text("utf-8"))):
        if name in heights() and not may_see(here, name):
            yield f"{path.relative_to(SOURCE)}:{line} names {name}"


def test_names_point_down() -> None:
    assert [fault for path in sources() for fault in upward(path)] == []


@pytest.mark.parametrize(
    "line",
    [
        'settings = "amaan.site.settings.worker"',
        'module = f"amaan.site.wsgi_{site}:application"',
        'defer("referral.sweep", referral=ident)',
        'redirect("screening:report", ident)',
    ],
)
def test_an_upward_name_is_found(line: str) -> None:
    names = {name for _, name in named_in(ast.parse(line))}
    assert [name for name in names if name in heights() and not may_see("work", name)]
