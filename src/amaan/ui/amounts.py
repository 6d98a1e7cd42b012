"""How are money, shares and time left said in each language?"""

from datetime import timedelta

from amaan.ui.language import Language

LAKH, CRORE = 100_000, 10_000_000
LARGE = {
    Language.ENGLISH: {LAKH: "lakh", CRORE: "crore"},
    Language.URDU: {LAKH: "لاکھ", CRORE: "کروڑ"},
}
# One and more than one; Urdu counts hours and days in the oblique plural.
UNITS = {
    Language.ENGLISH: {"d": ("day", "days"), "h": ("h", "h"), "m": ("min", "min")},
    Language.URDU: {"d": ("دن", "دن"), "h": ("گھنٹہ", "گھنٹے"), "m": ("منٹ", "منٹ")},
}
WORKING_DAYS = {
    Language.ENGLISH: ("working day", "working days"),
    Language.URDU: ("دفتری دن", "دفتری دن"),
}


def rupees_exact(amount: int, lang: Language) -> str:
    """Rs 20,000, or 20,000 روپے."""
    return f"Rs {amount:,}" if lang is Language.ENGLISH else f"{amount:,} روپے"


def rupees_large(amount: int, lang: Language) -> str:
    """As spoken: exact below a lakh, above it lakh or crore to two places (Rs 2.4 lakh)."""
    if abs(amount) < LAKH:
        return rupees_exact(amount, lang)
    unit = CRORE if abs(amount) >= CRORE else LAKH
    figure = f"{amount / unit:,.2f}".rstrip("0").rstrip(".")
    word = LARGE[lang][unit]
    return f"Rs {figure} {word}" if lang is Language.ENGLISH else f"{figure} {word} روپے"


def time_words(length: timedelta, lang: Language) -> str:
    """The two largest parts of a length of time, without its sign: 3 h 10 min, 2 days 4 h."""
    minutes = int(abs(length).total_seconds()) // 60
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = [(days, "d"), (hours, "h"), (minutes, "m")]
    told = [(count, unit) for count, unit in parts if count]
    # Nobody plans by the minute two days ahead: after a day hours count, after a week only days.
    kept = told[:1] if days >= 7 else [part for part in told[:2] if not (days and part[1] == "m")]
    return " ".join(_counted(count, UNITS[lang][unit]) for count, unit in kept or [(0, "m")])


def time_left(length: timedelta, lang: Language) -> str:
    """What a clock says: 12 min left, or 38 min late once the length is negative."""
    words = time_words(length, lang)
    if lang is Language.ENGLISH:
        return f"{words} late" if length < timedelta(0) else f"{words} left"
    return f"{words} تاخیر" if length < timedelta(0) else f"{words} باقی"


def _counted(count: int, forms: tuple[str, str]) -> str:
    return f"{count} {forms[0] if count == 1 else forms[1]}"
