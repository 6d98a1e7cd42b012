"""A state is written in one place: `Machine.take`; no other code sets the state of a row."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from amaan.node.places import REPOSITORY

SOURCE = REPOSITORY / "src" / "amaan"
TRANSITION = SOURCE / "ledger" / "actions" / "transition.py"


def states_written(text: str) -> Iterator[int]:
    """Lines that set `.status` of something, or update a column of that name in the table."""
    for node in ast.walk(ast.parse(text)):
        if sets_status(node) or updates_status(node):
            yield node.lineno  # type: ignore[attr-defined]  # statements and calls have a line


def sets_status(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "status"
        and isinstance(node.ctx, ast.Store)
    )


def updates_status(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "update"
        and any(it.arg == "status" for it in node.keywords)
    )


def actions() -> list[Path]:
    found = [path for path in SOURCE.glob("*/actions/**/*.py") if path != TRANSITION]
    return sorted([*found, *SOURCE.glob("*/actions.py")])


def test_no_action_writes_a_state_by_hand() -> None:
    wrong = [
        f"{path.relative_to(REPOSITORY)}:{line}"
        for path in actions()
        for line in states_written(path.read_text("utf-8"))
    ]
    assert wrong == []


def test_the_one_place_writes_it() -> None:
    """A search that finds nothing anywhere would always be green."""
    assert list(states_written(TRANSITION.read_text("utf-8")))


@pytest.mark.parametrize(
    "line", ["row.status = 'CLOSED'", "a, row.status = 1, 2", "rows.update(status='CLOSED')"]
)
def test_what_counts_as_writing(line: str) -> None:
    assert list(states_written(line)) == [1]
