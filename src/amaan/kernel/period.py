"""When something holds: half-open periods, from the start up to but not including the end."""

from dataclasses import dataclass
from datetime import date, datetime

Moment = date | datetime


@dataclass(frozen=True, slots=True)
class Period:
    """[start, end) of dates, or of aware date-times; None means without beginning or end.

    Raises ValueError when the end lies before the start, when a date meets a date-time, or when a
    date-time carries no zone. Start equal to end is an empty period that holds nothing.
    """

    start: Moment | None = None
    end: Moment | None = None

    def __post_init__(self) -> None:
        for moment in (self.start, self.end):
            if isinstance(moment, datetime) and moment.tzinfo is None:
                raise ValueError("a period of date-times needs a zone")
        if self.start is None or self.end is None:
            return
        # A date-time is a date to Python, yet the two do not compare.
        if isinstance(self.start, datetime) is not isinstance(self.end, datetime):
            raise ValueError("a period is of dates or of date-times, not of both")
        if self.end < self.start:
            raise ValueError("a period cannot end before it starts")

    @property
    def open(self) -> bool:
        """Whether it has no end yet."""
        return self.end is None

    @property
    def empty(self) -> bool:
        """Whether it holds no moment at all."""
        return self.start is not None and self.start == self.end

    def holds(self, moment: Moment) -> bool:
        """Whether `moment` lies inside: the start does, the end does not."""
        after_start = self.start is None or self.start <= moment
        return after_start and (self.end is None or moment < self.end)

    def overlaps(self, other: "Period") -> bool:
        """Whether some moment lies in both; periods that only touch do not overlap."""
        if self.empty or other.empty:
            return False
        return _before(self.start, other.end) and _before(other.start, self.end)


def _before(start: Moment | None, end: Moment | None) -> bool:
    return start is None or end is None or start < end
