"""Which of the two languages does the reader see?"""

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
