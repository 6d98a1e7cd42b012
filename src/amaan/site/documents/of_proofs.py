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
MISSING, PART, PROVED = "missing", "part", "proved"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A test that carries a marker: `kind` is `invariant` or `security`; it proves its own claim
    and no other of the number.
    """

    kind: str
    claim: str  # "6", or "13b" where a number makes several claims
    place: str


@cache
def proofs() -> tuple[ProofRow, ...]:
    return tuple(it for path in sorted(TESTS.rglob("test_*.py")) for it in proofs_in(path))


def proofs_in(path: Path) -> Iterator[ProofRow]:
    tree = ast.parse(path.read_text("utf-8"))
    whole = [
        mark for node in tree.body if isinstance(node, ast.Assign) for mark in pytestmark(node)
    ]
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name.lower().startswith(
            "test"
        ):
            for kind, claim in [*whole, *(m for it in node.decorator_list for m in marks_in(it))]:
                yield ProofRow(kind, claim, f"{path.relative_to(REPOSITORY)}::{node.name}")


def pytestmark(node: ast.Assign) -> Iterator[tuple[str, str]]:
    if any(isinstance(target, ast.Name) and target.id == "pytestmark" for target in node.targets):
        for part in ast.walk(node.value):
            yield from marks_in(part)


def marks_in(node: ast.AST) -> Iterator[tuple[str, str]]:
    """`@pytest.mark.invariant(3, "13b")` -> ("invariant", "3"), ("invariant", "13b")."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return
    if node.func.attr in {"invariant", "security"}:
        for argument in node.args:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, int | str):
                yield node.func.attr, str(argument.value)


def sabotage() -> Mapping[tuple[str, str], list[Mapping[str, str]]]:
    """What was broken for each number, and whether the tests went red."""
    found: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    if RESULTS.exists():
        for result in json.loads(RESULTS.read_text("utf-8")):
            kind, _, number = result["proves"].partition(" ")
            found.setdefault((kind, number), []).append(result)
    return found


def wording(kind: str) -> Mapping[str, str]:
    """The sentence of each number, and after it those of its claims, where it makes several."""
    numbered: Mapping[str, str] = tomllib.loads(WORDING.read_text("utf-8"))[kind]
    return numbered


def lettered(kind: str, number: str) -> list[str]:
    """The claims of a number: `13a`, `13b` …; none where the sentence is one claim."""
    return [key for key in wording(kind) if key != number and key.rstrip(LETTERS) == number]


def overclaims() -> Iterator[str]:
    """Markers of a claim that nobody has stated, or of a whole sentence that makes several."""
    for proof in proofs():
        known = proof.claim in wording(proof.kind)
        if not known or lettered(proof.kind, proof.claim):
            yield f"{proof.place}: {proof.kind} {proof.claim}"


def rows(kind: str) -> Iterator[tuple[object, ...]]:
    if wrong := sorted(set(overclaims())):
        raise ValueError(f"name the claim that the test proves: {', '.join(wrong)}")
    tried = sabotage()
    for key, text in wording(kind).items():
        tests = [proof.place for proof in proofs() if (proof.kind, proof.claim) == (kind, key)]
        results = tried.get((kind, key), [])
        yield key, text, standing(kind, key), tests_cell(tests), sabotage_cell(results)


def standing(kind: str, key: str) -> str:
    """`proved`, `missing`, or `part` where some claims of a number are proved; a guard that can be
    broken unseen is not proved, whatever its tests say.
    """
    claims = lettered(kind, key) or [key]
    broken = [it for claim in {key, *claims} for it in sabotage().get((kind, claim), [])]
    if any(result["outcome"] == "survived" for result in broken):
        return f"{MISSING}: a broken guard was not noticed"
    marked = {proof.claim for proof in proofs() if proof.kind == kind}
    proved = [claim for claim in claims if claim in marked]
    return MISSING if not proved else PROVED if len(proved) == len(claims) else PART


def tests_cell(tests: list[str]) -> str:
    return "<br>".join(f"`{test}`" for test in sorted(set(tests)))


def sabotage_cell(results: list[Mapping[str, str]]) -> str:
    return "<br>".join(f"{it['name']}: {it['outcome']} ({it['date']})" for it in results) or "none"


def document(title: str, kind: str, source: str) -> str:
    head = ("No.", "What must hold", "Held", "Proving tests", "Broken on purpose")
    return f"# {title}\n\n{source}\n\n{table(head, rows(kind))}"


def invariants() -> str:
    return document("Invariants", "invariant", "Each must hold after any sequence of steps.")


def security_tests() -> str:
    return document("Security tests", "security", "What an attacker would try first.")
