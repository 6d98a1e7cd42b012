"""The demonstration starts again what ended, counts each part by itself, and keeps its logs."""

import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from amaan.demo.demonstration import OwnDatabase
from amaan.demo.supervising import LIMIT, LONGEST_REST, WITHIN, Supervisor
from amaan.node.cluster import FAST, Cluster, ClusterFailed
from amaan.node.database import StepFailed
from amaan.node.log_files import hold_in_bounds, last_words
from amaan.node.places import Places
from amaan.node.processes import Program, Running
from amaan.node.reachable import embedded_cluster


@dataclass
class Watch:
    """A clock that stands still until it is told to go on."""

    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


@dataclass
class FakePart:
    """Runs until it is told to end; `broken` makes it fail at every start."""

    name: str
    log: Path = Path("/nowhere")
    down: bool = False
    broken: bool = False
    starts: list[str] = field(default_factory=list)
    order: list[str] = field(default_factory=list)

    def ended(self) -> bool:
        return self.down

    def start(self) -> None:
        self.starts.append(self.name)
        self.order.append(self.name)
        if self.broken:
            raise ClusterFailed("no")
        self.down = False


@pytest.fixture
def clock() -> Watch:
    return Watch()


def supervisor(clock: Watch, *parts: FakePart) -> Supervisor:
    return Supervisor(parts, lambda _line: None, clock)


def end_and_wait(part: FakePart, looking: Supervisor, clock: Watch) -> None:
    """One end, and as many rounds as the rest before the start takes."""
    part.down = True
    looking.look()
    clock.at += LONGEST_REST
    looking.look()


def test_what_runs_is_left_alone(clock: Watch) -> None:
    part = FakePart("sealer")
    supervisor(clock, part).look()
    assert part.starts == []


def test_the_database_comes_back_before_what_needs_it(clock: Watch) -> None:
    order: list[str] = []
    database = FakePart("database", down=True, order=order)
    worker = FakePart("worker", down=True, order=order)
    supervisor(clock, database, worker).look()
    assert order == ["database", "worker"]


def test_each_part_is_counted_by_itself(clock: Watch) -> None:
    parts = [FakePart(name) for name in ("keyd", "public", "staff", "worker", "sealer")]
    looking = supervisor(clock, *parts)
    for part in parts * LIMIT:
        end_and_wait(part, looking, clock)
        clock.at -= LONGEST_REST  # all of it within the same ten minutes
    assert [len(part.starts) for part in parts] == [LIMIT] * len(parts)


def test_one_that_keeps_ending_brings_the_node_down(clock: Watch, tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    log.write_text("what it said last")
    part = FakePart("worker", log=log)
    looking = supervisor(clock, part)
    for _ in range(LIMIT):
        end_and_wait(part, looking, clock)
    part.down = True
    with pytest.raises(StepFailed, match="worker keeps ending:\nwhat it said last"):
        looking.look()


def test_ends_long_ago_are_forgotten(clock: Watch) -> None:
    part = FakePart("worker")
    looking = supervisor(clock, part)
    for _ in range(LIMIT * 3):
        end_and_wait(part, looking, clock)
        clock.at += WITHIN / LIMIT
    assert len(part.starts) == LIMIT * 3


def test_the_first_start_is_at_once_and_the_next_ones_rest(clock: Watch) -> None:
    part = FakePart("database", down=True, broken=True)
    looking = supervisor(clock, part)
    looking.look()
    assert len(part.starts) == 1
    for rest in (1.0, 2.0, 4.0):
        looking.look()
        clock.at += rest - 0.1
        looking.look()
        before = len(part.starts)
        clock.at += 0.1
        looking.look()
        assert len(part.starts) == before + 1


@pytest.fixture
def folder() -> Iterator[Path]:
    # Not pytest's own folder: that one is closed to the plain user that PostgreSQL runs as.
    found = Path(tempfile.mkdtemp(prefix="amaan-supervised-"))
    found.chmod(0o755)
    yield found
    shutil.rmtree(found, ignore_errors=True)


def test_a_killed_postgresql_is_brought_back(folder: Path, clock: Watch) -> None:
    cluster: Cluster = embedded_cluster(Places(folder), FAST)
    cluster.start()
    try:
        looking = Supervisor([OwnDatabase(cluster)], lambda _line: None, clock)
        os.kill(killed := cluster.server_pid(), signal.SIGKILL)
        while cluster.server_pid():
            time.sleep(0.01)
        while not cluster.running():
            looking.look()
            clock.at += LONGEST_REST
        assert cluster.server_pid() != killed
    finally:
        cluster.destroy()


def said(where: Places, words: str) -> Program:
    """A program that writes and ends; `ready` is when it has written."""
    log = where.log / "talker.log"
    command = (sys.executable, "-c", f"print({words!r}, flush=True)")
    return Program("talker", command, "worker", lambda: words in log.read_text())


def test_a_log_is_appended_to(tmp_path: Path) -> None:
    where = Places(tmp_path)
    where.make()
    running = Running(where)
    for words in ("the first", "the second"):
        running.start(said(where, words))
        running.started["talker"].wait()
    assert running.ended("talker")
    assert running.log("talker").read_text() == "the first\nthe second\n"
    assert running.last_words("talker") == "the first\nthe second\n"


def test_a_log_that_grew_too_long_is_kept_once_beside(tmp_path: Path) -> None:
    log = tmp_path / "worker.log"
    with log.open("ab") as writer:
        writer.write(b"old" * 100)
        writer.flush()
        assert not hold_in_bounds(log, bound=300)
        assert hold_in_bounds(log, bound=299)
        writer.write(b"new")  # the process goes on writing into the same file
    assert log.read_text() == "new"
    assert (tmp_path / "worker.log.1").read_text() == "old" * 100
    assert last_words(log, 6) == "oldnew"
