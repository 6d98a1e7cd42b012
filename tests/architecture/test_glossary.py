"""Does the glossary explain words that exist, each once, in both languages?"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from amaan.node.places import REPOSITORY

GLOSSARY = REPOSITORY / "docs" / "glossary.md"
MOST = 60
URDU = re.compile(r"[\u0600-\u06ff]")


def entries() -> list[tuple[str, str, str]]:
    rows = [line.strip("|").split("|") for line in GLOSSARY.read_text("utf-8").splitlines()]
    cells = [tuple(cell.strip() for cell in row) for row in rows if len(row) == 3]
    return [(word, meaning, urdu) for word, meaning, urdu in cells[2:]]


@cache
def defined() -> frozenset[str]:
    """The names of every class and function of the product."""
    return frozenset(name for file in (REPOSITORY / "src").rglob("*.py") for name in names(file))


def names(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name


def test_a_word_in_code_exists() -> None:
    words = [word.strip("`") for word, _, _ in entries() if word.startswith("`")]
    assert [word for word in words if word.lstrip(".") not in defined()] == []


def test_each_word_stands_once_in_both_languages() -> None:
    found = entries()
    words = [word.lower() for word, _, _ in found]
    assert 40 < len(words) <= MOST
    assert len(set(words)) == len(words)
    assert [word for word, meaning, urdu in found if not meaning or not URDU.search(urdu)] == []
