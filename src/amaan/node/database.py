"""How does a database of this node come to be? Server, roles, database, tables: each step only when
it is missing.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from typing import Protocol

import psycopg

from amaan.kernel.row_security import OWNER
from amaan.node.endpoint import DATABASE, Endpoint, password_file
from amaan.node.places import REPOSITORY, Places
from amaan.node.reachable import embedded_cluster
from amaan.node.roles import ROLES, create_database, create_roles, lock_schema
from amaan.node.secret_files import keep_secret

OLDEST = 150000
KIND = "AMAAN_PROCESS"  # the kind of a process: owner, public, staff, worker, audit
NOT_HANDED_ON = frozenset({"DATABASE_URL", "DJANGO_SETTINGS_MODULE"})


class StepFailed(Exception):  # noqa: N818  (the program that did the step tells what went wrong)
    """A step of set-up failed."""


class DatabaseServer(Protocol):
    """A PostgreSQL that set-up may command: our own, or one that DATABASE_URL names."""

    @property
    def endpoint(self) -> Endpoint: ...

    def admin(self, database: str = "postgres") -> psycopg.Connection: ...


class OutsideServer:
    """A PostgreSQL 15 or newer that somebody else runs; the URL's user may create roles and
    databases.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        with psycopg.connect(url, connect_timeout=10) as connection:
            info = connection.info
            if info.server_version < OLDEST:
                raise SystemExit(
                    f"DATABASE_URL: PostgreSQL 15 or newer is needed, this is {info.server_version}"
                )
            named = (
                info.dbname if info.dbname not in {"postgres", "template1", info.user} else DATABASE
            )
            sslmode = info.get_parameters().get("sslmode", "prefer")
            self.endpoint = Endpoint(info.host, info.port, named, sslmode)

    def admin(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(self.url, dbname=database, autocommit=True, connect_timeout=10)


def server_of(where: Places) -> DatabaseServer:
    """The server of this node, started when it is our own."""
    url = os.environ.get("DATABASE_URL", "")
    if url:
        return OutsideServer(url)
    cluster = embedded_cluster(where)
    cluster.start()
    return cluster


def passwords_of(where: Places) -> Mapping[str, str]:
    return {role: keep_secret(where, password_file(role)) for role in ROLES}


def make_site_secrets(where: Places) -> None:
    """What cookies, seals and tickets of each process hang on; no process works without."""
    for name in ("django", "django-public", "django-staff"):
        keep_secret(where, name)


def prepare_server(where: Places, server: DatabaseServer) -> None:
    """Roles with their passwords, and where to find them, in the secret files."""
    with server.admin() as admin:
        create_roles(admin, passwords_of(where))
    server.endpoint.write(where)
    make_site_secrets(where)


def prepare_database(where: Places, server: DatabaseServer, at: Endpoint) -> None:
    """An empty database, locked, owned by the owner role."""
    with server.admin() as admin:
        create_database(admin, at.database)
    with psycopg.connect(**at.parameters(OWNER, passwords_of(where)[OWNER])) as owner:
        lock_schema(owner)


def run_as(kind: str, *arguments: str, where: Places, at: Endpoint | None = None) -> None:
    """Run a command of `amaan` in a process of its own, of the kind (and so under the role) that it
    needs.

    Raises StepFailed with the end of the command's output when it fails.
    """
    done = subprocess.run(
        [sys.executable, "-m", "amaan", *arguments],
        env=environment(kind, where=where, at=at),
        cwd=REPOSITORY,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        tail = (done.stdout + done.stderr)[-1500:]
        raise StepFailed(f"amaan {' '.join(arguments)} failed:\n{tail}")


def environment(kind: str, *, where: Places, at: Endpoint | None = None) -> dict[str, str]:
    """The environment of a child: its kind, never the URL that may create roles. Which settings a
    kind has, the entry of the child knows.
    """
    kept = {key: value for key, value in os.environ.items() if key not in NOT_HANDED_ON}
    kept |= {
        KIND: kind,
        "AMAAN_DATA": str(where.data),
        "PYTHONPATH": str(REPOSITORY / "src"),
        "PYTHONUNBUFFERED": "1",
    }
    return kept | ({"AMAAN_DATABASE": at.database, "AMAAN_DATABASE_HOST": at.host} if at else {})
