"""Do the sheets keep their promises: both directions from one file, little weight, no stranger?"""

import gzip
import re
from pathlib import Path

import pytest

from amaan.node.places import REPOSITORY

STATIC = REPOSITORY / "src/amaan/ui/static/ui"
SHEETS = sorted(STATIC.glob("*.css"))
SCRIPTS = sorted(STATIC.glob("*.js"))
PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)|[{;]\s*(?:left|right|top|bottom):"
    r"|(?:text-align|float|clear):\s*(?:left|right)|[{;]\s*(?:min-|max-)?(?:width|height):"
)


def packed(*names: str) -> int:
    """The weight on the wire of some files, in bytes."""
    return sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_only_logical_properties(sheet: Path) -> None:
    assert PHYSICAL.findall(sheet.read_text("utf-8")) == []


def test_two_rules_know_the_direction() -> None:
    assert sum(sheet.read_text("utf-8").count("[dir=rtl]") for sheet in SHEETS) == 2


@pytest.mark.parametrize("path", [*SHEETS, *SCRIPTS], ids=lambda path: path.name)
def test_nothing_is_asked_of_another_site(path: Path) -> None:
    assert "://" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_hand_no_text_to_the_browser_as_code(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", text)
    assert "localStorage" not in text


def test_public_sheets_weigh_at_most_fifteen_kilobytes() -> None:
    assert packed("tokens.css", "parts.css", "public.css", "fonts.css") <= 15_000


def test_the_public_script_weighs_at_most_two_kilobytes() -> None:
    assert packed("public.js") <= 2_048


def test_the_status_page_stays_under_thirty_kilobytes_with_its_one_small_face() -> None:
    face = (STATIC / "fonts/naskh-400.woff2").stat().st_size
    assert (
        packed("tokens.css", "parts.css", "public.css", "fonts-light.css", "public.js") + face
        <= 29_000
    )
