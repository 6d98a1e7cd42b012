"""Does anything that was told stand anywhere in the open: tables, queue, search columns, what was
deleted, files, logs?
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random, SystemRandom

import psycopg
import pytest

from amaan.node.cluster import embedded_binaries
from amaan.node.endpoint import Endpoint
from tests.adversity.planted import Plants, forms, found, unfolded
from tests.adversity.telling import NAMES, Telling
from tests.database import Clones
from tests.factories.nation import as_owner
from tests.live import LiveSites

LOG_END = 2 * 1024 * 1024  # of the server, which serves many tests
NEVER_KEPT = {"close_reason"}


@pytest.fixture
def admin(postgres: Clones, db: Endpoint) -> Iterator[psycopg.Connection]:
    """Past row-level security, as whoever steals a copy."""
    with postgres.shared.server.admin(db.database) as connection:
        yield connection


def dumped(admin: psycopg.Connection) -> dict[str, bytes]:
    """Everything that pg_dump writes, as text and as the bytes that the text stands for."""
    info = admin.info
    done = subprocess.run(
        [embedded_binaries() / "pg_dump", "--no-owner", "--no-privileges"],
        env=os.environ
        | {
            "PGHOST": info.host,
            "PGPORT": str(info.port),
            "PGUSER": info.user,
            "PGPASSWORD": info.password,
            "PGDATABASE": info.dbname,
        },
        capture_output=True,
        check=True,
    )
    return {"dump": done.stdout, "bytes of the dump": unfolded(done.stdout)}


def raw_files(admin: psycopg.Connection) -> dict[str, bytes]:
    """The files of the database, with what was deleted and not yet overwritten; and the end of the
    server's log.
    """
    admin.execute("CHECKPOINT")
    ((folder, oid),) = admin.execute(
        "SELECT current_setting('data_directory'), oid FROM pg_database"
        " WHERE datname = current_database()"
    ).fetchall()
    home = Path(str(folder))
    whole = b"\0".join(file.read_bytes() for file in sorted((home / "base" / str(oid)).iterdir()))
    return {
        "files of the database": whole,
        "its log": (home / "server.log").read_bytes()[-LOG_END:],
    }


def node_files(node: LiveSites) -> dict[str, bytes]:
    """Keys, roots, logs, sockets' folder: everything below the data folder that is no link."""
    files = (
        path for path in node.where.data.rglob("*") if path.is_file() and not path.is_symlink()
    )
    return {str(path.relative_to(node.where.data)): path.read_bytes() for path in files}


@pytest.fixture
def plants() -> Plants:
    seed = SystemRandom().randrange(2**32)
    sys.stdout.write(f"seed of the words: {seed}\n")
    return Plants.new(NAMES, Random(seed))


@pytest.mark.security(6)
def test_nothing_told_stands_in_the_open(
    live_sites: LiveSites, admin: psycopg.Connection, plants: Plants
) -> None:
    telling = Telling(live_sites, plants)
    worker = live_sites.running.started["worker"].pid
    os.killpg(worker, signal.SIGSTOP)
    telling.report()
    telling.write("message", "m1")
    assert as_owner("SELECT 1 FROM procrastinate_jobs WHERE task_name = 'intake.sort'")
    assert found(plants, dumped(admin)) == []  # with the queue as it waits
    os.killpg(worker, signal.SIGCONT)
    telling.referred(telling.worked(telling.screened()))
    telling.lost()
    heard = "\n".join(telling.heard)
    assert {name for name in NAMES if plants.texts[name] not in heard} == NEVER_KEPT
    places = dumped(admin) | raw_files(admin) | node_files(live_sites)
    assert found(plants, places) == []


@pytest.mark.security(6)
def test_the_search_finds_what_stands_in_the_open(
    admin: psycopg.Connection, plants: Plants
) -> None:
    """Each form of one word, in a table of this test, and after it was deleted."""
    told = plants.texts["story"].split()[0]
    admin.execute("CREATE TABLE left_open (raw bytea, said text)")
    for _, body in forms(told):
        admin.execute("INSERT INTO left_open VALUES (%s, NULL)", [body])
    admin.execute("INSERT INTO left_open VALUES (NULL, %s)", [plants.texts["name"]])
    every = {f"bytes of the dump: story as {form}" for form, _ in forms(told)}
    assert every | {"dump: name as UTF-8"} <= set(found(plants, dumped(admin)))
    admin.execute("DELETE FROM left_open")
    assert found(plants, dumped(admin)) == []
    assert "files of the database: name as UTF-8" in found(plants, raw_files(admin))
