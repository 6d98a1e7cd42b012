"""From nothing to two sites in a browser: which steps, in which order, and what is said
meanwhile?
"""

import os
import signal
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from amaan.demo.content import GENERATED, OFFICES, REFERENCE, TALES
from amaan.demo.content import Part as Content
from amaan.demo.leftovers import end_leftovers
from amaan.demo.preflight import obstacles
from amaan.demo.refusing import refuse_in_service
from amaan.demo.supervising import SupervisedPart, Supervisor
from amaan.node.cluster import Cluster
from amaan.node.database import DatabaseServer, StepFailed, run_as
from amaan.node.log_files import hold_in_bounds
from amaan.node.places import REPOSITORY, Places
from amaan.node.processes import Program, Running
from amaan.node.stamps import Say, SetupStep, perform
from amaan.node.tables import bring_up_to_date, identity
from amaan.node.words import compile_all, po_files
from amaan.site.processes import programs, site_port

SITES = ("public", "staff")
WATCH_SECONDS = 0.3
PID_FILE = "demo.pid"


@dataclass(frozen=True, slots=True)
class OwnDatabase:
    """The embedded PostgreSQL, as something that may end."""

    cluster: Cluster
    name: str = "database"

    @property
    def log(self) -> Path:
        return self.cluster.folder / "server.log"

    def ended(self) -> bool:
        return not self.cluster.server_pid()

    def start(self) -> None:
        self.cluster.start()


@dataclass(frozen=True, slots=True)
class OwnProcess:
    """A process of the node, as something that may end."""

    running: Running
    program: Program

    @property
    def name(self) -> str:
        return self.program.name

    @property
    def log(self) -> Path:
        return self.running.log(self.name)

    def ended(self) -> bool:
        return self.running.ended(self.name)

    def start(self) -> None:
        self.running.start(self.program)


@dataclass(slots=True)
class Demonstration:
    """A whole node on this machine; `say` takes each line for the person who waits."""

    where: Places
    say: Say
    began: float = field(default_factory=time.monotonic)
    server: DatabaseServer | None = None
    running: Running = field(init=False)

    def __post_init__(self) -> None:
        self.running = Running(self.where)

    def tell(self, line: str) -> None:
        self.say(f"{time.monotonic() - self.began:6.1f} s  {line}")

    @property
    def programs(self) -> list[Program]:
        return programs(self.where, {site: site_port(site) for site in SITES})

    def start(self) -> None:
        """Bring everything up. Raises ClusterFailed or StepFailed with a way on."""
        refuse_in_service(self.where)
        self.where.make()
        for name in end_leftovers(self.where):
            self.tell(f"ended {name}, left over from an earlier start")
        found = list(obstacles(self.where, {site: site_port(site) for site in SITES}))
        if found:
            raise StepFailed("\n".join(found))
        (self.where.run / PID_FILE).write_text(str(os.getpid()))
        self.step(SetupStep("words", "words", po_files, compile_all))
        self.server = bring_up_to_date(self.where, say=self.tell)
        refuse_in_service(self.where)  # a database that was down has answered only now
        keyd, *sites, worker, sealer = self.programs
        with ThreadPoolExecutor() as beside:
            static = SetupStep(
                "static", "static files", static_files, partial(collect_static, self.where)
            )
            collected = beside.submit(self.step, static)
            self.bring_up(keyd)
            self.fill(self.server)
            collected.result()
        self.bring_up(*sites)
        self.bring_up(worker, sealer)

    def bring_up(self, *programs: Program) -> None:
        """Side by side, until each is ready."""
        self.tell(", ".join(program.name for program in programs))
        self.running.start(*programs)

    def step(self, step: SetupStep, *, salt: str = "") -> None:
        perform(self.where, step, say=self.tell, salt=salt)

    def fill(self, server: DatabaseServer) -> None:
        """What needs the key service and must be there before the sites open."""
        for parts in ((REFERENCE,), (OFFICES,), (TALES, GENERATED)):
            with ThreadPoolExecutor() as beside:
                begun = [beside.submit(self.load, part, identity(server)) for part in parts]
            for loaded in begun:
                loaded.result()

    def load(self, part: Content, salt: str) -> None:
        work = partial(part.load, self.where)
        self.step(SetupStep(part.name, part.title, part.inputs, work), salt=salt)

    def watch(self) -> None:
        """Until Ctrl-C: what ends by itself, PostgreSQL too, is started again."""
        supervisor = Supervisor(self.parts(), self.tell)
        while True:
            supervisor.look()
            for part in supervisor.parts:
                hold_in_bounds(part.log)
            time.sleep(WATCH_SECONDS)

    def parts(self) -> list[SupervisedPart]:
        ours = [OwnDatabase(self.server)] if isinstance(self.server, Cluster) else []
        return [*ours, *(OwnProcess(self.running, program) for program in self.programs)]

    def stop(self) -> None:
        """Everything down, in the reverse order; a second Ctrl-C does not hurry it."""
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, signal.SIG_IGN)
        self.running.stop()
        if isinstance(self.server, Cluster):
            self.server.stop()
        (self.where.run / PID_FILE).unlink(missing_ok=True)


def static_files() -> Iterable[Path]:
    found = (REPOSITORY / "src" / "amaan").glob("*/static/**/*")
    return [path for path in found if path.is_file()]


def collect_static(where: Places) -> None:
    run_as(
        "staff",
        *("django", "collectstatic", "--no-input", "--clear", "--verbosity=0", "--skip-checks"),
        where=where,
    )
