"""What happens when a part of the demonstration ends by itself? It is started again, the database
first; one that keeps ending brings the node down, with its last words.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from amaan.node.cluster import ClusterFailed
from amaan.node.database import StepFailed
from amaan.node.log_files import last_words
from amaan.node.stamps import Say

WITHIN = 600.0  # seconds; what ended before that is forgotten
LIMIT = 8  # ends of one part within that time
LONGEST_REST = 30.0


class SupervisedPart(Protocol):
    """Something that runs: PostgreSQL, or a process of the node."""

    @property
    def name(self) -> str: ...

    @property
    def log(self) -> Path: ...

    def ended(self) -> bool: ...

    def start(self) -> None:
        """Start it again. Raises StepFailed or ClusterFailed."""


@dataclass(slots=True)
class Supervisor:
    """Looks after `parts`, in the order in which they need each other; `clock` counts seconds."""

    parts: Sequence[SupervisedPart]
    say: Say
    clock: Callable[[], float] = time.monotonic
    ends: dict[str, list[float]] = field(default_factory=dict)
    due: dict[str, float] = field(default_factory=dict)

    def look(self) -> None:
        """One round. Raises StepFailed when a part keeps ending."""
        for part in self.parts:
            if part.ended():
                self.tend(part)

    def tend(self, part: SupervisedPart) -> None:
        if part.name not in self.due:
            rest = self.note_end(part)
            self.due[part.name] = self.clock() + rest
            soon = f" in {rest:.0f} s" if rest else ""
            self.say(f"{part.name} ended, starting it again{soon} (log: {part.log})")
        if self.clock() >= self.due[part.name]:
            del self.due[part.name]
            self.start(part)

    def start(self, part: SupervisedPart) -> None:
        """What does not start has ended again: the next round counts it."""
        try:
            part.start()
        except (StepFailed, ClusterFailed) as failure:
            self.say(f"{part.name}: {failure}")
        else:
            self.say(f"{part.name} runs again")

    def note_end(self, part: SupervisedPart) -> float:
        """How many seconds to rest before the next start: none at first, then more each time."""
        at = self.clock()
        recent = [end for end in self.ends.get(part.name, []) if at - end < WITHIN]
        self.ends[part.name] = [*recent, at]
        if len(recent) >= LIMIT:
            raise StepFailed(f"{part.name} keeps ending:\n{last_words(part.log)}")
        return min(2.0 ** (len(recent) - 1), LONGEST_REST) if recent else 0.0
