"""Which limits does the key service itself keep?

Values are proposed (security.md section 6) and are configuration.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from uuid import UUID

from amaan.kernel.reasons import Reason, Refused
from amaan.keyservice.port import SORTING_UNIT, Door

HOUR: Final = 3600.0
WORKER_PURPOSES: Final = frozenset(
    {"export", "identity", "import", "linkage", "notice", "scan", "sort", "sweep"}
)


class Counted(StrEnum):
    """What is counted for each person in an hour."""

    EXACT = "EXACT"
    SEARCH = "SEARCH"
    OPEN = "OPEN"
    LINK = "LINK"


@dataclass(frozen=True)
class QuotaPolicy:
    """Limits an hour, and what the worker door may do without a pass."""

    per_person: Mapping[Counted, int] = field(
        default_factory=lambda: {
            Counted.EXACT: 60,
            Counted.SEARCH: 300,
            Counted.OPEN: 2000,
            Counted.LINK: 200,
        }
    )
    per_job: int = 20_000  # one budget for each worker purpose and kind of use
    sorting_units: frozenset[UUID] = frozenset({SORTING_UNIT})
    worker_purposes: frozenset[str] = WORKER_PURPOSES
    door_groups: Mapping[Door, str] = field(default_factory=dict)  # system groups, in service


class Quota:
    """Counts uses in the last hour, in memory, for each actor and kind of use."""

    def __init__(self, policy: QuotaPolicy, clock: Callable[[], float] = time.monotonic) -> None:
        self._policy = policy
        self._clock = clock
        self._lock = threading.Lock()
        self._uses: dict[tuple[str, Counted], deque[tuple[float, int]]] = {}
        self._seen: dict[str, dict[Hashable, float]] = {}

    def take(self, actor: str, what: Counted, amount: int, *, job: bool = False) -> None:
        """Count `amount` uses, or count none and raise Refused `key-quota`."""
        limit = self._policy.per_job if job else self._policy.per_person[what]
        now = self._clock()
        with self._lock:
            uses = self._uses.setdefault((actor, what), deque())
            while uses and uses[0][0] <= now - HOUR:
                uses.popleft()
            if sum(used for _, used in uses) + amount > limit:
                raise Refused(Reason("key-quota", {"what": what.value, "limit": limit}))
            if uses and uses[-1][0] > now - 1:
                # One entry a second keeps the list short.
                amount += uses.pop()[1]
            uses.append((now, amount))

    def open(self, person: str, texts: Collection[Hashable]) -> None:
        """Count sealed texts opened by a person, or count none and raise Refused `key-quota`.

        The limit is against reading much, so the same text counts once in its hour: whoever comes
        back to a list all day has read no more than the list.
        """
        limit = self._policy.per_person[Counted.OPEN]
        now = self._clock()
        with self._lock:
            seen = self._seen.setdefault(person, {})
            for text in [text for text, first in seen.items() if first <= now - HOUR]:
                del seen[text]
            new = set(texts) - seen.keys()
            if len(seen) + len(new) > limit:
                raise Refused(Reason("key-quota", {"what": Counted.OPEN.value, "limit": limit}))
            seen.update(dict.fromkeys(new, now))
