"""What happens when a clock runs out? Upper layers register the kinds of clocks that they start.

Work starts, pauses and sweeps clocks without knowing what a complaint or a referral is; what a
lateness does is a step of the capability that owns the record (architecture.md section 3).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref


@dataclass(frozen=True, slots=True)
class Breach:
    """One level of one late clock.

    `kind` is the name as registered. `level` 0: it has just become late; n: the n-th rung of its
    ladder is reached, whose post the limit names `post` ("" at level 0). `last`: no rung follows.
    `reached_at` is when the level was due, `at` when the sweep came by.
    """

    clock: UUID
    record: Ref
    kind: str
    urgency: str
    unit: UUID
    province: UUID | None
    district: UUID | None
    due_at: datetime
    level: int
    post: str
    last: bool
    reached_at: datetime
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class RegisteredClockKind:
    """A kind of clock and what its lateness does.

    `on_breach` runs once for each level, in the transaction that stores the level, and writes its
    own fact. `pausable`: rests while the record waits for somebody outside. `record_kind` "" holds
    for every kind of record; `limit` is the row of the directory's table, "" the kind's own name.
    """

    name: str
    on_breach: Callable[[Breach], None]
    pausable: bool = False
    record_kind: str = ""
    limit: str = ""

    @property
    def limit_kind(self) -> str:
        return (self.limit or self.name).upper()


_kinds: dict[tuple[str, str], RegisteredClockKind] = {}


def register_clock_kind(kind: RegisteredClockKind) -> None:
    """Take in a kind at start-up. Raises ValueError when another is registered under its name."""
    key = (kind.record_kind, kind.name.upper())
    if _kinds.setdefault(key, kind) != kind:
        raise ValueError(f"two meanings for the clock {kind.name} of {kind.record_kind or 'all'}")


def clock_kind(record_kind: str, name: str) -> RegisteredClockKind:
    """The kind that answers for this clock. Raises LookupError when nobody does."""
    found = _kinds.get((record_kind, name.upper())) or _kinds.get(("", name.upper()))
    if found is None:
        raise LookupError(
            f"nobody answers for the clock {name} of {record_kind}: register_clock_kind"
        )
    return found
