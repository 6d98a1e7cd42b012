"""How a migration locks a table: row-level security forced, a policy per role, and no grant that is
not written down.

Used by migrations only. Every table gets ENABLE and FORCE ROW LEVEL SECURITY, one policy for the
owner (so that SECURITY DEFINER functions and later migrations can work) and the policies and grants
named in the call.
"""

from collections.abc import Mapping

from django.db.migrations.operations import RunSQL

OWNER = "amaan_owner"
APP = "amaan_app"
PUBLIC = "amaan_public"
WORKER = "amaan_worker"
AUDIT = "amaan_audit"
KEYS = "amaan_keys"
STATS = "amaan_stats"

ALWAYS = "true"


def secure(
    table: str,
    *,
    select: Mapping[str, str] | None = None,
    insert: Mapping[str, str] | None = None,
    update: Mapping[str, str | tuple[str, str]] | None = None,
    delete: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    read_columns: Mapping[str, str] | None = None,
) -> RunSQL:
    """Lock `table`; each mapping goes from role to the SQL condition of its policy.

    `update` takes USING, or (USING, WITH CHECK). `columns` limits what a role may update: `{APP:
    "status, due_at"}`; `read_columns` what it may read.
    """
    lines = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY owner_maintains ON {table} TO {OWNER} USING (true) WITH CHECK (true)",
    ]
    for role, using in (select or {}).items():
        lines += permit(
            table, "SELECT", role, f"USING ({using})", (read_columns or {}).get(role, "")
        )
    for role, check in (insert or {}).items():
        lines += permit(table, "INSERT", role, f"WITH CHECK ({check})")
    for role, condition in (update or {}).items():
        using, check = condition if isinstance(condition, tuple) else (condition, condition)
        lines += permit(
            table,
            "UPDATE",
            role,
            f"USING ({using}) WITH CHECK ({check})",
            (columns or {}).get(role, ""),
        )
    for role, using in (delete or {}).items():
        lines += permit(table, "DELETE", role, f"USING ({using})")
    return RunSQL(";\n".join(lines) + ";", RunSQL.noop)


def permit(table: str, verb: str, role: str, condition: str, columns: str = "") -> list[str]:
    """The policy and the grant of one role for one verb."""
    grant = f"{verb} ({columns})" if columns else verb
    name = f"{verb.lower()}_{role.removeprefix('amaan_')}"
    return [
        f"CREATE POLICY {name} ON {table} FOR {verb} TO {role} {condition}",
        f"GRANT {grant} ON {table} TO {role}",
    ]


def policy(
    table: str, name: str, verb: str, role: str, condition: str, *, restrictive: bool = False
) -> RunSQL:
    """One more policy on a table locked elsewhere; policies of a verb are joined by OR, restrictive
    ones by AND.
    """
    kind = "AS RESTRICTIVE " if restrictive else ""
    return RunSQL(
        f"CREATE POLICY {name} ON {table} {kind}FOR {verb} TO {role} {condition};",
        f"DROP POLICY {name} ON {table};",
    )


def grant(table: str, verbs: str, *roles: str) -> RunSQL:
    """Grants on a table of a library that has no row-level security (sessions, sign-in)."""
    names = ", ".join(roles)
    return RunSQL(
        f"GRANT {verbs} ON {table} TO {names};", f"REVOKE {verbs} ON {table} FROM {names};"
    )


def definer(signature: str, returns: str, body: str, *roles: str, volatile: bool = False) -> RunSQL:
    """A SECURITY DEFINER function in PL/pgSQL with a fixed search path, callable by the named roles
    only.

    PL/pgSQL keeps its plan; an SQL-language function would cost 0.25 ms more (security.md section
    7, measured).
    """
    bare = argument_types(signature)
    grants = f"GRANT EXECUTE ON FUNCTION {bare} TO {', '.join(roles)};" if roles else ""
    return RunSQL(
        f"CREATE FUNCTION {signature} RETURNS {returns} LANGUAGE plpgsql"
        f" {'VOLATILE' if volatile else 'STABLE'} SECURITY DEFINER"
        f" SET search_path = pg_catalog, public AS $body$ {body} $body$;"
        f" REVOKE ALL ON FUNCTION {bare} FROM PUBLIC; {grants}",
        f"DROP FUNCTION {bare};",
    )


def argument_types(signature: str) -> str:
    """`f(a uuid, b text)` -> `f(uuid, text)`."""
    name, _, arguments = signature.partition("(")
    types = [
        part.strip().split(" ", 1)[-1] for part in arguments.rstrip(")").split(",") if part.strip()
    ]
    return f"{name}({', '.join(types)})"
