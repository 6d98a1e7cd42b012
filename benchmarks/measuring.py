"""What a measurement is, and how CPU time and times are taken."""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure: ours, beside a peer or floor of the same run where there is one."""

    work: str
    ours: float
    unit: str
    goal: str
    met: bool
    peer: str = ""
    theirs: float | None = None
    issue: str = "spine"
    raw: list[float] = field(default_factory=list)


def percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def timed(work: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of each run."""
    found = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        found.append((time.perf_counter() - began) * 1000)
    return found


def median(times: list[float]) -> float:
    return statistics.median(times)


def node_processes(data: Path) -> Iterator[Path]:
    """Every process of the node in this data folder: those of ours, the server, and its
    children.
    """
    parents = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            environment = (folder / "environ").read_bytes()
        except OSError:
            continue
        ours = f"AMAAN_DATA={data}".encode() in environment and int(folder.name) != os.getpid()
        if ours or str(data).encode() in command:
            parents.add(folder.name)
            yield folder
    for folder in Path("/proc").glob("[0-9]*"):
        if folder.name not in parents and parent_of(folder) in parents:
            yield folder


def parent_of(folder: Path) -> str:
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()[1]
    except OSError:
        return ""


def cpu_seconds(data: Path) -> float:
    """User and system time of the whole node, ended children included."""
    total = 0
    for folder in set(node_processes(data)):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(map(int, fields[11:15]))
    return total / TICK


def quiet_node(data: Path, share: float = 0.03, at_most: float = 90.0) -> None:
    """Wait until the node by itself uses less than this share of one core for three seconds."""
    until = time.monotonic() + at_most
    calm = 0
    while calm < 3 and time.monotonic() < until:
        before = cpu_seconds(data)
        time.sleep(1)
        calm = calm + 1 if cpu_seconds(data) - before <= share else 0


@contextmanager
def cpu_of_node(data: Path) -> Iterator[list[float]]:
    """The node's CPU seconds during the block, put into the list that is given."""
    found: list[float] = []
    before = cpu_seconds(data)
    yield found
    found.append(cpu_seconds(data) - before)
