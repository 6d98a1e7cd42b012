"""Which database roles exist, what may they do, and may this process serve with the one it has?"""

from collections.abc import Mapping

from psycopg import Connection
from psycopg.sql import SQL, Identifier, Literal

from amaan.kernel.row_security import OWNER, RUN_TIME

PLAIN = RUN_TIME
ROLES = (OWNER, *PLAIN)
ATTRIBUTES = SQL("LOGIN NOCREATEDB NOCREATEROLE INHERIT")
# Only a superuser may say these aloud; a role made by anybody else lacks them anyway.
POWERLESS = SQL("NOSUPERUSER NOBYPASSRLS NOREPLICATION")
# An open transaction keeps every later fact from the sealer: nobody's may stay open for long.
# Who needs more says so for itself (`ledger.queries.patience`, `node.patience`).
LIMITS: Mapping[str, str] = {
    "idle_in_transaction_session_timeout": "30s",
    "statement_timeout": "60s",
}
# What a role is doing stands in no view that others read. Only a superuser may say so.
UNWATCHED: Mapping[str, str] = {"track_activities": "off"}

ROLE_STATE = """
SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
       EXISTS (SELECT 1 FROM pg_database WHERE datname = current_database() AND datdba = r.oid),
       EXISTS (SELECT 1 FROM pg_auth_members WHERE member = r.oid)
  FROM pg_roles r WHERE rolname = current_user
"""
FAULTS = (
    "is a superuser",
    "bypasses row-level security",
    "may create roles",
    "may create databases",
    "owns the database",
    "is a member of another role",
)


def is_superuser(admin: Connection) -> bool:
    row = admin.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    return bool(row and row[0])


def create_roles(admin: Connection, passwords: Mapping[str, str]) -> None:
    """Make every role, or give an existing one its password and attributes again."""
    known = {row[0] for row in admin.execute("SELECT rolname FROM pg_roles")}
    attributes = SQL(" ").join([ATTRIBUTES, POWERLESS]) if is_superuser(admin) else ATTRIBUTES
    for role in ROLES:
        verb = SQL("ALTER" if role in known else "CREATE")
        admin.execute(
            SQL("{} ROLE {} {} PASSWORD {}").format(
                verb, Identifier(role), attributes, Literal(passwords[role])
            )
        )
    limit_roles(admin)


def limit_roles(admin: Connection) -> None:
    """The limits of every run-time role; the owner, who migrates, has none."""
    wanted = {**LIMITS, **(UNWATCHED if is_superuser(admin) else {})}
    for role in PLAIN:
        for name, value in wanted.items():
            admin.execute(
                SQL("ALTER ROLE {} SET {} = {}").format(
                    Identifier(role), Identifier(name), Literal(value)
                )
            )


def create_database(admin: Connection, name: str) -> bool:
    """Make the database for the owner role; False when it is there already. Needs autocommit."""
    if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        return False
    if not is_superuser(admin):  # one who may only create must be a member to hand it over
        admin.execute(SQL("GRANT {} TO CURRENT_USER").format(Identifier(OWNER)))
    admin.execute(
        SQL(
            "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'"
            " LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
        ).format(Identifier(name), Identifier(OWNER))
    )
    return True


def lock_schema(owner: Connection) -> None:
    """Nothing by default: what a role may do is declared by name in `policies.py`, and applied."""
    owner.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
    owner.execute("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC")
    database = owner.info.dbname
    owner.execute(SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(Identifier(database)))


def reasons_not_to_serve(connection: Connection, *, expected: str) -> list[str]:
    """Why this connection must not serve a site; empty when it is the plain role that it should
    be.
    """
    role = connection.info.user
    row = connection.execute(ROLE_STATE).fetchone() or ()
    faults = [f"{role} {fault}" for fault, found in zip(FAULTS, row, strict=True) if found]
    if role != expected:
        faults.append(f"connected as {role}, expected {expected}")
    owned = connection.execute(
        "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
    ).fetchone()
    if owned and owned[0]:
        faults.append(f"{role} owns {owned[0]} tables")
    return faults
