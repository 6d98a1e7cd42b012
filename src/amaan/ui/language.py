"""Which of the two languages does the reader see?"""

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


def name_of(record: object) -> str:
    """What a record is called in the language of the page."""
    return str(pick(record, "name"))


def _value(record: object, name: str) -> object:
    if isinstance(record, Mapping):
        return record.get(name, "")
    return getattr(record, name, "")
