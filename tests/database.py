"""How does each test get a database of its own? One server, one template with everything in it, one
clone a test.

The server and its templates stay in `var/test` between runs, shared by parallel workers and
parallel runs: a lock guards starting and building, and the last to leave stops the server. A
template is named by the hash of all that made it, so an edited migration makes a new one and an
unedited one costs nothing.
"""

import fcntl
import hashlib
import os
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from psycopg import Connection
from psycopg import Error as PsycopgError
from psycopg.sql import SQL, Identifier

from amaan.demo.content import NATION, OFFICES, REFERENCE, Part
from amaan.demo.nation_card import FILE as CARD
from amaan.kernel.row_security import OWNER
from amaan.node.cluster import FAST, Cluster
from amaan.node.database import (
    DatabaseServer,
    OutsideServer,
    StepFailed,
    passwords_of,
    prepare_database,
)
from amaan.node.endpoint import Endpoint
from amaan.node.places import Places
from amaan.node.processes import Running
from amaan.node.reachable import embedded_cluster
from amaan.node.roles import PLAIN, create_roles
from amaan.node.row_security.declared import declared_set
from amaan.node.secret_files import read_secret, write_secret
from amaan.node.stamps import hash_of_files
from amaan.node.tables import inputs, migrate
from amaan.site.processes import programs

DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")
KEPT_TEMPLATES = 8
FLAVOURS = {"plain": (REFERENCE, OFFICES), "nation": (REFERENCE, NATION)}
AHEAD = 2


def embedded(where: Places) -> DatabaseServer:
    url = os.environ.get("DATABASE_URL", "")
    return OutsideServer(url) if url else embedded_cluster(where, FAST)


def debian_15(where: Places) -> DatabaseServer:
    """The same on the oldest PostgreSQL that the product supports."""
    ours = embedded_cluster(where, FAST)
    home = ours.folder.parent / "postgres15"
    home.mkdir(exist_ok=True)
    return Cluster(
        folder=home / "data",
        sockets=home / "run",
        password=ours.password,
        binaries=DEBIAN_15,
        settings=FAST,
        user=ours.user,
    )


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """One process at a time."""
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


class SharedServer:
    """A running server with a template of the present code; `close` stops it when nobody else uses
    it.
    """

    def __init__(self, where: Places, server: DatabaseServer, name: str) -> None:
        self.where = where
        self.server = server
        where.make()
        self.users = (where.run / f"{name}.users").open("w")
        fcntl.flock(self.users, fcntl.LOCK_SH)
        with alone(where.run / f"{name}.lock"):
            if isinstance(server, Cluster):
                server.start()

    def template(self, flavour: str) -> str:
        """The template of the present code, built when there is none.

        `plain` holds reference data, offices and staff; `nation` the whole demonstration too.
        """
        with alone(self.where.run / "template.lock"):
            return self.ready_template(flavour)

    def at(self, database: str) -> Endpoint:
        return replace(self.server.endpoint, database=database)

    def ready_template(self, flavour: str) -> str:
        name = template_name(flavour)
        with self.server.admin() as admin:
            create_roles(admin, passwords_of(self.where))
            known = databases(admin)
        if name not in known:
            self.build(name, FLAVOURS[flavour])
        return name

    def build(self, name: str, parts: tuple[Part, ...]) -> None:
        """Under another name until it is whole, so that a broken build is never taken for one."""
        half = f"half_{name}"
        with self.server.admin() as admin:
            for dead in databases(admin):  # whoever builds holds the lock: no other build is alive
                if dead.startswith("half_"):
                    drop(admin, dead)
            old = [known for known in databases(admin) if known.startswith("template_")]
            for stale in old[:-KEPT_TEMPLATES]:
                drop(admin, stale)
        at = self.at(half)
        prepare_database(self.where, self.server, at)
        migrate(self.where, at=at)
        self.load(parts, at)
        keep_card(self.where, name)
        with self.server.admin() as admin:
            rename = SQL("ALTER DATABASE {} RENAME TO {}")
            admin.execute(rename.format(*map(Identifier, (half, name))))

    def load(self, parts: tuple[Part, ...], at: Endpoint) -> None:
        """As in service: with a key service that marks every fact."""
        running = Running(self.where, at=at)
        keyd = programs(self.where, {})[0]
        try:
            running.start(keyd)
            for part in parts:
                part.load(self.where, at=at)
        finally:
            running.stop()

    def close(self) -> None:
        """Leave; the last one stops the server, while newcomers wait at the door."""
        with self.users:
            try:
                fcntl.flock(self.users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            if isinstance(self.server, Cluster):
                self.server.stop()


class Clones:
    """A few clones made ahead, in a thread that also drops the used ones."""

    def __init__(self, shared: SharedServer, flavour: str) -> None:
        self.shared = shared
        self.flavour = flavour
        self.ready: queue.Queue[str | Exception] = queue.Queue(maxsize=AHEAD)
        self.used: queue.Queue[str] = queue.Queue()
        self.stopping = threading.Event()
        self.settled = threading.Event()
        self.thread = threading.Thread(target=self.work, name="clones", daemon=True)
        self.thread.start()

    def wait_for_template(self) -> None:
        """Until the template is there, or could not be built."""
        self.settled.wait()

    def take(self) -> Endpoint:
        found = self.ready.get()
        if isinstance(found, Exception):
            raise found
        return self.shared.at(found)

    def give_back(self, clone: Endpoint) -> None:
        self.used.put(clone.database)

    def work(self) -> None:
        """Never raises: what goes wrong is handed to every test that asks."""
        try:
            self.copy_and_drop()
        except (StepFailed, OSError, PsycopgError) as failure:
            self.settled.set()
            while not self.stopping.is_set():
                self.offer(failure)

    def copy_and_drop(self) -> None:
        template = self.shared.template(self.flavour)
        self.settled.set()
        with self.shared.server.admin() as admin:
            number = 0
            forget_dead(admin)
            while not self.stopping.is_set():
                while not self.used.empty():
                    drop(admin, self.used.get())
                number += 1
                name = f"t_{os.getpid()}_{self.flavour}_{number}"
                self.offer(clone(admin, template, name))
            self.drop_rest(admin)

    def offer(self, made: str | Exception) -> None:
        while not self.stopping.is_set():
            try:
                self.ready.put(made, timeout=0.2)
            except queue.Full:
                continue
            return
        if isinstance(made, str):
            self.used.put(made)

    def drop_rest(self, admin: Connection) -> None:
        for waiting in (self.used, self.ready):
            while not waiting.empty():
                drop(admin, str(waiting.get()))

    def close(self) -> None:
        self.stopping.set()
        self.thread.join(timeout=30)


def keep_card(where: Places, template: str) -> None:
    """The next template writes its own card over this one."""
    if text := read_secret(where, CARD):
        write_secret(where, f"{template}.json", text)


def clone(admin: Connection, template: str, name: str) -> str:
    """A copy of the template's files, open to the plain roles as the template was."""
    new, old, owner = map(Identifier, (name, template, OWNER))
    admin.execute(
        SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY FILE_COPY").format(new, old, owner)
    )
    admin.execute(SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(new))
    roles = SQL(", ").join(map(Identifier, PLAIN))
    admin.execute(SQL("GRANT CONNECT ON DATABASE {} TO {}").format(new, roles))
    return name


def drop(admin: Connection, name: str) -> None:
    admin.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def databases(admin: Connection) -> list[str]:
    return [row[0] for row in admin.execute("SELECT datname FROM pg_database ORDER BY oid")]


def forget_dead(admin: Connection) -> None:
    """Drop the clones of runs that were killed."""
    for name in databases(admin):
        parts = name.split("_")
        if parts[0] == "t" and not Path(f"/proc/{parts[1]}").exists():
            drop(admin, name)


@cache
def template_name(flavour: str) -> str:
    """With a hash of everything that goes into a template."""
    files = [*inputs(), *REFERENCE.inputs(), *NATION.inputs()]
    whole = hash_of_files(files) + declared_set().mark
    return f"template_{flavour}_{hashlib.sha256(whole.encode()).hexdigest()[:16]}"
