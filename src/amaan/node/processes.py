"""How is a process of a node started, when is it ready, and what happens when one ends?"""

import os
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from socket import AF_UNIX, SOCK_STREAM, socket

from amaan.node.database import StepFailed, environment
from amaan.node.endpoint import Endpoint
from amaan.node.log_files import appended, last_words
from amaan.node.places import REPOSITORY, Places

READY_SECONDS = 45
STOP_SECONDS = 8


@dataclass(frozen=True, slots=True)
class Program:
    """One process of a node: of which kind it is and how it shows that it is ready."""

    name: str
    command: Sequence[str]
    kind: str
    ready: Callable[[], bool]
    more: Mapping[str, str] = field(default_factory=dict)  # besides the environment of a node


def opens(door: Path) -> bool:
    with closing(socket(AF_UNIX, SOCK_STREAM)) as line:
        try:
            line.connect(str(door))
        except OSError:
            return False
    return True


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as page:
            return bool(page.status == 200)
    except OSError:
        return False


class Running:
    """The processes of one node, started in order and stopped in the reverse order."""

    def __init__(self, where: Places, *, at: Endpoint | None = None) -> None:
        self.where = where
        self.at = at
        self.started: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, *programs: Program) -> None:
        """Start them side by side and wait until each is ready. Raises StepFailed with the end of
        the log of one that is not.
        """
        for program in programs:
            self.launch(program)
        for program in programs:
            self.wait_for(program, self.started[program.name])

    def launch(self, program: Program) -> None:
        self.clear_after(program.name)
        with appended(self.log(program.name)) as log:
            process = subprocess.Popen(
                program.command,
                cwd=REPOSITORY,
                env={
                    **environment(program.kind, where=self.where, at=self.at),
                    **program.more,
                },
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started[program.name] = process
        (self.where.run / f"{program.name}.pid").write_text(str(process.pid))

    def clear_after(self, name: str) -> None:
        """A leader that was killed leaves its group, which would go on holding the port."""
        before = self.started.get(name)
        if before is not None and before.poll() is not None:
            with suppress(ProcessLookupError):
                os.killpg(before.pid, signal.SIGKILL)

    def log(self, name: str) -> Path:
        return self.where.log / f"{name}.log"

    def wait_for(self, program: Program, process: subprocess.Popen[bytes]) -> None:
        ends = time.monotonic() + READY_SECONDS
        while not program.ready():
            if process.poll() is not None or time.monotonic() > ends:
                raise StepFailed(f"{program.name} did not start:\n{self.last_words(program.name)}")
            time.sleep(0.05)

    def last_words(self, name: str) -> str:
        return last_words(self.log(name))

    def ended(self, name: str) -> bool:
        """Whether a process that was started has ended by itself."""
        return name in self.started and self.started[name].poll() is not None

    def stop(self) -> None:
        for name, process in reversed(self.started.items()):
            end(process.pid)
            process.wait()
            (self.where.run / f"{name}.pid").unlink(missing_ok=True)
        self.started.clear()


def end(pid: int) -> None:
    """Ask a process group to end, and make it end when it does not."""
    for sign, seconds in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, 2)):
        try:
            os.killpg(pid, sign)
        except (ProcessLookupError, PermissionError):
            return
        if gone(pid, seconds):
            return


def gone(pid: int, seconds: float) -> bool:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            if os.waitpid(pid, os.WNOHANG)[0] == pid:
                return True
        except ChildProcessError:
            if not Path(f"/proc/{pid}").exists():
                return True
        time.sleep(0.02)
    return False
