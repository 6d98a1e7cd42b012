"""The declared set is in force in a new database and in one of an earlier landing, beside people
who work; unchanged, nothing is locked.
"""

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from procrastinate.schema import SchemaManager
from psycopg import Connection

from amaan.kernel.row_security import OWNER, Function
from amaan.node.database import prepare_database
from amaan.node.endpoint import Endpoint
from amaan.node.row_security import applying
from amaan.node.row_security.applying import NotApplied, apply
from amaan.node.row_security.catalogue import present
from amaan.node.row_security.comparing import Missing, changes
from amaan.node.row_security.declared import declared_set
from amaan.node.tables import describe_changes, migrate
from tests.adapters.node.walls import connected, in_force
from tests.conftest import TEST_DATA
from tests.database import Clones, drop

LANDING = Path(__file__).parents[2] / "landings" / "2026-11-30.sql.gz"
NO_PATIENCE = "-c lock_timeout=1"
LOCK_ALL = """
DO $$ DECLARE one regclass; BEGIN
    FOR one IN SELECT oid::regclass FROM pg_class
                WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('LOCK TABLE %s IN {mode} MODE', one);
    END LOOP;
END $$
"""
HELD = """
SELECT l.relation::regclass::text FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
 WHERE l.pid = pg_backend_pid() AND c.relnamespace = 'public'::regnamespace
"""


@pytest.fixture
def owner(db: Endpoint) -> Iterator[Connection[Any]]:
    with connected(db) as connection:
        yield connection


@pytest.mark.any_postgres
def test_a_new_database_needs_nothing_more(owner: Connection[Any]) -> None:
    assert apply(owner) == []
    assert present(owner).mark == declared_set().mark


@pytest.fixture
def landed(postgres: Clones) -> Iterator[Endpoint]:
    """A database as somebody restores it: by a superuser, from a plain SQL file."""
    at = postgres.shared.at(f"landing_{id(postgres)}")
    with postgres.shared.server.admin() as admin:
        drop(admin, at.database)
    prepare_database(TEST_DATA, postgres.shared.server, at)
    with postgres.shared.server.admin(at.database) as admin:
        admin.execute(gzip.decompress(LANDING.read_bytes()).decode())
    yield at
    with postgres.shared.server.admin() as admin:
        drop(admin, at.database)


@pytest.mark.any_postgres
def test_a_database_of_an_earlier_landing_arrives_at_the_same_state(
    owner: Connection[Any], landed: Endpoint
) -> None:
    with connected(landed) as older:
        seats = older.execute("SELECT count(*) FROM security_seat").fetchone()
        assert migrate(TEST_DATA, at=landed)
        assert in_force(older) == in_force(owner)
        assert apply(older) == []
        assert older.execute("SELECT count(*) FROM security_seat").fetchone() == seats
        assert seats is not None
        assert seats[0] > 40


@pytest.mark.any_postgres
@pytest.mark.parametrize("mode", ["ACCESS SHARE", "ACCESS EXCLUSIVE"])
def test_unchanged_it_waits_for_nobody(owner: Connection[Any], db: Endpoint, mode: str) -> None:
    """Twice in a row, beside somebody who holds every table."""
    with connected(db) as somebody, somebody.transaction():
        somebody.execute(LOCK_ALL.format(mode=mode))
        with connected(db, options=NO_PATIENCE) as impatient:
            assert apply(impatient) == []
            assert apply(impatient) == []


@pytest.mark.any_postgres
def test_unchanged_it_holds_no_lock_on_a_table(owner: Connection[Any]) -> None:
    with owner.transaction():
        assert changes(declared_set(), present(owner)) == []
        assert owner.execute(HELD).fetchall() == []


@pytest.mark.any_postgres
def test_a_table_in_use_is_asked_for_again_up_to_a_bound(
    owner: Connection[Any], db: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "LOCK_TIMEOUT", "10ms")
    monkeypatch.setattr(applying, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(applying, "ATTEMPTS", 3)
    whole = in_force(owner)
    owner.execute("ALTER POLICY select_app ON casework_dossier USING (true)")
    owner.execute("DROP POLICY select_app ON work_task")
    altered = in_force(owner)
    with connected(db, "amaan_app") as reader, reader.transaction():
        reader.execute("SELECT count(*) FROM casework_dossier")
        with pytest.raises(NotApplied, match="3 attempts"):
            apply(owner)
        assert in_force(owner) == altered  # not half of it either
    made = [it.thing for it in apply(owner)]
    assert made == [
        "policy select_app on casework_dossier",
        "policy select_app on casework_dossier",
        "policy select_app on work_task",
    ]
    assert in_force(owner) == whole


def test_only_the_tables_that_change_are_locked(owner: Connection[Any], db: Endpoint) -> None:
    owner.execute("ALTER POLICY select_app ON casework_dossier USING (true)")
    with connected(db, "amaan_app") as reader, reader.transaction():
        reader.execute("SELECT count(*) FROM intake_complaint")
        with connected(db, options=NO_PATIENCE) as impatient:
            assert len(apply(impatient)) == 2


def test_what_postgresql_would_tell_in_other_words_is_refused_whole(
    owner: Connection[Any],
) -> None:
    """`int` comes back as `integer`, so that each comparison would find a difference."""
    whole = in_force(owner)
    declared = declared_set()
    loose = Function("work_loose", "a int", "int", "BEGIN RETURN a; END")
    wanted = replace(declared, functions={**declared.functions, loose.signature: loose})
    with pytest.raises(NotApplied, match="work_loose"):
        apply(owner, wanted)
    assert in_force(owner) == whole


def test_a_changed_result_takes_the_policies_along_that_ask_it(owner: Connection[Any]) -> None:
    declared = declared_set()
    old = declared.functions["security_picture()"]
    changed = replace(old, returns="character varying")
    wanted = replace(declared, functions={**declared.functions, old.signature: changed})
    things = {it.thing for it in apply(owner, wanted)}
    assert {
        "security_picture()",
        "policy select_app on work_clock",
        "policy select_app on intake_complaint",
        "grant EXECUTE ON FUNCTION security_picture() to amaan_app",
    } <= things
    assert changes(wanted, present(owner)) == []


def test_a_table_that_is_declared_and_missing_is_named(owner: Connection[Any]) -> None:
    owner.execute("ALTER TABLE casework_party RENAME TO casework_other")
    with pytest.raises(Missing, match="casework_party"):
        apply(owner)


def test_the_report_names_what_was_removed(owner: Connection[Any]) -> None:
    owner.execute("GRANT SELECT ON access_pass TO amaan_app")
    assert list(describe_changes(apply(owner))) == [
        'removed, for nobody declares it: grant SELECT ON TABLE "access_pass" to amaan_app',
        "policies: 1 statements",
    ]
    assert list(describe_changes([])) == []


def test_every_function_and_trigger_of_the_queue_is_declared() -> None:
    """Else a new database would lose what a new version of the library brings."""
    text = SchemaManager.get_schema()
    declared = declared_set()
    brought = set(re.findall(r"CREATE FUNCTION (\w+)", text))
    assert {it.partition("(")[0] for it in declared.borrowed_functions} == brought
    mounted = set(re.findall(r"CREATE TRIGGER (\w+)", text))
    assert {name for _, name in declared.borrowed_triggers} == mounted


def test_every_function_belongs_to_the_owner(owner: Connection[Any]) -> None:
    found = owner.execute(
        "SELECT DISTINCT r.rolname FROM pg_proc f JOIN pg_roles r ON r.oid = f.proowner"
        " WHERE f.pronamespace = 'public'::regnamespace"
    )
    assert found.fetchall() == [(OWNER,)]
