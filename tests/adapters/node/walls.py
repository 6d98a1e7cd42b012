"""What tests of declared policies share: the owner's connection, and a picture of all that is in
force.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import Connection

from amaan.kernel.row_security import OWNER
from amaan.node.database import passwords_of
from amaan.node.endpoint import Endpoint
from amaan.node.row_security.catalogue import present
from tests.conftest import TEST_DATA

EXPRESSIONS = """
SELECT c.relname, p.polname, p.polcmd::text, p.polpermissive, p.polroles::regrole[]::text,
       pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
"""
FUNCTIONS = """
SELECT pg_get_functiondef(oid) FROM pg_proc
 WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
"""
TRIGGERS = "SELECT pg_get_triggerdef(oid), tgenabled::text FROM pg_trigger WHERE NOT tgisinternal"
Picture = dict[str, Any]


@contextmanager
def connected(clone: Endpoint, role: str = OWNER, options: str = "") -> Iterator[Connection[Any]]:
    """An autocommit connection of one role."""
    parameters = clone.parameters(role, passwords_of(TEST_DATA)[role])
    with psycopg.connect(**parameters, options=options, autocommit=True) as connection:
        yield connection


def in_force(owner: Connection[Any]) -> Picture:
    """As PostgreSQL prints it, not as the product compares it."""
    owner.execute("SET search_path = pg_catalog, public")
    found = present(owner)
    return {
        "tables": found.tables,
        "grants": found.grants,
        "policies": sorted(owner.execute(EXPRESSIONS).fetchall(), key=repr),
        "functions": sorted(owner.execute(FUNCTIONS).fetchall()),
        "triggers": sorted(owner.execute(TRIGGERS).fetchall()),
        "mark": found.mark,
    }
