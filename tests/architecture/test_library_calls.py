"""Do we call the libraries of the sign-in as they are today?

Most bring no types, so nothing else notices when a call no longer fits, or when a new parameter
with a default changes what an old call does: `get_authentication_records(request)` returned nothing
from the day on which it wanted the user too, and nobody new could sign in.
"""

import ast
import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import amaan

LIBRARIES = ("allauth", "axes", "altcha", "segno")
SOURCE = Path(amaan.__file__ or "").parent
# What a call may leave to the library, because somebody has looked: function -> parameters.
LEFT_TO_THE_LIBRARY: dict[str, set[str]] = {
    "altcha.v1.create_challenge": {  # all of them stand in the options
        *("algorithm", "expires", "hmac_key", "max_number", "number", "params"),
        *("salt", "salt_length"),
    },
    "altcha.v1.verify_solution": {"check_expires"},  # it does
    "segno.make": {"version", "mode", "mask", "encoding", "eci", "micro", "boost_error"},
}


def calls() -> Iterator[tuple[str, ast.Call, Callable[..., Any]]]:
    """Each call of a function that a module imports from one of the libraries."""
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        known = names_in(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (found := known.get(ast.unparse(node.func))):
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node, found


def names_in(tree: ast.Module) -> dict[str, Callable[..., Any]]:
    """Name, as the module writes it -> function of a library, or one of a library's class."""
    found: dict[str, Any] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in LIBRARIES:
            module = import_module(node.module or "")
            for alias in node.names:
                found |= members(alias.asname or alias.name, getattr(module, alias.name))
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] in LIBRARIES:
                    found |= members(alias.asname or alias.name, import_module(alias.name))
    return found


def members(name: str, thing: Any) -> dict[str, Callable[..., Any]]:
    if inspect.isfunction(thing):
        return {name: thing}
    own = inspect.getmembers(thing, lambda it: inspect.isfunction(it) or inspect.ismethod(it))
    return {f"{name}.{member}": found for member, found in own}


def left_out(node: ast.Call, function: Callable[..., Any]) -> set[str]:
    """Parameters with a default that the call does not give. Raises TypeError where it does not
    fit.
    """
    spread = [it for it in node.args if isinstance(it, ast.Starred)]
    spread += [it.value for it in node.keywords if it.arg is None]  # type: ignore[misc]
    signature = inspect.signature(function)
    if spread:
        return set()
    given = signature.bind(*node.args, **{str(it.arg): it.value for it in node.keywords})
    kinds = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return {
        name
        for name, parameter in signature.parameters.items()
        if name not in given.arguments and parameter.kind not in kinds
    }


def test_every_call_fits_and_says_what_it_leaves_to_the_library() -> None:
    found, wrong = 0, []
    for place, node, function in calls():
        found += 1
        name = f"{function.__module__}.{function.__qualname__}"
        try:
            more = left_out(node, function) - LEFT_TO_THE_LIBRARY.get(name, set())
        except TypeError as broken:
            wrong.append(f"{place}: {name}: {broken}")
        else:
            wrong += [f"{place}: {name} leaves out {sorted(more)}"] if more else []
    assert wrong == []
    assert found >= 6


def grown(request: object, user: object = None) -> list[object]:
    return [request] if user else []


@pytest.mark.parametrize(
    ("call", "left"), [("grown(1)", {"user"}), ("grown(1, 2)", set()), ("grown(1, user=2)", set())]
)
def test_a_parameter_that_came_later_is_noticed(call: str, left: set[str]) -> None:
    node = ast.parse(call, mode="eval").body
    assert isinstance(node, ast.Call)
    assert left_out(node, grown) == left


def test_a_call_that_no_longer_fits_is_noticed() -> None:
    node = ast.parse("grown()", mode="eval").body
    assert isinstance(node, ast.Call)
    with pytest.raises(TypeError):
        left_out(node, grown)


def test_nothing_is_read_by_a_cursor_of_the_server() -> None:
    """Lost on the way, it cannot be closed: its error is none that Django knows, and its loss is
    blamed on whoever comes later. Long tables are read page by page.
    """
    files = SOURCE.rglob("*.py")
    assert [str(file) for file in files if ".iterator(" in file.read_text("utf-8")] == []
