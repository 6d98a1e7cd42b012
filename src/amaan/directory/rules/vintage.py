"""When was a wording of the law in force, as far as a free-text vintage says? (domain.md section
3.1, rule 2)

A boundary that is known to the year only stays a window of days: "2018-2025" never becomes an exact
day.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, date
from enum import StrEnum
from typing import Final

from amaan.kernel.reasons import Reason, Refused


class Precision(StrEnum):
    DAY = "DAY"
    MONTH = "MONTH"
    YEAR = "YEAR"
    UNKNOWN = "UNKNOWN"


class Force(StrEnum):
    """Was a wording in force on a day?"""

    SURE = "SURE"
    UNSURE = "UNSURE"
    NOT = "NOT"


@dataclass(frozen=True, slots=True)
class Edge:
    """The first day on which something holds (or no longer holds) lies between these days, both
    included.

    Both None: for a start, "not known"; for an end, "none announced".
    """

    earliest: date | None = None
    latest: date | None = None
    precision: Precision = Precision.UNKNOWN

    @property
    def exact(self) -> date | None:
        return self.earliest if self.precision is Precision.DAY else None


@dataclass(frozen=True, slots=True)
class Vintage:
    raw: str
    start: Edge = Edge()
    end: Edge = Edge()
    outside: str = ""  # a place where this wording does not hold: a limit of place, not of time

    @property
    def precision(self) -> Precision:
        """The coarser of the known boundaries; unknown when neither is known."""
        known = [
            e.precision for e in (self.start, self.end) if e.precision is not Precision.UNKNOWN
        ]
        return max(known, key=list(Precision).index, default=Precision.UNKNOWN)

    @property
    def start_known(self) -> bool:
        return self.start.earliest is not None


_MOMENT: Final = r"\d{4}(?:-\d{2}(?:-\d{2})?|/\d{2})?"
_OPEN: Final = re.compile(rf"(?:from )?({_MOMENT})")
_BEFORE: Final = re.compile(rf"pre-({_MOMENT})")
_BETWEEN: Final = re.compile(rf"(?:(\d{{4}})-(\d{{4}})|({_MOMENT}) to ({_MOMENT}))")
_TWO_TEXTS: Final = re.compile(
    r"(\d{4})/\d{4}"
)  # one row written over two wordings: the first one starts it
_OUTSIDE: Final = re.compile(r"outside (\w[\w -]*)")
_TAIL: Final = re.compile(r"\s+amendment$")


def edge(moment: str, field: str = "") -> Edge:
    """`2025-03` -> the first to the last of that March; `2021/22` -> both years; a full day is
    exact.

    Raises Refused `date-unreadable` for the cell of `field`.
    """
    unreadable = Refused(Reason("date-unreadable", {"field": field, "value": moment}))
    try:
        found = _edge(moment)
    except ValueError as error:
        raise unreadable from error
    if found.latest and found.latest.year == MAXYEAR:  # there is no day after it
        raise unreadable
    return found


def _edge(moment: str) -> Edge:
    if len(moment) == 10:
        day = date.fromisoformat(moment)
        return Edge(day, day, Precision.DAY)
    year = int(moment[:4])
    if "/" in moment:
        return Edge(date(year, 1, 1), date(year + 1, 12, 31), Precision.YEAR)
    if len(moment) == 7:
        month = int(moment[5:])
        last = calendar.monthrange(year, month)[1]
        return Edge(date(year, month, 1), date(year, month, last), Precision.MONTH)
    return Edge(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def read_vintage(raw: str) -> Vintage:
    """Parse one cell of the `vintage` column (16 spellings in the register, the empty one among
    them).

    Raises Refused `vintage-unreadable` for any other text.
    """
    text = _TAIL.sub("", raw.strip())
    if not text:
        return Vintage(raw)
    if found := _BETWEEN.fullmatch(text):
        first, last = (part for part in found.groups() if part)
        start, end = edge(first, "vintage"), edge(last, "vintage")
        if ends_too_early(start, end):
            raise Refused(Reason("ends-before-it-starts", {"field": "vintage"}))
        return Vintage(raw, start=start, end=end)
    if found := _TWO_TEXTS.fullmatch(text) or _OPEN.fullmatch(text):
        return Vintage(raw, start=edge(found[1], "vintage"))
    if found := _BEFORE.fullmatch(text):
        return Vintage(raw, end=edge(found[1], "vintage"))
    if found := _OUTSIDE.fullmatch(text):
        return Vintage(raw, outside=found[1])
    raise Refused(Reason("vintage-unreadable", {"field": "vintage", "value": raw}))


def ends_too_early(start: Edge, end: Edge) -> bool:
    """Does the last possible end lie at or before the first possible start?"""
    return bool(start.earliest and end.latest and end.latest <= start.earliest)


def force_on(start: Edge, end: Edge, on: date) -> Force:
    """Was it in force on this day: surely, perhaps (inside a window, or start not known), or
    not?
    """
    if start.earliest is not None and on < start.earliest:
        return Force.NOT
    if end.latest is not None and on >= end.latest:
        return Force.NOT
    begun = start.latest is not None and on >= start.latest
    lasts = end.earliest is None or on < end.earliest
    return Force.SURE if begun and lasts else Force.UNSURE
