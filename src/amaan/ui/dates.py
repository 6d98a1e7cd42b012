"""How are a day and an hour said? Karachi time, digits 0-9 and month names as Pakistan has them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from amaan.ui.language import Language

KARACHI = ZoneInfo("Asia/Karachi")
MONTHS = {
    Language.ENGLISH: (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    Language.URDU: (
        "جنوری",
        "فروری",
        "مارچ",
        "اپریل",
        "مئی",
        "جون",
        "جولائی",
        "اگست",
        "ستمبر",
        "اکتوبر",
        "نومبر",
        "دسمبر",
    ),
}
# From which hour on a part of the day is spoken of; before the first it is still night.
PARTS_OF_DAY = ((4, "صبح"), (12, "دوپہر"), (16, "شام"), (20, "رات"))


def in_karachi(moment: datetime) -> datetime:
    """The same moment on the clock of Karachi; `moment` must be aware."""
    return moment.astimezone(KARACHI)


def day_words(day: date, lang: Language) -> str:
    """23 November 2026, or 23 نومبر 2026. A moment is first moved to Karachi."""
    local = in_karachi(day) if isinstance(day, datetime) else day
    return f"{local.day} {MONTHS[lang][local.month - 1]} {local.year}"


def time_words(moment: datetime, lang: Language) -> str:
    """4:18 pm, or شام 4:18."""
    local = in_karachi(moment)
    clock = f"{local.hour % 12 or 12}:{local.minute:02d}"
    if lang is Language.ENGLISH:
        return f"{clock} {'am' if local.hour < 12 else 'pm'}"
    return f"{part_of_day(local.hour)} {clock}"


def moment_words(moment: datetime, lang: Language) -> str:
    """23 November 2026, 4:18 pm, or 23 نومبر 2026، شام 4:18."""
    comma = ", " if lang is Language.ENGLISH else "، "
    return day_words(moment, lang) + comma + time_words(moment, lang)


def moment_in(text: str) -> datetime | None:
    """The moment that an address names; None for anything else, or one without its zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def part_of_day(hour: int) -> str:
    """The Urdu word for the part of the day that this hour (0 to 23) belongs to."""
    spoken = [word for start, word in PARTS_OF_DAY if hour >= start]
    return spoken[-1] if spoken else "رات"
