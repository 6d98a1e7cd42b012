"""In which order are the questions asked, and where does a report go on?"""

from typing import Any, Final

from amaan.intake.rules.answers import Answers, asks_for_office
from amaan.ui import catalogues
from amaan.ui.language import current

ORDER: Final = ("who", "signs", "danger", "where", "story", "people", "official", "contact")
FIELDS: Final = {
    "who": ("who",),
    "signs": ("signs",),
    "danger": ("child", "confined", "violence", "travel_soon"),
    "where": ("district", "place"),
    "story": ("story",),
    "people": ("people",),
    "official": ("official",),
    "office": ("office_kind", "office_unit", "office_words"),
    "contact": ("contact", "phone", "phone_shared", "safe_hours", "to_police"),
}
CHECK: Final = "check"
LISTS: Final = {
    "who": "who",
    "signs": "sign",
    "contact": "contact",
    "office_kind": "office_kind",
    **dict.fromkeys(
        ("child", "confined", "violence", "travel_soon", "official", "phone_shared", "to_police"),
        "answer",
    ),
}


def pages(answers: Answers) -> tuple[str, ...]:
    """The questions of this report; which office is asked only when an official is part of it."""
    after = ("office",) if asks_for_office(answers) else ()
    place = ORDER.index("official") + 1
    return ORDER[:place] + after + ORDER[place:]


def page_after(slug: str, answers: Answers) -> str:
    """The next question; whoever has been at the check page goes back there."""
    order = pages(answers)
    following = order[order.index(slug) + 1 :] if slug in order else ()
    if CHECK in answers.seen:
        return next((each for each in following if each not in answers.seen), CHECK)
    return following[0] if following else CHECK


def page_before(slug: str, answers: Answers) -> str:
    """The question before; empty for the first."""
    order = pages(answers)
    if slug not in order or CHECK in answers.seen:
        return CHECK if CHECK in answers.seen else ""
    at = order.index(slug)
    return order[at - 1] if at else ""


def going_on(answers: Answers) -> str:
    """Where a report that was left goes on: the first question not yet shown."""
    return next((slug for slug in pages(answers) if slug not in answers.seen), CHECK)


def number_of(slug: str) -> int:
    """The number shown: the question on the office belongs to that on the official."""
    return ORDER.index("official" if slug == "office" else slug) + 1


def answer_words(name: str, value: Any) -> str:
    """One answer in words; nothing for "not answered"."""
    lang, codes = current(), value if isinstance(value, tuple) else (value,)
    if name not in LISTS:
        return str(value)
    words = (catalogues.say(f"intake:label.{LISTS[name]}", code, lang) for code in codes if code)
    return ("، " if lang == "ur" else ", ").join(words)
