"""The sealer as a process: one at a time, through kills, silence of the key service and skew."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from threading import Event, Thread

import pytest
from django.db import connections
from typer.testing import CliRunner

from amaan.ledger.management import outside, verifying
from amaan.ledger.management import sealer as module
from amaan.ledger.management.sealer import LOCK, Sealer
from amaan.ledger.models import LedgerCheck, LedgerRoot
from amaan.ledger.queries import last_check
from amaan.node.endpoint import Endpoint
from amaan.node.places import REPOSITORY
from tests.actions.ledger.stand_ins import AT, NODE, LedgerAtHand
from tests.database import Clones
from tests.sites import as_role
from tests.waiting import LIMIT, until


def sealer_of(ledger: LedgerAtHand, clock: Callable[[], datetime] = lambda: AT) -> Sealer:
    keys = ledger.keys.service
    return Sealer(NODE, ledger.folder, keys, using="audit", pause=0.01, clock=clock)


@contextmanager
def running(sealer: Sealer) -> Iterator[Thread]:
    stop = Event()
    thread = Thread(target=sealer.run, args=(stop,))
    thread.start()
    try:
        yield thread
    finally:
        stop.set()
        thread.join(LIMIT)
    assert not thread.is_alive()


def has(rows: Callable[[], Sequence[object]], count: int) -> bool:
    return len(rows()) == count


def roots() -> list[LedgerRoot]:
    return list(LedgerRoot.objects.using("audit").order_by("number"))


def checks() -> list[LedgerCheck]:
    return list(LedgerCheck.objects.using("audit").order_by("made_at"))


def test_it_chains_signs_and_checks_by_itself(ledger: LedgerAtHand) -> None:
    made = ledger.write(3)
    with running(sealer_of(ledger)):
        until(lambda: not ledger.waiting() and checks(), "every fact in the chain, and a check")
        made += ledger.write(2)
        until(lambda: not ledger.waiting(), "every fact in the chain")
    assert ledger.links() == list(enumerate(made))
    assert [root.number for root in roots()] == [1]
    assert len(ledger.folder.files()) == 1
    assert checks()[0].ok
    assert checks()[0].marks
    assert ledger.verify().ok


@pytest.mark.security("23a")
def test_roots_come_with_each_hour_of_the_clock_and_keep_their_order(ledger: LedgerAtHand) -> None:
    hours = [AT]
    with running(sealer_of(ledger, lambda: hours[-1])):
        until(roots, "a root")
        for count, skew in enumerate((1, 72, -72), start=2):
            hours.append(AT + timedelta(hours=skew))
            until(partial(has, roots, count), f"root {count}")
    assert [root.made_at for root in roots()] == hours
    assert ledger.verify().ok


def test_the_first_check_reads_all_and_the_next_what_is_recent(ledger: LedgerAtHand) -> None:
    hours = [AT]
    with running(sealer_of(ledger, lambda: hours[-1])):
        for count, passed in enumerate((0, 1, 25), start=1):
            hours.append(AT + timedelta(hours=passed))
            until(partial(has, checks, count), f"check {count}")
    assert [check.since is None for check in checks()] == [True, False, True]


def test_a_silent_key_service_stops_no_sealing(
    ledger: LedgerAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RETRY", 0.05)
    made = ledger.write(2)
    ledger.keys.silent = True
    with running(sealer_of(ledger)):
        until(lambda: not ledger.waiting(), "every fact in the chain")
        assert roots() == []
        ledger.keys.silent = False
        until(roots, "a root")
    assert ledger.links() == list(enumerate(made))


def test_a_check_without_keys_says_so(ledger: LedgerAtHand) -> None:
    ledger.write()
    ledger.keys.silent = True
    sealer_of(ledger).verify_now()
    check = last_check("audit")
    assert check is not None
    assert not check.marks


@pytest.mark.security("12a")
def test_a_damaged_ledger_is_noticed_within_the_hour(ledger: LedgerAtHand) -> None:
    ledger.write(3)
    ledger.seal()
    ledger.tamper("UPDATE ledger_fact SET reason = 'x' WHERE id = %s", ledger.links()[1][1])
    with running(sealer_of(ledger)):
        until(checks, "a check")
    assert checks()[0].findings[0]["position"] == 1


def test_a_second_sealer_waits_for_the_first(
    ledger: LedgerAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    has_lock = Sealer.has_lock

    def has_lock_noted(it: Sealer) -> bool:
        asked.append(has_lock(it))
        return asked[-1]

    monkeypatch.setattr(Sealer, "has_lock", has_lock_noted)
    with connections["owner"].cursor() as first:
        first.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        with running(sealer_of(ledger)):
            made = ledger.write(2)
            asked.clear()
            until(lambda: len(asked) > 1, "the second sealer to ask again")
            assert not any(asked)
            assert ledger.links() == []
            first.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
            until(lambda: not ledger.waiting(), "every fact in the chain")
    assert ledger.links() == list(enumerate(made))


def test_it_comes_back_after_the_database_went_away(
    ledger: LedgerAtHand, db: Endpoint, postgres: Clones
) -> None:
    with running(sealer_of(ledger)):
        until(roots, "a root")
        connections["audit"].close()
        with postgres.shared.server.admin() as admin:
            admin.execute(CUT, [db.database])
        made = ledger.write(2)
        until(lambda: not ledger.waiting(), "every fact in the chain")
    assert ledger.links() == list(enumerate(made))


CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE usename = 'amaan_audit' AND datname = %s"
)


def test_a_root_whose_file_was_lost_in_a_crash_gets_it_at_the_next_start(
    ledger: LedgerAtHand,
) -> None:
    ledger.write()
    ledger.seal()
    ledger.sign()
    ledger.folder.files()[0].unlink()
    with running(sealer_of(ledger)):
        until(ledger.folder.files, "the file of a root")
    assert ledger.verify().ok


@pytest.mark.security("12c")
def test_numbers_go_on_from_the_folder_where_the_table_was_cut(ledger: LedgerAtHand) -> None:
    ledger.write()
    ledger.seal()
    ledger.sign(AT - timedelta(hours=2))
    ledger.sign(AT - timedelta(hours=1))
    ledger.tamper("DELETE FROM ledger_root")
    with running(sealer_of(ledger)):
        until(roots, "a root")
    assert [root.number for root in roots()] == [3]
    assert not ledger.verify().ok


@contextmanager
def sealer_apart(ledger: LedgerAtHand, at: Endpoint) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.actions.ledger.sealer_apart"]
    folder = str(ledger.folder.path)
    process = subprocess.Popen(
        [*command, at.database, at.host, folder], cwd=REPOSITORY, stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(LIMIT)


@pytest.mark.security("12c")
def test_a_sealer_killed_in_the_middle_loses_and_doubles_nothing(
    ledger: LedgerAtHand, db: Endpoint
) -> None:
    made = []
    for _ in range(3):
        with sealer_apart(ledger, db):
            until(lambda: ledger.ask(WATCHED, "amaan_audit")[0][0], "the sealer at work")
            chained = len(ledger.links())
            while len(ledger.links()) < chained + 5:
                made += ledger.write(3)
        made += ledger.write(2)
    ledger.seal()
    assert [fact for _, fact in ledger.links()] == made
    assert ledger.verify().ok
    assert ledger.folder.heads()["FIA"].height == len(made)


WATCHED = (
    "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
    " WHERE locktype = 'advisory' AND usename = %s AND pg_locks.database ="
    " (SELECT oid FROM pg_database WHERE datname = current_database())"
)


@pytest.fixture
def command(ledger: LedgerAtHand, monkeypatch: pytest.MonkeyPatch) -> Iterator[CliRunner]:
    monkeypatch.setattr(outside, "folder_of_this_node", lambda: ledger.folder)
    with as_role("audit"):
        yield CliRunner()


@pytest.mark.security("12a")
def test_the_command_tells_good_from_bad_by_its_exit_code(
    ledger: LedgerAtHand, command: CliRunner
) -> None:
    ledger.write(3)
    ledger.seal()
    good = command.invoke(verifying.program, ["verify"])
    assert (good.exit_code, good.output.splitlines()[0]) == (
        0,
        "GOOD every row is as it was written",
    )
    fact = ledger.links()[1][1]
    ledger.tamper("DELETE FROM ledger_fact WHERE id = %s", fact)
    bad = command.invoke(verifying.program, ["verify"])
    assert bad.exit_code == 1
    first = f"BAD FACT_MISSING, chain FIA, position 1, fact {fact}"
    assert bad.output.splitlines()[0] == first
    told = command.invoke(verifying.program, ["verify", "--json", "--agency", "FIA"])
    assert '"position": 1' in told.output
    other = command.invoke(verifying.program, ["verify", "--agency", "PP"])
    assert other.exit_code == 0


def test_the_command_says_when_it_could_not_check(ledger: LedgerAtHand, command: CliRunner) -> None:
    ledger.write(1)
    ledger.keys.silent = True
    assert command.invoke(verifying.program, ["verify"]).exit_code == 2
    without = command.invoke(verifying.program, ["verify", "--without-keys"])
    assert without.exit_code == 0
    assert "not checked" in without.output
