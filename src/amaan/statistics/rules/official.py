"""What one official figure is: its dimensions, and a value that is a number or a suppressed mark.

Layout and traps: UNODC GLOTIP data file of 14 April 2025 (standards.md section 6).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Self


class Indicator(StrEnum):
    OFFENCES = "OFFENCES"
    FORMAL_CONTACT = "FORMAL_CONTACT"
    PROSECUTED = "PROSECUTED"
    CONVICTED = "CONVICTED"
    VICTIMS = "VICTIMS"


class Dimension(StrEnum):
    TOTAL = "TOTAL"
    FORM = "FORM"
    CITIZENSHIP = "CITIZENSHIP"
    REPATRIATION = "REPATRIATION"


class Sex(StrEnum):
    TOTAL = "TOTAL"
    FEMALE = "FEMALE"
    MALE = "MALE"
    OTHER = "OTHER"
    UNKNOWN = "UNKNOWN"


class AgeGroup(StrEnum):
    TOTAL = "TOTAL"
    CHILD = "CHILD"
    ADULT = "ADULT"
    UNKNOWN = "UNKNOWN"


TOTAL = "Total"
FORMS = ("Sexual exploitation", "Forced labour", "Other forms of exploitation")

# "<5": somebody counted, and the count was hidden because it is small.
SUPPRESSED_MARK = re.compile(r"<\s?5")
SUPPRESSED_HIGH = 4
# Fifteen digits fit a bigint and a JSON number; anything longer is no count of people.
NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class Interval:
    """All a reader knows of a count: it lies from `low` to `high`, both included."""

    low: int
    high: int

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high:
            raise ValueError(f"no interval of counts: {self.low} to {self.high}")

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def meets(self, other: "Interval") -> bool:
        """One and the same count may lie in both."""
        return self.low <= other.high and other.low <= self.high

    def surely_above(self, other: "Interval") -> bool:
        return self.low > other.high

    def hull(self, other: "Interval") -> "Interval":
        return Interval(min(self.low, other.low), max(self.high, other.high))

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def __str__(self) -> str:
        return f"{self.low:,}" if self.exact else f"{self.low:,}–{self.high:,}"


NONE_AT_ALL = Interval(0, 0)
SUPPRESSED = Interval(0, SUPPRESSED_HIGH)


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it was written, and what it says: a number, or a suppressed mark of 0 to 4."""

    raw: str
    number: int | None

    @property
    def suppressed(self) -> bool:
        return self.number is None

    @property
    def interval(self) -> Interval:
        if self.number is None:
            return SUPPRESSED
        return Interval(self.number, self.number)

    @classmethod
    def parse(cls, raw: str) -> Self | None:
        """Read `txtVALUE`; None when it is neither a count nor the suppressed mark.

        A suppressed mark never becomes a number, a zero or nothing (standards.md section 6.1).
        """
        text = raw.strip()
        if SUPPRESSED_MARK.fullmatch(text):
            return cls(raw, None)
        if NUMBER.fullmatch(text):
            return cls(raw, int(text.replace(",", "")))
        return None


class Cell(NamedTuple):
    """Which count a figure states."""

    indicator: Indicator
    year: int
    dimension: Dimension
    category: str
    sex: Sex
    age: AgeGroup

    @property
    def grand_total(self) -> "Cell":
        """The parent total: same indicator and year, everything else Total."""
        return Cell(self.indicator, self.year, Dimension.TOTAL, TOTAL, Sex.TOTAL, AgeGroup.TOTAL)


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """One line of the file: where it stood, which count it states, and the value."""

    line: int
    cell: Cell
    value: Value
    origin: str
