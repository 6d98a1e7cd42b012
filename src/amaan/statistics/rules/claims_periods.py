"""Which days does the period of a published figure cover?

Periods are half-open, [from, to). The written period stays beside the result: calendar, fiscal and
report years differ, and not every source says which one it means (domain.md section 10, trap 6).
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from amaan.statistics.rules.claims import MONTHS

Days = tuple[date | None, date | None]

MONTH = "|".join(MONTHS)
YEARS = re.compile(r"(20[0-9]{2})(?:-(20[0-9]{2}))?(?: \(US TIP 20[0-9]{2}\)| GSI)?")
YEAR_TO_MONTH = re.compile(rf"(20[0-9]{{2}}) \(to ({MONTH})\)")
YEAR_TO_DAY = re.compile(rf"(20[0-9]{{2}}) \(({MONTH})-([0-9]{{1,2}}) ({MONTH})\)")
MONTHS_TO_DAY = re.compile(rf"(20[0-9]{{2}}) \([0-9]+ months to ([0-9]{{1,2}}) ({MONTH})\)")
MONTH_TO_MONTH = re.compile(rf"({MONTH}) (20[0-9]{{2}})-({MONTH}) (20[0-9]{{2}})")
EDITION = re.compile(r"Red Book (20[0-9]{2})(?: \([0-9]+th\))?")
STOCK = "stock"


def days_of(period: str) -> Days | None:
    """From and to of a written period; None when it has no rule, None at an end that the source
    leaves open.
    """
    if period == STOCK:
        return None, None
    for pattern, reading in READINGS:
        if found := pattern.fullmatch(period):
            try:
                return reading(*found.groups())
            except ValueError:  # a day that its month does not have
                return None
    return None


def years(first: str, last: str | None) -> Days:
    return date(int(first), 1, 1), date(int(last or first) + 1, 1, 1)


def year_to_month(year: str, month: str) -> Days:
    return date(int(year), 1, 1), after_month(year, month)


def year_to_day(year: str, first: str, day: str, last: str) -> Days:
    return date(int(year), number_of(first), 1), day_after(year, last, day)


def months_to_day(year: str, day: str, month: str) -> Days:
    """The start is left open: "2 months to 21 Feb" may begin on 1 January or on 22 December."""
    return None, day_after(year, month, day)


def month_to_month(first: str, first_year: str, last: str, last_year: str) -> Days:
    return date(int(first_year), number_of(first), 1), after_month(last_year, last)


def number_of(month: str) -> int:
    return MONTHS.index(month) + 1


def after_month(year: str, month: str) -> date:
    last = monthrange(int(year), number_of(month))[1]
    return date(int(year), number_of(month), last) + timedelta(days=1)


def day_after(year: str, month: str, day: str) -> date:
    return date(int(year), number_of(month), int(day)) + timedelta(days=1)


def edition(year: str) -> Days:
    return years(year, None)


READINGS = (
    (YEARS, years),
    (YEAR_TO_MONTH, year_to_month),
    (YEAR_TO_DAY, year_to_day),
    (MONTHS_TO_DAY, months_to_day),
    (MONTH_TO_MONTH, month_to_month),
    (EDITION, edition),
)
