"""Who kills the processes of a node, and who starts them again? A seeded hand, and a supervisor
that does it at once.
"""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from random import Random

from amaan.node.database import StepFailed
from amaan.node.processes import Program
from amaan.site.processes import programs
from tests.live import LiveSites


class Supervisor:
    """Starts a program of the node again as soon as it has ended, each in a thread of its own."""

    def __init__(self, node: LiveSites, names: Sequence[str]) -> None:
        self.node = node
        self.stopping = threading.Event()
        ports = {"public": int(node.public.rpartition(":")[2])}
        found = [it for it in programs(node.where, ports) if it.name in names]
        self.up = {it.name: threading.Event() for it in found}
        self.threads = [threading.Thread(target=self.watch, args=(it,)) for it in found]
        self.failures: list[str] = []

    def all_up(self) -> bool:
        """Whether every program answers, as far as was seen; whoever gave up waits for nobody."""
        return self.stopping.is_set() or all(it.is_set() for it in self.up.values())

    def watch(self, program: Program) -> None:
        up = self.up[program.name]
        up.set()
        while not self.stopping.is_set():
            if self.node.running.started[program.name].poll() is not None:
                up.clear()
                self.start_again(program)
                up.set()
            self.stopping.wait(0.02)

    def start_again(self, program: Program) -> None:
        """Killed again while it started is no failure: the next look starts it once more."""
        try:
            self.node.running.start(program)
        except StepFailed as failure:
            if self.node.running.started[program.name].poll() != -signal.SIGKILL:
                self.failures.append(str(failure))
                self.stopping.set()

    @contextmanager
    def watching(self) -> Iterator[None]:
        for thread in self.threads:
            thread.start()
        try:
            yield
        finally:
            self.stopping.set()
            for thread in self.threads:
                thread.join()


class Killer:
    """Kills at answers chosen by chance: `heard` is called by every client after each answer."""

    def __init__(self, node: LiveSites, rng: Random, *, among: int, victims: Sequence[str]) -> None:
        self.node = node
        self.rng = rng
        self.moments = dict(
            zip(sorted(rng.sample(range(5, among), len(victims))), victims, strict=True)
        )
        self.answers = 0
        self.lock = threading.Lock()
        self.killed: Counter[str] = Counter()

    def heard(self) -> None:
        with self.lock:
            self.answers += 1
            victim = self.moments.pop(self.answers, "")
            pause = self.rng.uniform(0, 0.1) if victim else 0
        if victim:
            time.sleep(pause)
            self.kill(victim)

    def kill(self, name: str) -> None:
        """The whole process group, without a farewell."""
        try:
            os.killpg(self.node.running.started[name].pid, signal.SIGKILL)
        except ProcessLookupError:
            return  # dead from an earlier blow and not started again yet
        self.killed[name] += 1


class Hand:
    """Stops, wakes, kills and starts the processes of a node by name."""

    def __init__(self, node: LiveSites) -> None:
        self.node = node

    def signal(self, name: str, what: signal.Signals) -> None:
        os.killpg(self.node.running.started[name].pid, what)

    def start(self, name: str) -> None:
        self.node.running.started[name].wait()
        found = next(it for it in programs(self.node.where, {}) if it.name == name)
        self.node.running.start(found)
