"""How does a test get both sites as real processes? A whole node on free ports, over the test's own
database.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from socket import AF_INET, SOCK_STREAM, socket

from amaan.demo.demonstration import collect_static, static_files
from amaan.node import processes
from amaan.node.endpoint import Endpoint
from amaan.node.places import Places
from amaan.node.processes import Running
from amaan.node.stamps import SetupStep, perform
from amaan.site.processes import programs
from tests.waiting import LIMIT

processes.READY_SECONDS = int(LIMIT)  # a busy machine starts slowly, and that is no fault


@dataclass(frozen=True, slots=True)
class LiveSites:
    """The addresses of a running node, and its processes by name (`public`, `staff`, `keyd`,
    `worker`, `sealer`).
    """

    public: str
    staff: str
    where: Places
    running: Running


def free_port() -> int:
    with socket(AF_INET, SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def own_places(shared: Places, folder: Path) -> Places:
    """A data folder with the shared secrets and static files, and a copy of the keys (one process
    holds a keystore).
    """
    where = Places(folder)
    folder.mkdir(exist_ok=True)
    (folder / "secrets").symlink_to(shared.secrets)
    (folder / "static").symlink_to(shared.data / "static")
    if (shared.data / "keys").exists():
        shutil.copytree(shared.data / "keys", folder / "keys")
        (folder / "keys").chmod(0o700)
    where.make()
    return where


def tell_errors(where: Places) -> None:
    """What the processes complained of; pytest shows it beside a test that failed."""
    for log in sorted(where.log.glob("*.log")):
        for line in log.read_text("utf-8", errors="replace").splitlines():
            if '"level": "error"' in line or not line.startswith("{"):
                sys.stdout.write(f"{log.stem}: {line}\n")


@contextmanager
def live_node(shared: Places, at: Endpoint) -> Iterator[LiveSites]:
    """Start a node, stop it afterwards. Sockets lie in a short path."""
    static = partial(collect_static, shared)
    perform(shared, SetupStep("static", "static files", static_files, static), say=str)
    folder = Path(tempfile.mkdtemp(prefix="amaan-live-"))
    where = own_places(shared, folder)
    ports = {"public": free_port(), "staff": free_port()}
    running = Running(where, at=at)
    try:
        for program in programs(where, ports):
            running.start(program)
        public, staff = (f"http://localhost:{ports[site]}" for site in ("public", "staff"))
        yield LiveSites(public, staff, where, running)
    finally:
        running.stop()
        tell_errors(where)
        shutil.rmtree(folder, ignore_errors=True)
