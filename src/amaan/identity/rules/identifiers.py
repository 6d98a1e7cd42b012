"""How an identifier is written before it is keyed: one canonical form, "well formed" and never
"valid" (domain.md §12).
"""

import re
from collections.abc import Iterator
from typing import Final

import phonenumbers

from amaan.kernel.folding import latin_digits
from amaan.kernel.reasons import Reason

CNIC: Final = re.compile(r"[1-8]\d{12}")


def canonical_cnic(text: str) -> str:
    """13 digits without dashes."""
    return re.sub(r"\D", "", latin_digits(text))


def reasons_against_cnic(text: str) -> Iterator[Reason]:
    if text.strip() and not CNIC.fullmatch(canonical_cnic(text)):
        yield Reason("cnic-not-well-formed")


def canonical_phone(text: str) -> str:
    """E.164 for numbers of Pakistan and abroad; an empty text when it is none."""
    try:
        number = phonenumbers.parse(latin_digits(text), "PK")
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def reasons_against_phone(text: str) -> Iterator[Reason]:
    if text.strip() and not canonical_phone(text):
        yield Reason("phone-not-understood")
