"""What does one row of the law register say, without saying more than its source? (domain.md
section 3.1)

No penalty, section or "fine alone allowed?" lives in code: this module only reads the register's
own texts.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from amaan.directory.rules.confidence import Confidence, read_confidence
from amaan.directory.rules.importing import Layout, Record, columns, needed, optional, refuse_cell
from amaan.directory.rules.vintage import Vintage, read_vintage

MONTHS_IN_YEAR: Final = 12
LONGEST_NUMBER: Final = 40  # of the text; longer ones no column takes, and `int` has a limit

SMUGGLING: Final = "smuggling_of_migrants"
FORMS: Final = (  # domain.md section 2
    "bonded_labour",
    "forced_labour",
    "domestic_servitude",
    "child_labour_exploitative",
    "sexual_exploitation",
    "organised_begging",
    "forced_marriage",
    "child_marriage",
    "organ_removal",
    "forced_crime",
    "armed_recruitment",
    "illegal_adoption",
    "sale_of_child",
    SMUGGLING,
)
_FORMS_OF_WORD: Final[
    dict[str, tuple[str, ...]]
] = {  # rule 7; a word of the same name stands for itself
    "any": tuple(form for form in FORMS if form != SMUGGLING),
    "sex": ("sexual_exploitation",),
    "child": (),
    "slavery": ("forced_labour", "domestic_servitude"),
    "child_labour": ("child_labour_exploitative",),
    "smuggling": (SMUGGLING,),
    "fraud_recruitment": (),
    "kidnap": (),
    "financial": (),
    "legacy": (),
    "other": (),
}


# Where the register writes what a column of the table holds.
WRITTEN_IN: Final = {
    "law_code": "code",
    "title_en": "short_title",
    "min_text": "min_years",
    "min_months": "min_years",
    "max_text": "max_years",
    "max_months": "max_years",
    "fine_text": "fine",
    "fine_max": "fine",
    "fine_alternative_text": "fine_alternative",
    "form_text": "tip_form",
    "vintage_text": "vintage",
    "outside": "vintage",
    "confidence_text": "confidence",
}


class FineOnly(StrEnum):
    """May the sentence be a fine alone?"""

    YES = "YES"
    NO = "NO"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class OffenceRow:
    """One version of one offence: parsed values beside the raw texts they came from."""

    code: str
    law: str
    section: str
    title_en: str
    title_ur: str
    min_text: str
    max_text: str
    min_months: int | None
    max_months: int | None
    fine_text: str
    fine_max: int | None  # whole rupees
    fine_alternative_text: str
    fine_only: FineOnly
    agency: str
    form_text: str
    forms: tuple[str, ...]
    for_child: bool
    vintage: Vintage
    confidence_text: str
    confidence: Confidence
    source: str

    @property
    def law_code(self) -> str:
        """What all rows of one law share: the first part of their code."""
        return self.code.partition("-")[0]


def months(years: str) -> int | None:
    """Plain years as months; anything else ("life", "as offence", "1 or 3 (unverified)") stays a
    text alone (rule 3).
    """
    text = years.strip()
    plain = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) * MONTHS_IN_YEAR if plain else None


_FINE: Final = re.compile(
    r"(?:up to )?PKR (?:[\d,]+[km]?-)?(\d[\d,]{0,19})([km]?)(?:;.*)?", re.IGNORECASE
)
_TIMES: Final = {"": 1, "k": 1_000, "m": 1_000_000}


def fine_limit(text: str) -> int | None:
    """The upper limit in whole rupees when the text is plain (`up to PKR 1m`, `PKR 100k-300k`),
    else None.
    """
    found = _FINE.fullmatch(text.strip())
    return int(found[1].replace(",", "")) * _TIMES[found[2].lower()] if found else None


def fine_alone(text: str) -> FineOnly:
    """Rule 4: empty, "as offence" and whatever is marked unverified stay unknown."""
    words = text.strip().lower()
    if not words or "unverified" in words or words == "as offence":
        return FineOnly.UNKNOWN
    if words.startswith(("yes", "or both")):
        return FineOnly.YES
    return FineOnly.NO if words.startswith("no") else FineOnly.UNKNOWN


def forms_of(word: str) -> tuple[str, ...]:
    """The forms of exploitation that the register's own word stands for. Raises Refused
    `form-unknown`.
    """
    if word in _FORMS_OF_WORD:
        return _FORMS_OF_WORD[word]
    if word in FORMS:
        return (word,)
    raise refuse_cell("form-unknown", "tip_form", word)


def read_offence(record: Record) -> OffenceRow:
    """One row of the register. Raises Refused with the field and what to do."""
    word, source = needed(record, "tip_form"), optional(record, "source")
    fine, alternative = optional(record, "fine"), optional(record, "fine_alternative")
    marks = needed(record, "confidence")
    return OffenceRow(
        code=needed(record, "code"),
        law=needed(record, "law"),
        section=optional(record, "section"),
        title_en=needed(record, "short_title"),
        title_ur=optional(record, "title_ur"),
        min_text=optional(record, "min_years"),
        max_text=optional(record, "max_years"),
        min_months=months(optional(record, "min_years")),
        max_months=months(optional(record, "max_years")),
        fine_text=fine,
        fine_max=fine_limit(fine),
        fine_alternative_text=alternative,
        fine_only=fine_alone(alternative),
        agency=optional(record, "agency"),
        form_text=word,
        forms=forms_of(word),
        for_child=word == "child",
        vintage=read_vintage(optional(record, "vintage")),
        confidence_text=marks,
        confidence=read_confidence(marks, source),
        source=source,
    )


def with_named_source(record: Record, above: Record) -> Record:
    """A source cell that reads "same" is that of the row above; what follows it is kept."""
    source = optional(record, "source")
    if source == "same" or source.startswith("same;"):
        source = optional(above, "source") + source.removeprefix("same")
    return {**record, "source": source}


LAYOUT: Final[Layout[OffenceRow]] = Layout(
    kind="OFFENCES",
    required=columns(
        "code law section short_title min_years max_years fine fine_alternative agency "
        "tip_form vintage confidence source"
    ),
    optional=("title_ur",),
    parse=read_offence,
    key=lambda row: row.code,
    prepare=with_named_source,
    example=(
        "XMP-1",
        "Example Act 2030",
        "1",
        "Example offence",
        "1",
        "3",
        "up to PKR 1m",
        "no",
        "POLICE",
        "forced_labour",
        "from 2030",
        "M",
        "gazette number",
        "",
    ),
)
