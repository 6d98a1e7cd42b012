"""Every table of ours is under row-level security that binds its owner too, and nothing is granted
to everybody.
"""

import pytest
from django.apps import apps
from django.db import connections

from amaan.node.endpoint import Endpoint
from amaan.node.roles import PLAIN
from amaan.node.row_security.declared import declared_set

LOCKS = (
    "SELECT relname FROM pg_class"
    " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
    " AND relrowsecurity AND relforcerowsecurity"
)
OPEN_TO_ALL = (
    "SELECT relname FROM pg_class, aclexplode(relacl) WHERE relnamespace = 'public'::regnamespace"
    " AND grantee = 0"
)
FUNCTIONS_OPEN_TO_ALL = (
    "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    " AND (proacl IS NULL OR EXISTS (SELECT 1 FROM aclexplode(proacl) WHERE grantee = 0))"
)
LOOSE_DEFINERS = (
    "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef"
    " AND position('search_path' in coalesce(proconfig::text, '')) = 0"
)
GRANTED = (
    "SELECT DISTINCT relname FROM pg_class, aclexplode(relacl) a"
    " JOIN pg_roles r ON r.oid = a.grantee WHERE relnamespace = 'public'::regnamespace"
    " AND relkind IN ('r', 'v', 'm') AND r.rolname = ANY(%s)"
)


def names(sql: str, *params: list[str]) -> set[str]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, params)
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.any_postgres
@pytest.mark.security("7f")
def test_every_table_of_ours_is_locked(db: Endpoint) -> None:
    ours = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("amaan.")
    }
    assert ours - names(LOCKS) == set()


@pytest.mark.any_postgres
@pytest.mark.security("7f")
def test_roles_reach_only_locked_tables_and_those_of_libraries(db: Endpoint) -> None:
    reachable = names(GRANTED, list(PLAIN))
    of_libraries = {it.name for it in declared_set().tables.values() if not it.secured}
    assert reachable - names(LOCKS) - of_libraries == set()


@pytest.mark.any_postgres
@pytest.mark.security("7f")
@pytest.mark.parametrize("question", [OPEN_TO_ALL, FUNCTIONS_OPEN_TO_ALL, LOOSE_DEFINERS])
def test_nothing_stands_open(db: Endpoint, question: str) -> None:
    assert names(question) == set()
