"""The ground under every other test: the plain role, a clone of one's own, real transactions."""

import pytest
from django.db import connection, connections, transaction

from amaan.node.endpoint import Endpoint
from amaan.node.roles import reasons_not_to_serve
from tests.sites import as_role


@pytest.mark.any_postgres
@pytest.mark.security("7a")
@pytest.mark.parametrize(
    ("alias", "role"),
    [("default", "amaan_app"), ("public", "amaan_public"), ("worker", "amaan_worker")],
)
def test_default_connection_is_the_plain_role(db: Endpoint, alias: str, role: str) -> None:
    with as_role(alias):
        connection.ensure_connection()
        assert reasons_not_to_serve(connection.connection, expected=role) == []


@pytest.mark.any_postgres
@pytest.mark.security("7a")
def test_owner_may_not_serve(db: Endpoint) -> None:
    owner = connections["owner"]
    owner.ensure_connection()
    faults = reasons_not_to_serve(owner.connection, expected="amaan_app")
    assert "amaan_owner owns the database" in faults


@pytest.mark.parametrize("attempt", [1, 2])
def test_what_one_test_commits_no_other_sees(db: Endpoint, attempt: int) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE left_behind (id int)")
    assert not transaction.get_connection().in_atomic_block
