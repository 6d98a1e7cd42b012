"""A transaction left open holds back the sealer: it is ended, and until then an alarm is given."""

import select
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import psycopg
import pytest
from structlog.testing import capture_logs

from amaan.ledger.management.sealer import REPEAT, Sealer
from amaan.ledger.queries.waiting import oldest_waiting
from amaan.ledger.rules.waiting import LONG
from amaan.node.endpoint import Endpoint, password_file
from amaan.node.secret_files import read_secret
from tests.actions.ledger.stand_ins import NODE, LedgerAtHand
from tests.conftest import TEST_DATA
from tests.database import Clones

PUBLIC = "amaan_public"
ALARM = "facts-wait-for-the-sealer"


def public(db: Endpoint) -> psycopg.Connection:
    return psycopg.connect(**db.parameters(PUBLIC, read_secret(TEST_DATA, password_file(PUBLIC))))


@pytest.fixture
def left_open(db: Endpoint) -> Iterator[psycopg.Connection]:
    """What a captured or careless process can do: a transaction with a number, and then nothing."""
    with public(db) as connection:
        connection.execute("SET idle_in_transaction_session_timeout = 0")
        connection.execute("SELECT pg_current_xact_id()")
        yield connection
        connection.rollback()


def sealer(ledger: LedgerAtHand, at: datetime) -> Sealer:
    return Sealer(NODE, ledger.folder, ledger.keys.service, using="audit", clock=lambda: at)


def alarms(looking: Sealer) -> list[int]:
    with capture_logs() as lines:
        looking.look_at_waiting()
    found = [line for line in lines if line["event"] == ALARM]
    assert {line["log_level"] for line in found} <= {"critical"}
    return [int(line["milliseconds"]) for line in found]


def test_an_idle_transaction_is_ended_and_sealing_goes_on(
    ledger: LedgerAtHand, left_open: psycopg.Connection, db: Endpoint, postgres: Clones
) -> None:
    made = ledger.write(2)
    ledger.seal_now()
    assert ledger.links() == []  # held back by the one whose limit was taken away
    left_open.rollback()
    with postgres.shared.server.admin() as admin:
        admin.execute(
            f"ALTER ROLE {PUBLIC} IN DATABASE {db.database}"
            " SET idle_in_transaction_session_timeout = '50ms'"
        )
    idle = public(db)
    idle.execute("SELECT pg_current_xact_id()")
    made += ledger.write()
    select.select([idle.fileno()], [], [])  # the server speaks first: it ends the session
    with pytest.raises(psycopg.errors.IdleInTransactionSessionTimeout) as ended:
        idle.execute("SELECT 1")
    assert ended.value.sqlstate == "25P03"
    ledger.seal()
    assert [fact for _, fact in ledger.links()] == made


def test_what_waits_is_what_no_link_has(
    ledger: LedgerAtHand, left_open: psycopg.Connection
) -> None:
    assert oldest_waiting("audit") is None
    before = datetime.now(timezone.utc)
    ledger.write()
    after = datetime.now(timezone.utc)
    ledger.write()
    ledger.seal_now()
    oldest = oldest_waiting("audit")
    assert oldest is not None
    assert before <= oldest <= after
    left_open.rollback()
    ledger.seal()
    assert oldest_waiting("audit") is None


def test_only_what_came_after_the_last_link_waits(ledger: LedgerAtHand, db: Endpoint) -> None:
    ledger.write(3, agency="FIA")
    ledger.write(3, agency="POLICE")
    ledger.seal()
    with public(db) as idle:
        idle.execute("SELECT pg_current_xact_id()")
        between = datetime.now(timezone.utc)
        ledger.write()
        ledger.seal_now()
        oldest = oldest_waiting("audit")
        assert oldest is not None
        assert oldest >= between


def test_an_alarm_is_given_after_a_minute_and_repeated(
    ledger: LedgerAtHand,
    left_open: psycopg.Connection,
) -> None:
    ledger.write()
    ledger.seal_now()
    oldest = oldest_waiting("audit")
    assert oldest is not None
    assert alarms(sealer(ledger, oldest + LONG)) == []
    late = sealer(ledger, oldest + LONG + timedelta(milliseconds=1))
    assert alarms(late) == [60_001]
    assert alarms(late) == []  # not with each pass
    late.look_again_at -= REPEAT
    assert alarms(late) == [60_001]
    left_open.rollback()
    ledger.seal()
    late.look_again_at -= REPEAT
    assert alarms(late) == []
