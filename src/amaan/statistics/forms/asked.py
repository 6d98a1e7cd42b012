"""Which period, and which figure of it, does an address of the overview ask for?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID

from amaan.kernel.period import Period
from amaan.statistics.queries.behind import CountedFigure
from amaan.ui.dates import KARACHI

DAY = timedelta(days=1)
NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Received:
    """Received from the first to the last day, both in it, as days are counted in Karachi; None
    is without bound.
    """

    first: date | None = None
    last: date | None = None
    wrong: bool = False  # what was asked is no period: everything is counted, and the page says so

    @property
    def period(self) -> Period:
        return Period(start_of(self.first), start_of(self.last + DAY if self.last else None))

    @property
    def query(self) -> str:
        """The same period for the address of another page; empty for everything."""
        days = {"from": self.first, "to": self.last}
        return urlencode({name: day.isoformat() for name, day in days.items() if day})


def received_in(asked: Mapping[str, str]) -> Received:
    """`?from=2026-01-01&to=2026-03-31`, either of them alone, or neither."""
    texts = asked.get("from", "").strip(), asked.get("to", "").strip()
    first, last = map(day_in, texts)
    unread = any(text and day is None for text, day in zip(texts, (first, last), strict=True))
    turned = first is not None and last is not None and last < first
    return Received(wrong=True) if unread or turned else Received(first, last)


def day_in(text: str) -> date | None:
    """A day on which nothing overflows; None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if date(1900, 1, 1) <= day <= date(9000, 1, 1) else None


def start_of(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min, KARACHI) if day else None


def figure_in(asked: Mapping[str, str]) -> CountedFigure:
    """`?status=`, `?reached=`, `?closure=`, `?clock=`, `?timed=`, `?late=1`, `?district=` (an id,
    or `none`).
    """
    district = asked.get("district", "")
    return CountedFigure(
        status=code_in(asked, "status"),
        reached=code_in(asked, "reached"),
        closure=code_in(asked, "closure"),
        clock=code_in(asked, "clock"),
        timed=code_in(asked, "timed"),
        late=bool(asked.get("late")),
        unplaced=district == "none",
        district=ident(district),
    )


def code_in(asked: Mapping[str, str], name: str) -> str:
    """A code as typed; what the database could not even compare counts as one that nothing has."""
    text = asked.get(name, "")
    return text if text.isascii() and text.isprintable() else NOTHING


def ident(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
