"""Has each thing one Urdu word, on all pages, in all codes and in the guides?"""

import re
from pathlib import Path
from typing import Final

import pytest

from amaan.node.places import REPOSITORY
from amaan.node.words import SOURCE, disagreements, po_files

# Words that once stood for the same thing beside the word that was kept.
GIVEN_UP: Final = {
    "مسل": "فائل",
    "مسلیں": "فائل",
    "مسلوں": "فائل",
    "حوالگیاں": "ریفرل",
    "حوالگیوں": "ریفرل",
    "شکایات": "اطلاعات (complaints to others than Amaan excepted)",
    "شکایت کنندہ": "اطلاع دینے والا",
    "اطلاع دہندہ": "اطلاع دینے والا",
    "رابطہ افسر": "فوکل پرسن",
    "سپروائزر": "نگران",
    "دوسری سروس": "دوسری خدمت",
    "تحفظِ اطفال": "بچوں کا تحفظ",
    "مہر بند": "سربمہر",
}
# The FIA counts complaints of its own.
ALLOWED: Final = "ایف آئی اے کو شکایات"
GUIDES: Final = REPOSITORY / "docs" / "guides"


def test_one_english_word_has_one_urdu_word() -> None:
    assert [str(fault) for fault in disagreements()] == []


@pytest.mark.parametrize(
    "file",
    [*po_files(), *sorted(SOURCE.glob("*/words.toml")), *sorted(GUIDES.glob("*.md"))],
    ids=lambda file: str(file.relative_to(REPOSITORY)),
)
def test_a_word_that_was_given_up_stands_nowhere(file: Path) -> None:
    text = file.read_text("utf-8").replace(ALLOWED, "")
    letters = r"[\u0620-\u06D3]"
    found = {
        word: kept
        for word, kept in GIVEN_UP.items()
        if re.search(rf"(?<!{letters}){word}(?!{letters})", text)
    }
    assert found == {}
