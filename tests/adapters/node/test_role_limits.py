"""No role that runs may leave a transaction open for long; who needs more time says so for
itself.
"""

import psycopg
import pytest
from django.db import connections

from amaan.kernel.row_security import OWNER
from amaan.ledger.queries.patience import take_time as take_time_to_verify
from amaan.node.endpoint import Endpoint, password_file
from amaan.node.patience import PATIENT, take_time
from amaan.node.roles import PLAIN, limit_roles
from amaan.node.secret_files import read_secret
from tests.conftest import TEST_DATA
from tests.database import Clones

LONG = ("30min", "10min")
USUAL = ("1min", "30s")
SHOW = (
    "SELECT current_setting('statement_timeout'),"
    " current_setting('idle_in_transaction_session_timeout')"
)


def connect(role: str, at: Endpoint) -> psycopg.Connection:
    return psycopg.connect(**at.parameters(role, read_secret(TEST_DATA, password_file(role))))


@pytest.mark.parametrize("role", PLAIN)
def test_every_run_time_role_has_its_limits_and_is_unwatched(role: str, db: Endpoint) -> None:
    with connect(role, db) as connection:
        assert connection.execute(SHOW).fetchone() == USUAL
        assert connection.execute("SHOW track_activities").fetchone() == ("off",)


def test_the_owner_who_migrates_has_none(db: Endpoint) -> None:
    with connect(OWNER, db) as connection:
        assert connection.execute(SHOW).fetchone() == ("0", "0")


def test_a_role_of_a_node_that_exists_is_given_them_too(db: Endpoint, postgres: Clones) -> None:
    """What each upgrade does; in a transaction, for others share the server."""
    with postgres.shared.server.admin() as admin, admin.transaction(force_rollback=True):
        admin.execute("ALTER ROLE amaan_stats RESET ALL")
        limit_roles(admin)
        limit_roles(admin)
        found = admin.execute(
            "SELECT setconfig FROM pg_db_role_setting JOIN pg_roles r ON r.oid = setrole"
            " WHERE setdatabase = 0 AND rolname = 'amaan_stats'"
        ).fetchone()
    assert found is not None
    assert set(found[0]) == {
        "idle_in_transaction_session_timeout=30s",
        "statement_timeout=60s",
        "track_activities=off",
    }


@pytest.mark.parametrize("word", sorted(PATIENT))
def test_commands_over_many_rows_set_limits_of_their_own(
    word: str, db: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGOPTIONS", "")
    monkeypatch.delenv("PGOPTIONS")
    take_time(word)
    with connect("amaan_worker", db) as connection:
        assert connection.execute(SHOW).fetchone() == LONG


@pytest.mark.parametrize("word", ["worker", "sealer", "keyd", "audit"])
def test_processes_that_serve_do_not(
    word: str, db: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGOPTIONS", "")
    monkeypatch.delenv("PGOPTIONS")
    take_time(word)
    with connect("amaan_worker", db) as connection:
        assert connection.execute(SHOW).fetchone() == USUAL


def test_a_verification_sets_its_own_for_its_transaction(db: Endpoint) -> None:
    audit = connections["audit"]
    with audit.cursor() as cursor:
        cursor.execute("BEGIN")
        take_time_to_verify("audit", transaction_only=True)
        cursor.execute(SHOW)
        assert cursor.fetchone() == LONG
        cursor.execute("COMMIT")
        cursor.execute(SHOW)
        assert cursor.fetchone() == USUAL
