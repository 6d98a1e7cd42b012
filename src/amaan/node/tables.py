"""Are server, roles and tables of this node up to date?"""

from pathlib import Path

import psycopg

from amaan.node.database import (
    Server,
    passwords_of,
    prepare_database,
    prepare_server,
    run_as,
    server_of,
)
from amaan.node.endpoint import Endpoint
from amaan.node.library_grants import grant_library_tables
from amaan.node.places import REPOSITORY, Places
from amaan.node.roles import OWNER
from amaan.node.stamps import Say, Step, perform


def bring_up_to_date(where: Places, *, say: Say) -> Server:
    """Server, roles, database, migrations and grants, in this order; returns the running server."""
    say("database server")
    server = server_of(where)
    prepare_server(where, server)
    prepare_database(where, server, server.endpoint)
    tables = Step("tables", "tables", inputs, lambda: migrate(where, at=server.endpoint))
    perform(where, tables, say=say, salt=identity(server))
    return server


def identity(server: Server) -> str:
    """Which database this is, so that a stamp is never believed about another one."""
    with server.admin() as admin:
        row = admin.execute(
            "SELECT (SELECT system_identifier FROM pg_control_system()),"
            " (SELECT oid FROM pg_database WHERE datname = %s)",
            [server.endpoint.database],
        ).fetchone()
    return ":".join(map(str, row or ()))


def migrate(where: Places, *, at: Endpoint) -> None:
    """Run what migrations are missing, as the owner, then the grants on what libraries bring."""
    run_as(
        "owner",
        "django",
        "migrate",
        "--no-input",
        "--verbosity=0",
        "--skip-checks",
        where=where,
        at=at,
    )
    with psycopg.connect(**at.parameters(OWNER, passwords_of(where)[OWNER])) as owner:
        grant_library_tables(owner)


def inputs() -> list[Path]:
    """Every file that decides which tables and grants there are."""
    source = REPOSITORY / "src" / "amaan"
    machine = source / "node"
    return [
        *source.glob("*/migrations/*.py"),
        source / "access" / "row_security.py",
        machine / "roles.py",
        machine / "library_grants.py",
        REPOSITORY / "requirements" / "run.txt",
    ]
