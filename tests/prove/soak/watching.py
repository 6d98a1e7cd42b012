"""How does a node fare while it is used? Memory and open files of its processes, connections, what
waits in the queue, what is not chained yet, clocks that nobody swept.
"""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.adversity.test_orphans import group
from tests.factories.nation import as_owner
from tests.live import LiveSites

PROC: Final = Path("/proc")
PAGE: Final = os.sysconf("SC_PAGE_SIZE")
STATE: Final = """
SELECT (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()),
       (SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'),
       (SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'),
       (SELECT count(*) FROM ledger_fact f WHERE recorded_at < now() - interval '30 seconds'
           AND NOT EXISTS (SELECT 1 FROM ledger_link l WHERE l.fact_id = f.id)),
       (SELECT count(*) FROM work_clock WHERE ended_at IS NULL AND breached_at IS NULL
           AND paused_at IS NULL AND due_at < now() - interval '2 minutes'),
       (SELECT count(*) FROM intake_complaint WHERE status = 'RECEIVED' AND sorted_at IS NULL
           AND received_at < now() - interval '1 minute')
"""
NAMES: Final = ("connections", "jobs waiting", "jobs failed", "facts not chained", "clocks unswept",
                "reports at no desk")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """One look: seconds since the start, megabytes and open files by program, the database."""

    at: float
    memory: dict[str, float]
    files: dict[str, int]
    state: dict[str, int]


@dataclass(slots=True)
class Watch:
    node: LiveSites
    began: float = field(default_factory=time.monotonic)
    samples: list[Sample] = field(default_factory=list)

    def look(self) -> Sample:
        groups = {name: list(group(it.pid)) for name, it in self.node.running.started.items()}
        memory = {name: sum(map(megabytes, found)) for name, found in groups.items()}
        files = {name: sum(map(open_files, found)) for name, found in groups.items()}
        state = dict(zip(NAMES, map(int, as_owner(STATE)[0]), strict=True))
        sample = Sample(time.monotonic() - self.began, memory, files, state)
        self.samples.append(sample)
        return sample

    def worst(self) -> dict[str, int]:
        """The highest of each figure of the database."""
        return {name: max(sample.state[name] for sample in self.samples) for name in NAMES}

    def growth(self, what: str) -> dict[str, dict[str, Any]]:
        """For each program the lowest of the second third and of the last: what it does not give
        back.
        """
        third = max(1, len(self.samples) // 3)
        middle, end = self.samples[third : 2 * third], self.samples[-third:]
        return {
            name: {
                "middle": round(min(getattr(it, what)[name] for it in middle or end), 1),
                "end": round(min(getattr(it, what)[name] for it in end), 1),
                "peak": round(max(getattr(it, what)[name] for it in self.samples), 1),
            }
            for name in self.node.running.started
        }


def megabytes(process: int) -> float:
    try:
        return int((PROC / str(process) / "statm").read_text().split()[1]) * PAGE / 2**20
    except OSError:
        return 0.0


def open_files(process: int) -> int:
    try:
        return sum(1 for _ in (PROC / str(process) / "fd").iterdir())
    except OSError:
        return 0
