"""Which days and hours count as work in a province? Reading `calendars.toml` and checking a
revision.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from amaan.kernel.reasons import Reason

DAYS_IN_WEEK: Final = 7


@dataclass(frozen=True, slots=True)
class Holiday:
    on: date
    name_en: str
    name_ur: str


@dataclass(frozen=True, slots=True)
class CalendarTerms:
    """What one version of a working calendar says; weekdays count from Monday = 0, hours are
    Asia/Karachi.
    """

    province: str  # ISO 3166-2 code without PK-, "" for the federation
    weekly_holidays: tuple[int, ...]
    opens: time
    closes: time
    holidays: tuple[Holiday, ...]
    source: str
    confidence: str
    valid_from: date | None = None


def fixed_holidays(entries: Iterable[Mapping[str, Any]], years: Sequence[int]) -> list[Holiday]:
    """The days that fall on the same date each year, written out for each of the years."""
    rows = list(entries)
    return [
        Holiday(date(year, row["month"], row["day"]), row["name_en"], row["name_ur"])
        for year in years
        for row in rows
    ]


def read_calendars(data: Mapping[str, Any], years: Sequence[int]) -> list[CalendarTerms]:
    """The calendars of the file, their fixed days written out for `years`."""
    common, out = data["defaults"], []
    for entry in data["calendar"]:
        days = fixed_holidays([*data["fixed"], *entry.get("extra", ())], years)
        out.append(
            CalendarTerms(
                province=entry["province"],
                weekly_holidays=tuple(entry.get("weekly_holidays", common["weekly_holidays"])),
                opens=time.fromisoformat(entry.get("opens", common["opens"])),
                closes=time.fromisoformat(entry.get("closes", common["closes"])),
                holidays=tuple(sorted(days, key=lambda day: day.on)),
                source=data["source"],
                confidence=data["confidence"],
            )
        )
    return out


def reasons_against_calendar(terms: CalendarTerms) -> Iterator[Reason]:
    """A calendar without a working hour would stop every clock for ever."""
    if terms.closes <= terms.opens:
        yield Reason("calendar-closes-before-opening")
    days = set(terms.weekly_holidays)
    if not days <= set(range(DAYS_IN_WEEK)):
        yield Reason("calendar-weekday-unknown")
    elif len(days) == DAYS_IN_WEEK:
        yield Reason("calendar-has-no-working-day")
    if len({day.on for day in terms.holidays}) != len(terms.holidays):
        yield Reason("calendar-day-twice")
