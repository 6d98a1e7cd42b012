"""When is an office open, and what time is it there after so many working days?

Weekly holidays, hours and gazetted dates are per province, dated and versioned rows; a clock
keeps the version that it was reckoned with, so an old due time stays explainable (workflows.md
section 2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """One version of a province's working week.

    `weekly_holidays` are Python weekdays (Monday 0 … Sunday 6), `holidays` gazetted dates,
    `opens` and `closes` local times of `zone`. Office time is half-open: the closing minute is
    already outside, so every result of reckoning lies inside office time.

    Raises ValueError for a week without a working day or hours that do not open before they close.
    """

    version: str
    weekly_holidays: frozenset[int]
    opens: time
    closes: time
    holidays: frozenset[date] = frozenset()
    zone: str = "Asia/Karachi"

    def __post_init__(self) -> None:
        # Without a working day the search for the next one would never end.
        if not self.weekly_holidays < frozenset(range(7)):
            raise ValueError("a week needs a working day; weekdays are 0 to 6")
        if self.opens >= self.closes:
            raise ValueError("an office opens before it closes")

    @property
    def day_length(self) -> timedelta:
        """Office time in one working day."""
        return _of_day(self.closes) - _of_day(self.opens)

    def is_working_day(self, day: date) -> bool:
        """Whether the office opens on that local date."""
        return day.weekday() not in self.weekly_holidays and day not in self.holidays

    def is_working(self, at: datetime) -> bool:
        """Whether the office is open at that moment."""
        local = self._local(at)
        return self.is_working_day(local.date()) and self.opens <= local.time() < self.closes

    def add_working_days(self, start: datetime, days: int) -> datetime:
        """The moment `days` working days later, in UTC, counted from the next opening when closed.

        Monday 10:00 and one day give Tuesday 10:00; Monday 20:00 and one day give Wednesday's
        opening. Raises ValueError for a negative number.
        """
        if days < 0:
            raise ValueError("working days are counted forward")
        return self.add_working_time(start, days * self.day_length)

    def add_working_minutes(self, start: datetime, minutes: int) -> datetime:
        """The moment `minutes` of office time later, in UTC."""
        return self.add_working_time(start, timedelta(minutes=minutes))

    def add_working_time(self, start: datetime, span: timedelta) -> datetime:
        """The moment after `span` of office time, in UTC. Raises ValueError for a negative span."""
        if span < timedelta(0):
            raise ValueError("working time is counted forward")
        first = self._next_working(self._local(start))
        # Counted from the opening of the first day, so that whole days fall out by division.
        days, rest = divmod(_of_day(first.time()) - _of_day(self.opens) + span, self.day_length)
        day = first.date()
        for _ in range(days):
            day = self._next_working_day(day + DAY)
        return self._utc(datetime.combine(day, self.opens) + rest)

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """Office time from `start` to `end`; zero when `end` is not later."""
        first, last = self._local(start), self._local(end)
        total = timedelta(0)
        for day in self._working_days(first.date(), last.date()):
            opened = max(datetime.combine(day, self.opens), first)
            closed = min(datetime.combine(day, self.closes), last)
            total += max(closed - opened, timedelta(0))
        return total

    def _working_days(self, first: date, last: date) -> Iterator[date]:
        days = (first + n * DAY for n in range((last - first).days + 1))
        return (day for day in days if self.is_working_day(day))

    def _next_working(self, local: datetime) -> datetime:
        if not self.is_working_day(local.date()) or local.time() >= self.closes:
            day = self._next_working_day(local.date() + DAY)
            return datetime.combine(day, self.opens)
        return max(local, datetime.combine(local.date(), self.opens))

    def _next_working_day(self, day: date) -> date:
        while not self.is_working_day(day):
            day += DAY
        return day

    def _local(self, at: datetime) -> datetime:
        if at.tzinfo is None:
            raise ValueError("a moment needs a zone")
        return at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    def _utc(self, local: datetime) -> datetime:
        return local.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)


def _of_day(moment: time) -> timedelta:
    return datetime.combine(date.min, moment) - datetime.combine(date.min, time.min)
