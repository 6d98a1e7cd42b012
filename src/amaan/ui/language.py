"""Which of the two languages does the reader see?"""

import re
from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import get_language


class Language(StrEnum):
    ENGLISH = "en"
    URDU = "ur"


def current() -> Language:
    """The language of this page; Urdu unless the reader chose English."""
    return Language.ENGLISH if (get_language() or "").startswith("en") else Language.URDU


def other(language: Language) -> Language:
    return Language.URDU if language is Language.ENGLISH else Language.ENGLISH


def pick(record: object, name: str) -> object:
    """`name_ur` or `name_en` of a record or mapping; the other one when the wanted is empty."""
    lang = current()
    return _value(record, f"{name}_{lang}") or _value(record, f"{name}_{other(lang)}")


ARABIC_SCRIPT = re.compile("[\u0620-\u06d3\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
LATIN_SCRIPT = re.compile("[A-Za-z]")


def language_of(text: str) -> Language | None:
    """Whose voice and typeface read what somebody wrote, told by the script that has more letters.

    Text in another language of the same script is read by the nearer of our two; None without
    letters.
    """
    arabic, latin = len(ARABIC_SCRIPT.findall(text)), len(LATIN_SCRIPT.findall(text))
    if not arabic and not latin:
        return None
    return Language.URDU if arabic >= latin else Language.ENGLISH


def name_of(record: object) -> str:
    """What a record is called in the language of the page."""
    return str(pick(record, "name"))


def _value(record: object, name: str) -> object:
    if isinstance(record, Mapping):
        return record.get(name, "")
    return getattr(record, name, "")
