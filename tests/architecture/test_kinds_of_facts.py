"""Every kind of fact that the code makes is declared with its release class, and no other is."""

import ast
import re
from collections.abc import Iterable, Iterator
from typing import Final

from amaan.kernel.words import Catalogue
from amaan.ledger.rules.releases import release_of
from amaan.node.places import REPOSITORY

SOURCE = REPOSITORY / "src" / "amaan"
WORDS = [Catalogue.load(path) for path in sorted(SOURCE.glob("*/words.toml"))]
DECLARED = {kind: release for words in WORDS for kind, release in words.releases.items()}
KIND: Final = re.compile(r"[a-z]+\.[a-z_]+(\.[a-z_]+)?")


def said(tree: ast.AST) -> Iterator[str]:
    """What a string of the code may be, as an expression: a gap stands for a word."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
        elif isinstance(node, ast.JoinedStr):
            yield "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_]+"
                for part in node.values
            )


def made(tree: ast.AST) -> Iterator[str]:
    """Kinds spelled out where a fact is made."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Fact" and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)


def trees() -> list[ast.AST]:
    return [ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))]


def test_what_is_declared_is_what_the_ledger_knows() -> None:
    assert {kind: release_of(kind) for kind in DECLARED} == DECLARED


def test_every_kind_that_is_made_is_declared() -> None:
    kinds = {kind for tree in trees() for kind in made(tree)}
    assert len(kinds) > 30
    assert sorted(kinds - set(DECLARED)) == []


def unmade(kinds: Iterable[str]) -> list[str]:
    """Kinds that no string of the code can be; one that begins with a gap could be anything."""
    begins = tuple(re.escape(f"{path.parent.name}.") for path in SOURCE.glob("*/__init__.py"))
    strings = {text for tree in trees() for text in said(tree) if text.startswith(begins)}
    pattern = re.compile("|".join(sorted(strings)))
    return [kind for kind in sorted(kinds) if not pattern.fullmatch(kind)]


def test_every_kind_that_is_declared_is_made() -> None:
    assert unmade({*DECLARED, "referral.forgotten"}) == ["referral.forgotten"]


def test_a_kind_is_named_by_its_capability() -> None:
    assert [kind for kind in DECLARED if not KIND.fullmatch(kind)] == []
    wrong = [
        f"{path.parent.name}: {kind}"
        for path in sorted(SOURCE.glob("*/words.toml"))
        for kind in Catalogue.load(path).releases
        if kind.split(".")[0] not in {path.parent.name, "demo"}
    ]
    assert wrong == []
