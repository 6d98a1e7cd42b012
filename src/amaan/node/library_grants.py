"""Which role may touch the tables that libraries bring (sessions, sign-in, queue)? Our own tables
say it in migrations.
"""

from collections.abc import Mapping

from psycopg import Connection
from psycopg.sql import SQL, Identifier

APP, PUBLIC, WORKER, AUDIT = "amaan_app", "amaan_public", "amaan_worker", "amaan_audit"
RUN_TIME = (APP, PUBLIC, WORKER, AUDIT)
WRITE = "SELECT, INSERT, UPDATE, DELETE"
TABLES: Mapping[str, Mapping[str, str]] = {
    "django_session": {APP: WRITE, WORKER: "SELECT, DELETE"},
    "django_content_type": {APP: "SELECT", WORKER: "SELECT"},
    "auth_permission": {APP: "SELECT"},
    "auth_group": {APP: "SELECT"},
    "auth_group_permissions": {APP: "SELECT"},
    "account_emailaddress": {APP: WRITE},
    "account_emailconfirmation": {APP: WRITE},
    # A site that was taken over must not leave a second factor of its own behind.
    "mfa_authenticator": {APP: "SELECT, INSERT, UPDATE (last_used_at)"},
    "axes_accessattempt": {APP: WRITE},
    "axes_accessattemptexpiration": {APP: WRITE},
    "axes_accesslog": {APP: WRITE},
    "axes_accessfailurelog": {APP: WRITE},
    "procrastinate_jobs": {WORKER: WRITE},
    "procrastinate_events": {WORKER: WRITE},
    "procrastinate_periodic_defers": {WORKER: WRITE},
    "procrastinate_workers": {WORKER: WRITE},
}
# The sites may put work on the queue and not look at it, so the function runs as the owner.
DEFERRING = "procrastinate_defer_jobs_v1"


def grant_library_tables(owner: Connection) -> None:
    """Run after every migration; saying it again changes nothing."""
    there = {
        row[0]
        for row in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    }
    for table in TABLES.keys() & there:
        for role in RUN_TIME:  # what an earlier version gave and this one does not
            owner.execute(
                SQL("REVOKE ALL ON {} FROM {}").format(Identifier(table), Identifier(role))
            )
    for table, verbs in TABLES.items():
        for role, what in verbs.items() if table in there else ():
            owner.execute(
                SQL("GRANT {} ON {} TO {}").format(SQL(what), Identifier(table), Identifier(role))
            )
    grant_sequences(owner)
    if "procrastinate_jobs" in there:
        open_queue(owner)


def grant_sequences(owner: Connection) -> None:
    """A role that may insert into a library's table may draw its numbers."""
    owned = owner.execute(
        "SELECT s.relname, t.relname FROM pg_depend d"
        " JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'"
        " JOIN pg_class t ON t.oid = d.refobjid WHERE d.deptype IN ('a', 'i')"
    ).fetchall()
    for sequence, table in owned:
        for role, what in TABLES.get(table, {}).items():
            if "INSERT" in what:
                owner.execute(
                    SQL("GRANT USAGE ON SEQUENCE {} TO {}").format(
                        Identifier(sequence), Identifier(role)
                    )
                )


def open_queue(owner: Connection) -> None:
    functions = owner.execute(
        "SELECT proname, oid::regprocedure::text FROM pg_proc"
        " WHERE pronamespace = 'public'::regnamespace AND proname LIKE 'procrastinate\\_%'"
    ).fetchall()
    for name, signature in functions:
        owner.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO {WORKER}")
        if name == DEFERRING:
            owner.execute(
                f"ALTER FUNCTION {signature} SECURITY DEFINER SET search_path = pg_catalog, public"
            )
            owner.execute(f"GRANT EXECUTE ON FUNCTION {signature} TO {APP}, {PUBLIC}")
