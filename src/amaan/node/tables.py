"""Are server, roles and tables of this node up to date?"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import psycopg

from amaan.kernel.row_security import OWNER
from amaan.node.database import (
    DatabaseServer,
    StepFailed,
    passwords_of,
    prepare_database,
    prepare_server,
    run_as,
    server_of,
)
from amaan.node.endpoint import Endpoint
from amaan.node.places import REPOSITORY, Places
from amaan.node.row_security.applying import NotApplied, apply_at
from amaan.node.row_security.comparing import Missing, PolicyChange
from amaan.node.stamps import Say, SetupStep, perform


def bring_up_to_date(where: Places, *, say: Say, anew: bool = False) -> DatabaseServer:
    """Server, roles, database, migrations and policies, in this order; returns the running server.

    Policies are compared every time, whatever a stamp says: a hand may have altered them since.
    """
    say("database server")
    server = server_of(where)
    prepare_server(where, server)
    prepare_database(where, server, server.endpoint)
    tables = SetupStep("tables", "tables", inputs, lambda: make_tables(where, at=server.endpoint))
    perform(where, tables, say=say, salt=identity(server))
    for line in describe_changes(apply_policies(where, at=server.endpoint, anew=anew)):
        say(line)
    return server


def identity(server: DatabaseServer) -> str:
    """Which database this is, so that a stamp is never believed about another one."""
    with server.admin() as admin:
        row = admin.execute(
            "SELECT (SELECT system_identifier FROM pg_control_system()),"
            " (SELECT oid FROM pg_database WHERE datname = %s)",
            [server.endpoint.database],
        ).fetchone()
    return ":".join(map(str, row or ()))


def migrate(where: Places, *, at: Endpoint) -> list[PolicyChange]:
    """Run what migrations are missing, as the owner, then apply the declared policies."""
    make_tables(where, at=at)
    return apply_policies(where, at=at)


def apply_policies(where: Places, *, at: Endpoint, anew: bool = False) -> list[PolicyChange]:
    """Raises StepFailed with what stood in the way."""
    try:
        return apply_at(at.parameters(OWNER, passwords_of(where)[OWNER]), anew=anew)
    except (NotApplied, Missing, psycopg.Error) as failed:
        raise StepFailed(f"policies: {failed}") from failed


def describe_changes(changes: Iterable[PolicyChange]) -> Iterator[str]:
    """How many statements it took, and by name whatever a hand had added."""
    made = list(changes)
    yield from (f"removed, for nobody declares it: {it.thing}" for it in made if it.undeclared)
    if made:
        yield f"policies: {len(made)} statements"


def make_tables(where: Places, *, at: Endpoint) -> None:
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


def inputs() -> list[Path]:
    """Every file that decides which tables there are."""
    source = REPOSITORY / "src" / "amaan"
    machine = source / "node"
    return [
        *source.glob("*/migrations/*.py"),
        machine / "roles.py",
        REPOSITORY / "requirements" / "run.txt",
    ]
