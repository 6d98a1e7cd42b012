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


@pytest.mark.any_postgres
def test_the_database_answers_what_the_key_service_asks(db: Endpoint) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(MAY_CALL)
        found = {
            SqlFunction(name, arguments.partition(", OUT ")[0].removeprefix("OUT "), returns)
            for name, arguments, returns in cursor.fetchall()
        }
    assert set(ASKED) - found == set()
