"""What does a published figure say before anybody interprets it, and when was its source written?

A claim is one line of `data/statistics.csv`: press, reports, replies to parliament (domain.md
section 10). It is kept as it stands; splitting (claims_split.py) only adds to it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from amaan.kernel.reasons import Reason, Refused
from amaan.statistics.rules.official_layout import BROKEN, MOST_FAULTS, fault, records

COLUMNS = ("period", "measure", "value", "source", "confidence")
SAME = "same"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
ISO_DATE = re.compile(r"\b(20[0-9]{2})-(0[1-9]|1[0-2])(?:-([0-2][0-9]|3[01]))?\b")
PRESS_DATE = re.compile(rf"\b([0-3]?[0-9])-({'|'.join(MONTHS)})-(20[0-9]{{2}})\b")


class Grade(StrEnum):
    """How well a figure is attested (the marks of domain.md); all published figures here are
    second-hand.
    """

    CONFIRMED = "C"
    SECOND_HAND = "P"


@dataclass(frozen=True, slots=True)
class Claim:
    """One published figure as written. `source_date` is `2021-04-29`, `2020-12` or "" for a date
    not stated.
    """

    line: int
    period: str
    measure: str
    raw_value: str
    source: str
    confidence: str
    source_date: str


def read_claims(content: bytes) -> tuple[Claim, ...]:
    """The claims of a file in the order of its lines; a source that reads "same" is that of the row
    above.

    Raises Refused with up to twenty reasons, each naming line and field.
    """
    faults: list[Reason] = []
    claims: list[Claim] = []
    for line, raw in records(content, COLUMNS, faults):
        cells = {column: text.strip() for column, text in raw.items()}
        if cells["source"] == SAME and claims:
            cells["source"] = claims[-1].source
        found = list(reasons_against_claiming(line, cells))
        faults += found
        if not found:
            claims.append(claim_of(line, cells))
        if len(faults) >= MOST_FAULTS:
            break
    if not faults and not claims:
        faults.append(fault("file-without-rows", 2, "", ""))
    if faults:
        raise Refused(*faults[:MOST_FAULTS])
    return tuple(claims)


def reasons_against_claiming(line: int, cells: dict[str, str]) -> Iterator[Reason]:
    for column, text in cells.items():
        if not text:
            yield fault("field-empty", line, column, "")
        if BROKEN in text:
            yield fault("field-broken", line, column, text)
    if cells["source"] == SAME:
        yield fault("field-same-as-nothing", line, "source", SAME)


def claim_of(line: int, cells: dict[str, str]) -> Claim:
    return Claim(
        line=line,
        period=cells["period"],
        measure=cells["measure"],
        raw_value=cells["value"],
        source=cells["source"],
        confidence=cells["confidence"],
        source_date=date_of(cells["source"]),
    )


def date_of(source: str) -> str:
    """The date a source names in its own text, as ISO 8601 in the precision given; "" when it names
    none.
    """
    if found := ISO_DATE.search(source):
        return found.group()
    if found := PRESS_DATE.search(source):
        day, month, year = found.groups()
        return f"{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"
    return ""


def grade_of(confidence: str) -> Grade:
    """A figure is confirmed only when its row says C and nothing weaker beside it."""
    return Grade.CONFIRMED if confidence.strip() == "C" else Grade.SECOND_HAND
