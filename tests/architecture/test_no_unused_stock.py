"""Every part and picture of `ui` is used by a page of the product, not by the gallery alone."""

import re
from functools import cache
from pathlib import Path

from amaan.node.places import REPOSITORY
from amaan.ui import icons

SOURCE = REPOSITORY / "src" / "amaan"
PARTS = SOURCE / "ui" / "templates" / "cotton"
NAMING = {".html", ".py", ".js", ".css", ".toml"}


@cache
def sources() -> dict[Path, str]:
    """What may name a part or a picture, without what the build writes."""
    return {
        path: path.read_text("utf-8")
        for path in SOURCE.rglob("*")
        if path.suffix in NAMING and "built" not in path.parts
    }


def is_named(pattern: str, *, but_in: Path) -> bool:
    found = re.compile(pattern)
    return any(found.search(text) for path, text in sources().items() if path != but_in)


def test_every_part_is_used() -> None:
    parts = sorted(PARTS.glob("*.html"))
    unused = [
        part.stem
        for part in parts
        if not is_named(rf"<c-{part.stem.replace('_', '[-_]')}[\s/>]", but_in=part)
    ]
    assert parts
    assert unused == []


def test_every_picture_is_used() -> None:
    list_of_pointing = SOURCE / "ui" / "icons.py"
    unused = [
        name
        for name in icons.names()
        if not is_named(rf"[\"']{re.escape(name)}[\"']", but_in=list_of_pointing)
    ]
    assert icons.names()
    assert unused == []
