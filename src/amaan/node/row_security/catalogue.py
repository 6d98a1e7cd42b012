"""What does the database hold now?

Read from the system catalogues alone, as they are stored: no expression is printed and no table is
opened, so that looking takes no lock on any table and waits for nobody. An expression is compared
by the hash of its stored tree, which changes whenever a hand alters it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from psycopg import Connection

from amaan.kernel.row_security import Grant, Kind

TABLES = """
SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class
 WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
"""
POLICIES = """
SELECT c.relname, p.polname, p.polcmd::text, p.polpermissive,
       ARRAY(SELECT coalesce(r.rolname, 'PUBLIC') FROM unnest(p.polroles) AS one
               LEFT JOIN pg_roles r ON r.oid = one),
       encode(sha256(convert_to(
           coalesce(p.polqual::text, '-') || '|' || coalesce(p.polwithcheck::text, '-'), 'UTF8'
       )), 'hex'),
       coalesce(obj_description(p.oid, 'pg_policy'), ''),
       ARRAY(SELECT f.proname || '(' || oidvectortypes(f.proargtypes) || ')'
               FROM pg_depend d JOIN pg_proc f ON f.oid = d.refobjid
              WHERE d.classid = 'pg_policy'::regclass AND d.objid = p.oid
                AND d.refclassid = 'pg_proc'::regclass)
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
 WHERE c.relnamespace = 'public'::regnamespace
"""
# Neither what an extension owns nor what a type brought with it.
OF_ITS_OWN = """
NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = f.oid
               AND d.deptype IN ('e', 'i'))
"""
FUNCTIONS = f"""
SELECT f.proname || '(' || oidvectortypes(f.proargtypes) || ')', pg_get_function_arguments(f.oid),
       CASE f.prokind WHEN 'f' THEN pg_get_function_result(f.oid) ELSE f.prokind::text END,
       o.rolname, l.lanname, f.prosecdef, f.provolatile::text, coalesce(f.proconfig, '{{}}'),
       f.prosrc, f.proisstrict OR f.proleakproof OR f.proparallel <> 'u' OR f.prosqlbody IS NOT NULL
  FROM pg_proc f JOIN pg_roles o ON o.oid = f.proowner JOIN pg_language l ON l.oid = f.prolang
 WHERE f.pronamespace = 'public'::regnamespace AND {OF_ITS_OWN}
"""  # noqa: S608  (a condition of this module)
TRIGGERS = """
SELECT c.relname, t.tgname, t.tgtype::int, t.tgenabled::text, n.nspname || '.' || f.proname,
       ARRAY(SELECT a.attname::text FROM pg_attribute a
              WHERE a.attrelid = t.tgrelid AND a.attnum = ANY (t.tgattr::int2[])),
       t.tgqual IS NOT NULL OR t.tgnargs > 0 OR t.tgconstraint <> 0 OR t.tgdeferrable
           OR t.tgoldtable IS NOT NULL OR t.tgnewtable IS NOT NULL
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc f ON f.oid = t.tgfoid
  JOIN pg_namespace n ON n.oid = f.pronamespace
 WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
"""
# Everything that anybody but the owner of the thing may do with it.
GRANTS = f"""
WITH things (kind, thing, part, owner, acl) AS (
    SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, relname::text, '', relowner,
           coalesce(relacl,
                    acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner))
      FROM pg_class WHERE relnamespace = 'public'::regnamespace
       AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    UNION ALL
    SELECT 'TABLE', c.relname::text, a.attname::text, c.relowner, a.attacl
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.relnamespace = 'public'::regnamespace AND a.attacl IS NOT NULL AND NOT a.attisdropped
    UNION ALL
    SELECT 'FUNCTION', f.proname || '(' || oidvectortypes(f.proargtypes) || ')', '', f.proowner,
           coalesce(f.proacl, acldefault('f', f.proowner))
      FROM pg_proc f WHERE f.pronamespace = 'public'::regnamespace AND {OF_ITS_OWN}
    UNION ALL
    SELECT 'SCHEMA', nspname::text, '', nspowner, coalesce(nspacl, acldefault('n', nspowner))
      FROM pg_namespace WHERE nspname = 'public'
    UNION ALL
    SELECT 'DATABASE', '', '', datdba, coalesce(datacl, acldefault('d', datdba))
      FROM pg_database WHERE datname = current_database()
)
SELECT kind, thing, a.privilege_type, coalesce(r.rolname, 'PUBLIC'), part, a.is_grantable
  FROM things, aclexplode(acl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
 WHERE a.grantee <> owner
"""  # noqa: S608  (a condition of this module)
MARK = "SELECT coalesce(obj_description('public'::regnamespace, 'pg_namespace'), '')"
VERBS = {"r": "SELECT", "a": "INSERT", "w": "UPDATE", "d": "DELETE", "*": "ALL"}
EVERYBODY = "PUBLIC"


class PresentPolicy(NamedTuple):
    """`tree` is the hash of the stored expressions, `seal` the comment, `asks` its functions."""

    verb: str
    restrictive: bool
    roles: frozenset[str]
    tree: str
    seal: str
    asks: frozenset[str]


class PresentFunction(NamedTuple):
    arguments: str
    returns: str
    owner: str
    language: str
    definer: bool
    volatility: str
    settings: tuple[str, ...]
    body: str
    odd: bool  # strict, leakproof, parallel or with a body in SQL: none of ours is


class PresentTrigger(NamedTuple):
    kind: int
    enabled: str
    function: str
    columns: frozenset[str]
    odd: bool  # with a condition, arguments, transition tables or deferred: none of ours is


@dataclass(frozen=True, slots=True)
class Present:
    """What the database holds, each kind by its name; tables with (secured, forced)."""

    tables: Mapping[str, tuple[bool, bool]]
    policies: Mapping[tuple[str, str], PresentPolicy]
    functions: Mapping[str, PresentFunction]
    triggers: Mapping[tuple[str, str], PresentTrigger]
    grants: Mapping[Grant, bool]  # with whether it may be passed on
    mark: str
    database: str


def present(connection: Connection[Any]) -> Present:
    """Everything in schema public, and who may enter it."""
    rows = connection.execute
    return Present(
        tables={row[0]: (row[1], row[2]) for row in rows(TABLES)},
        policies={(row[0], row[1]): policy_of(row[2:]) for row in rows(POLICIES)},
        functions={row[0]: function_of(row[1:]) for row in rows(FUNCTIONS)},
        triggers={(row[0], row[1]): trigger_of(row[2:]) for row in rows(TRIGGERS)},
        grants={Grant(Kind(row[0]), *row[1:5]): row[5] for row in rows(GRANTS)},
        mark=mark_in(connection),
        database=connection.info.dbname,
    )


def policy_of(row: tuple[Any, ...]) -> PresentPolicy:
    verb, permissive, roles, tree, seal, asks = row
    return PresentPolicy(VERBS[verb], not permissive, frozenset(roles), tree, seal, frozenset(asks))


def function_of(row: tuple[Any, ...]) -> PresentFunction:
    return PresentFunction._make((*row[:6], tuple(row[6]), *row[7:]))


def trigger_of(row: tuple[Any, ...]) -> PresentTrigger:
    return PresentTrigger._make((*row[:3], frozenset(row[3]), row[4]))


def mark_in(connection: Connection[Any]) -> str:
    """The mark of the set that is applied; empty while a table is closed or before the first."""
    row = connection.execute(MARK).fetchone()
    return str(row[0]) if row else ""
