"""The worker's exit code tells a supervisor whether somebody asked it to end."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from amaan.node.database import environment
from amaan.node.endpoint import Endpoint
from amaan.node.places import REPOSITORY
from amaan.node.working import ENDED_BY_ITSELF
from tests.conftest import TEST_DATA
from tests.database import Clones

LISTENS = (
    "SELECT pid FROM pg_stat_activity"
    " WHERE datname = %s AND usename = 'amaan_worker' AND query LIKE 'LISTEN%%'"
)
HANGS = 120.0  # seconds; only a worker that hangs is ended so


@contextmanager
def worker(at: Endpoint, postgres: Clones) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A worker that listens, and the database's process that it listens with."""
    with postgres.shared.server.admin() as admin:
        admin.execute(
            f"ALTER ROLE amaan_worker IN DATABASE {at.database} SET track_activities = on"
        )
        process = subprocess.Popen(
            [sys.executable, "-m", "amaan", "worker"],
            cwd=REPOSITORY,
            env=environment("worker", where=TEST_DATA, at=at),
        )
        try:
            while (row := admin.execute(LISTENS, [at.database]).fetchone()) is None:
                assert process.poll() is None, "the worker did not start"
                time.sleep(0.05)
            yield process, row[0]
        finally:
            process.kill()
            process.wait()


def test_a_worker_that_lost_the_database_does_not_end_as_if_asked(
    db: Endpoint, postgres: Clones
) -> None:
    """As when PostgreSQL is away for some seconds: the listener is cut off and finds no door."""
    with worker(db, postgres) as (process, listener), postgres.shared.server.admin() as admin:
        admin.execute(f"REVOKE CONNECT ON DATABASE {db.database} FROM amaan_worker")
        admin.execute("SELECT pg_terminate_backend(%s)", [listener])
        assert process.wait(HANGS) == ENDED_BY_ITSELF


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_was_asked_ends_with_0(
    sign: signal.Signals, db: Endpoint, postgres: Clones
) -> None:
    with worker(db, postgres) as (process, _):
        process.send_signal(sign)
        assert process.wait(HANGS) == 0
