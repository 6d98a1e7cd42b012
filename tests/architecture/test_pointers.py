"""Whoever follows a pointer arrives: every cited page is in the repository, every section in it."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
BOOK = REPOSITORY / "docs" / "spec"
READ = {".py", ".md", ".csv", ".toml", ".html", ".css", ".js", ".service", ".txt", ""}
# Texts of others, and this file, whose broken pointers are examples.
NOT_OURS = (
    "LICENSE",
    "package-lock.json",
    "data/statistics.csv",
    "tests/twins/",
    "tests/architecture/test_pointers.py",
)

# A wrapped line may stand between the words; in code it begins with a comment sign.
GAP = r"(?:[ \t]+|[ \t]*\n[ \t]*(?:#[ \t]*|--[ \t]*)?)"
NUMBER = r"\d+(?:\.\d+)?"
POINTER = re.compile(
    rf"(?P<page>[\w./-]*\b[\w-]+\.md)\b"
    rf"(?:,?{GAP}sections?{GAP}(?P<sections>{NUMBER}(?:(?:,{GAP}|{GAP}and{GAP}){NUMBER}\b(?![.:]\d))*)"
    rf"(?:,?{GAP}no\.{GAP}?(?P<item>\d+))?)?"
)


def files() -> Iterator[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.split("\0"):
        path = REPOSITORY / name
        if name and not name.startswith(NOT_OURS) and path.suffix in READ and path.is_file():
            yield path


def text_of(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


@cache
def pages() -> dict[str, list[Path]]:
    """Every page of the repository by its bare name."""
    found: dict[str, list[Path]] = {}
    for path in files():
        if path.suffix == ".md":  # those that the code writes, too
            found.setdefault(path.name, []).append(path)
    return found


@cache
def sections(page: Path) -> dict[str, str]:
    """Number of each heading of a page, with the text below it."""
    parts = re.split(rf"(?m)^##+ ({NUMBER})\.? ", text_of(page))
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def fault(path: Path, match: re.Match[str]) -> str | None:
    """Why this pointer does not arrive; None when it does."""
    name = match["page"]
    if match["sections"] is None:
        beside, below = path.parent / name, REPOSITORY / name
        known = beside.exists() or below.exists() or Path(name).name in pages()
        return None if known else f"{name} is not in the repository"
    page = BOOK / Path(name).name
    if not page.exists():
        return f"{name} has no numbered sections: only the pages of docs/spec have"
    for number in re.findall(NUMBER, match["sections"]):
        if number not in sections(page):
            return f"{name} has no section {number}"
    item = match["item"]
    if item and not re.search(rf"(?m)^{item}\. ", sections(page)[match["sections"]]):
        return f"{name} section {match['sections']} has no item {item}"
    return None


def faults(path: Path, text: str) -> Iterator[str]:
    for match in POINTER.finditer(text):
        why = fault(path, match)
        if why:
            line = text.count("\n", 0, match.start()) + 1
            yield f"{path.relative_to(REPOSITORY)}:{line}: {why}"


def test_every_pointer_arrives() -> None:
    assert [why for path in files() for why in faults(path, text_of(path))] == []


def test_the_book_is_cited() -> None:
    """A check that finds no pointer at all would always be green."""
    cited = {
        Path(match["page"]).name
        for path in files()
        if path.suffix == ".py"
        for match in POINTER.finditer(text_of(path))
        if match["sections"]
    }
    assert {"workflows.md", "security.md", "domain.md", "standards.md"} <= cited


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("see workflows.md section 3", None),
        ("see workflows.md section 12 no. 25", None),
        ("(security.md\n    section 7)", None),
        ("# security.md\n# section 7", None),
        ("standards.md sections 6.1 and 6.2", None),
        ("see WORKFLOWS.md section 3", "has no numbered sections"),
        ("see workflows.md section 99", "has no section 99"),
        ("see workflows.md section 12, no. 99", "has no item 99"),
        ("standards.md sections 6.1 and 6.9", "has no section 6.9"),
        ("see nowhere.md", "is not in the repository"),
    ],
)
def test_a_pointer_is_judged(text: str, why: str | None) -> None:
    found = list(faults(Path(__file__), text))
    assert len(found) == (0 if why is None else 1)
    assert why is None or why in found[0]
