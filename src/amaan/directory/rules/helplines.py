"""Which number reaches whom, where, and may the public see it? (domain.md section 8, security.md
section 15)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final

import phonenumbers

from amaan.directory.rules.confidence import Confidence, read_confidence
from amaan.directory.rules.importing import Layout, Record, needed, optional, refuse_cell
from amaan.kernel.reasons import Reason

ALWAYS_SHOWN: Final = ("15", "1122")
CHILD_LINES: Final = ("1121", "1098")  # domain.md section 8; the bodies differ by province
SHOWN_FOR_DAYS: Final = (
    180  # design value of domain.md section 8; the ratified one is a clock limit
)
REMIND_AFTER_DAYS: Final = 90


class HelplineStatus(StrEnum):
    UNVERIFIED = "UNVERIFIED"
    VERIFIED = "VERIFIED"
    WITHHELD = "WITHHELD"  # kept for the record, never shown to the public
    CLOSED = "CLOSED"


PROVINCE_WORDS: Final = {  # how the file names a province, to ISO 3166-2
    "Punjab": "PB",
    "Sindh": "SD",
    "KP": "KP",
    "Balochistan": "BA",
    "ICT": "IS",
    "AJK": "JK",
    "GB": "GB",
}
_PROVINCE: Final = re.compile(r"\b(" + "|".join(PROVINCE_WORDS) + r")\b")
_NEVER: Final = re.compile(r"WhatsApp|do NOT show|personal", re.IGNORECASE)
_FROM_MEMORY: Final = re.compile(r",? *\bmemory\b")
# ASCII digits: "۱۵" would be another line beside 15.
_NUMBER: Final = re.compile(r"(?=-*[0-9])[0-9-]{2,20}|withheld")


@dataclass(frozen=True, slots=True)
class HelplineRow:
    """One number in one province ("" where no province is named)."""

    number_text: str
    dial_e164: str
    service_en: str
    service_ur: str
    province: str
    confidence_text: str
    confidence: Confidence
    source: str
    status: HelplineStatus


def dial_form(number: str) -> str:
    """E.164 for a full national number; "" for short codes and UANs, which are dialled as they are
    written.

    A UAN (111-…) needs the caller's own city code, so it has no single international form.

    Raises Refused `number-unreadable` for what begins with 0 and is no number.
    """
    digits = number.replace("-", "")
    if not digits.startswith("0"):
        return ""
    try:
        parsed = phonenumbers.parse(digits, "PK")
    except phonenumbers.NumberParseException as error:
        raise refuse_cell("number-unreadable", "number", number) from error
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def read_helpline(record: Record) -> HelplineRow:
    """One row of the file, not yet split by province."""
    number, service = needed(record, "number"), needed(record, "service")
    if not _NUMBER.fullmatch(number):
        raise refuse_cell("number-unreadable", "number", number)
    raw = needed(record, "confidence")
    source = optional(record, "source") or raw
    never = number == "withheld" or _NEVER.search(service)
    found = _PROVINCE.search(service)
    return HelplineRow(
        number_text=number,
        dial_e164=dial_form(number) if number != "withheld" else "",
        service_en=service,
        service_ur=optional(record, "service_ur"),
        province=PROVINCE_WORDS[found[1]] if found else "",
        confidence_text=raw,
        confidence=read_confidence(raw, source),
        source=source,
        status=HelplineStatus.WITHHELD if never else HelplineStatus.UNVERIFIED,
    )


def by_province(row: HelplineRow) -> Iterator[HelplineRow]:
    """1098 and 1121 mean different bodies in different provinces: one row per number and
    province.
    """
    parts = [part.strip(" ()") for part in row.service_en.split(";")]
    named = [(part, found[1]) for part in parts if (found := _PROVINCE.search(part))]
    if len(named) < 2:
        yield row
        return
    for part, word in named:
        weak = Confidence.MEMORY if _FROM_MEMORY.search(part) else row.confidence
        words = _FROM_MEMORY.sub("", part)
        yield replace(row, service_en=words, province=PROVINCE_WORDS[word], confidence=weak)


def reasons_against_verifying(status: str, verified_on: date, at: datetime) -> Iterator[Reason]:
    """A withheld or closed number is not verified, and nobody verifies in the future."""
    if status in {HelplineStatus.WITHHELD, HelplineStatus.CLOSED}:
        yield Reason("helpline-not-open")
    if verified_on > at.date():
        yield Reason("verified-in-future")


def reasons_against_revising(number: str, status: str) -> Iterator[Reason]:
    """15 and 1122 stay on every page (security.md section 15): they can be corrected, not taken
    away.
    """
    if number in ALWAYS_SHOWN and status in {HelplineStatus.WITHHELD, HelplineStatus.CLOSED}:
        yield Reason("helpline-always-shown", {"number": number})
    if status not in set(HelplineStatus):
        yield Reason("cell-not-in-list", {"field": "status", "value": status})


LAYOUT: Final[Layout[HelplineRow]] = Layout(
    kind="HELPLINES",
    required=("number", "service", "confidence"),
    optional=("service_ur", "source"),
    parse=read_helpline,
    key=lambda row: (row.number_text, row.service_en),
    example=("0800-00000", "Example helpline (Punjab)", "M", "مثالی ہیلپ لائن", "letter number"),
)
