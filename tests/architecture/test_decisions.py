"""Decision records: one number each, the number of its file in its heading, all in the index."""

import re
from pathlib import Path

DOCS = Path(__file__).parents[2] / "docs"
RECORDS = sorted((DOCS / "adr").glob("*.md"))


def test_numbers_run_without_gap_or_twin() -> None:
    numbers = [int(path.name[:4]) for path in RECORDS]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_heading_carries_the_number_of_the_file() -> None:
    wrong = [
        path.name
        for path in RECORDS
        if not path.read_text("utf-8").startswith(f"# {path.name[:4]} ")
    ]
    assert wrong == []


def test_the_index_names_each() -> None:
    index = (DOCS / "README.md").read_text("utf-8")
    listed = re.findall(r"^\| \[(\d{4})\]\(adr/([\w-]+\.md)\)", index, re.MULTILINE)
    assert [name for _, name in listed] == [path.name for path in RECORDS]
    assert all(name.startswith(number) for number, name in listed)
