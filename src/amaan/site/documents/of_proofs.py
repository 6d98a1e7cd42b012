"""Which tests prove each invariant and each security test, and does a broken guard turn them red?

The wording is workflows.md section 12 and security.md section 14, kept in docs/proofs.toml. The
tests are found by their markers; what happened when a guard was broken stands in
tests/sabotage/results.json.
"""

import ast
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from amaan.node.places import REPOSITORY
from amaan.site.documents.of_code import table

TESTS = REPOSITORY / "tests"
RESULTS = TESTS / "sabotage" / "results.json"
WORDING = REPOSITORY / "docs" / "proofs.toml"
MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Proof:
    """A test that carries a marker: `kind` is `invariant` or `security`."""

    kind: str
    number: int
    place: str


@cache
def proofs() -> tuple[Proof, ...]:
    return tuple(it for path in sorted(TESTS.rglob("test_*.py")) for it in proofs_in(path))


def proofs_in(path: Path) -> Iterator[Proof]:
    tree = ast.parse(path.read_text("utf-8"))
    whole = [
        mark for node in tree.body if isinstance(node, ast.Assign) for mark in pytestmark(node)
    ]
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name.lower().startswith(
            "test"
        ):
            for kind, number in [*whole, *(m for it in node.decorator_list for m in marks_in(it))]:
                yield Proof(kind, number, f"{path.relative_to(REPOSITORY)}::{node.name}")


def pytestmark(node: ast.Assign) -> Iterator[tuple[str, int]]:
    if any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets):
        for part in ast.walk(node.value):
            yield from marks_in(part)


def marks_in(node: ast.AST) -> Iterator[tuple[str, int]]:
    """`@pytest.mark.invariant(3)` -> ("invariant", 3); several numbers are several marks."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return
    if node.func.attr in {"invariant", "security"}:
        for argument in node.args:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, int):
                yield node.func.attr, argument.value


def sabotage() -> Mapping[tuple[str, int], list[Mapping[str, str]]]:
    """What was broken for each number, and whether the tests went red."""
    found: dict[tuple[str, int], list[Mapping[str, str]]] = {}
    if RESULTS.exists():
        for result in json.loads(RESULTS.read_text("utf-8")):
            kind, _, number = result["proves"].partition(" ")
            found.setdefault((kind, int(number)), []).append(result)
    return found


def wording(kind: str) -> Mapping[int, str]:
    numbered = tomllib.loads(WORDING.read_text("utf-8"))[kind]
    return {int(number): text for number, text in numbered.items()}


def rows(kind: str) -> Iterator[tuple[object, ...]]:
    tried = sabotage()
    for number, text in wording(kind).items():
        tests = [proof.place for proof in proofs() if (proof.kind, proof.number) == (kind, number)]
        results = tried.get((kind, number), [])
        yield number, text, tests_cell(tests, results), sabotage_cell(results)


def tests_cell(tests: list[str], results: list[Mapping[str, str]]) -> str:
    """A guard that can be broken unseen is not proven, whatever its tests say."""
    survived = any(result["outcome"] == "survived" for result in results)
    listed = "<br>".join(f"`{test}`" for test in sorted(set(tests)))
    return (
        f"{MISSING}: a broken guard was not noticed<br>{listed}" if survived else listed or MISSING
    )


def sabotage_cell(results: list[Mapping[str, str]]) -> str:
    return "<br>".join(f"{it['name']}: {it['outcome']} ({it['date']})" for it in results) or "none"


def document(title: str, kind: str, source: str) -> str:
    head = ("No.", "What must hold", "Proving tests", "Broken on purpose")
    return f"# {title}\n\n{source}\n\n{table(head, rows(kind))}"


def invariants() -> str:
    return document("Invariants", "invariant", "Each must hold after any sequence of steps.")


def security_tests() -> str:
    return document("Security tests", "security", "What an attacker would try first.")
