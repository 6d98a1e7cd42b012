"""The key service's port in the database: three functions, there under these very signatures."""

import pytest
from django.db import connections

from amaan.keyservice.asked import ASKED, SqlFunction
from amaan.node.endpoint import Endpoint

MAY_CALL = (
    "SELECT p.proname, pg_get_function_identity_arguments(p.oid), pg_get_function_result(p.oid)"
    " FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace"
    " AND has_function_privilege('amaan_keys', p.oid, 'EXECUTE')"
)

REACHES = (
    "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace"
    " AND c.relkind IN ('r', 'v', 'm', 'S', 'p') AND CASE c.relkind"
    " WHEN 'S' THEN has_sequence_privilege('amaan_keys', c.oid, 'USAGE, SELECT, UPDATE')"
    " ELSE has_any_column_privilege('amaan_keys', c.oid, 'SELECT, INSERT, UPDATE')"
    " OR has_table_privilege('amaan_keys', c.oid, 'DELETE, TRUNCATE, TRIGGER') END"
)


@pytest.mark.any_postgres
@pytest.mark.security("7i")
def test_the_database_answers_what_the_key_service_asks_and_nothing_else(db: Endpoint) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(MAY_CALL)
        found = {
            SqlFunction(name, arguments.partition(", OUT ")[0].removeprefix("OUT "), returns)
            for name, arguments, returns in cursor.fetchall()
        }
    assert found == set(ASKED)


@pytest.mark.any_postgres
@pytest.mark.security("7i")
def test_the_key_service_reaches_no_table(db: Endpoint) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(REACHES)
        assert cursor.fetchall() == []
