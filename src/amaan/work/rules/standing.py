"""How does a clock stand at a moment, for the eye: late, soon, fine, paused or met?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

NOTHING: Final = timedelta(0)
SOON: Final = 80  # per cent of the time used (design.md: under 20 % left)
WHOLE: Final = 100


class State(StrEnum):
    """The words of the clock component."""

    LATE = "late"
    SOON = "soon"
    FINE = "fine"
    PAUSED = "paused"
    MET = "met"


class ClockTimes(Protocol):
    """The moments that an eye needs."""

    @property
    def counted_from(self) -> datetime: ...
    @property
    def due_at(self) -> datetime: ...
    @property
    def paused_at(self) -> datetime | None: ...
    @property
    def met_at(self) -> datetime | None: ...
    @property
    def breached_at(self) -> datetime | None: ...
    @property
    def ended_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class ClockView:
    """`left` is wall time and negative when late; `used` is per cent, 0 to 100."""

    state: State
    left: timedelta
    used: int


def standing_of(dial: ClockTimes, *, at: datetime) -> ClockView:
    """What the clock shows at `at`; an ended one shows the moment it ended, a resting one rests."""
    now = dial.ended_at or dial.paused_at or at
    left = dial.due_at - now
    used = share_used(dial.counted_from, dial.due_at, now)
    return ClockView(state_of(dial, left, used), left, used)


def state_of(dial: ClockTimes, left: timedelta, used: int) -> State:
    if dial.met_at is not None:
        return State.MET
    if dial.breached_at is not None or left < NOTHING:
        return State.LATE
    if dial.paused_at is not None:
        return State.PAUSED
    return State.SOON if used > SOON else State.FINE


def share_used(start: datetime, due: datetime, now: datetime) -> int:
    """Per cent of the way from `start` to `due`."""
    if due <= start:
        return WHOLE
    return max(0, min(WHOLE, round(WHOLE * ((now - start) / (due - start)))))
