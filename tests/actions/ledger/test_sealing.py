"""The sealer chains every committed fact once, whatever else is open, killed or late."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from threading import Event, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections

from amaan.access.transactions import writing
from amaan.kernel.chain import GENESIS
from amaan.ledger.actions import recording, sealing
from amaan.ledger.models import LedgerLink
from amaan.ledger.queries import chain_heads
from amaan.ledger.rules.roots import Head
from tests.actions.ledger.stand_ins import AT, LedgerAtHand, official, take_step
from tests.sites import as_role


@contextmanager
def open_action(ledger: LedgerAtHand) -> Iterator[list[UUID]]:
    """An action in another process that has written its fact and not committed yet."""
    wrote, go_on, made = Event(), Event(), list[UUID]()

    def run() -> None:
        with as_role("worker"), writing(official()):
            made.append(take_step.step(by=official(), at=AT, about=uuid4()))
            wrote.set()
            go_on.wait(10)
        connections["worker"].close()

    thread = Thread(target=run)
    thread.start()
    assert wrote.wait(10)
    try:
        yield made
    finally:
        go_on.set()
        thread.join()


def test_facts_are_chained_in_order_one_chain_an_agency(ledger: LedgerAtHand) -> None:
    fia, police = ledger.write(3), ledger.write(2, agency="PP")
    ledger.seal()
    assert ledger.links("FIA") == list(enumerate(fia))
    assert ledger.links("PP") == list(enumerate(police))
    heights = {chain: head.height for chain, head in chain_heads("audit").items()}
    assert heights == {"FIA": 3, "PP": 2}
    first, second = LedgerLink.objects.using("audit").filter(chain="PP").order_by("position")
    assert bytes(first.previous) == GENESIS
    assert bytes(second.previous) == bytes(first.hash)


def test_sealing_again_changes_nothing(ledger: LedgerAtHand) -> None:
    made = ledger.write(3)
    ledger.seal()
    ledger.seal()
    ledger.restart()
    ledger.seal()
    assert ledger.links() == list(enumerate(made))


def test_the_sealer_changes_no_fact(ledger: LedgerAtHand) -> None:
    ledger.write(2)
    before = ledger.ask("SELECT fact::text FROM ledger_fact AS fact ORDER BY sequence")
    ledger.seal()
    assert ledger.ask("SELECT fact::text FROM ledger_fact AS fact ORDER BY sequence") == before


@pytest.mark.any_postgres
@pytest.mark.security("12c")
def test_nothing_is_chained_past_an_older_open_transaction(ledger: LedgerAtHand) -> None:
    ledger.seal()
    with open_action(ledger) as slow:
        quick = ledger.write(2)
        ledger.seal_now()
        assert ledger.links() == []
    ledger.seal()
    assert ledger.links() == list(enumerate([*slow, *quick]))
    assert ledger.verify().ok


@pytest.mark.security("12c")
def test_no_fact_is_skipped_when_transactions_overlap_in_every_way(ledger: LedgerAtHand) -> None:
    made: list[UUID] = []
    for _ in range(5):
        with open_action(ledger) as outer:
            made += ledger.write()
            ledger.seal_now()
            with open_action(ledger) as inner:
                ledger.seal_now()
                made += ledger.write(2)
            ledger.seal_now()
        made += [*outer, *inner]
    ledger.seal()
    assert sorted(fact for _, fact in ledger.links()) == sorted(made)
    assert ledger.verify().ok


def test_a_batch_goes_on_where_the_last_one_ended(
    ledger: LedgerAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "BATCH", 3)
    made = ledger.write(10)
    ledger.seal()
    assert ledger.links() == list(enumerate(made))


def test_many_facts_of_one_transaction_fit_no_batch(
    ledger: LedgerAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "BATCH", 3)
    with as_role("worker"), writing(official()):
        made = [take_step.step(by=official(), at=AT, about=uuid4()) for _ in range(7)]
    ledger.seal()
    assert ledger.links() == list(enumerate(made))


@pytest.mark.security("12c")
def test_a_sealer_that_dies_before_keeping_the_heads_starts_again(
    ledger: LedgerAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ledger.write(2)
    ledger.seal()
    made += ledger.write(2)

    def die(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(ledger.folder, "keep_heads", die)
        with pytest.raises(KeyboardInterrupt):
            ledger.seal()
    made += ledger.write(2)
    ledger.restart()
    ledger.seal()
    assert ledger.links() == list(enumerate(made))
    assert ledger.verify().ok


@pytest.mark.security("12c")
def test_a_sealer_that_dies_before_the_commit_leaves_nothing_half(
    ledger: LedgerAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ledger.write(4)

    def die(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sealing, "link_after", die)
        with pytest.raises(KeyboardInterrupt):
            ledger.seal()
    assert ledger.links() == []
    ledger.restart()
    ledger.seal()
    assert ledger.links() == list(enumerate(made))


@pytest.mark.any_postgres
def test_facts_that_came_with_a_dump_of_another_cluster_are_chained(ledger: LedgerAtHand) -> None:
    old, ahead, made = ledger.write(), ledger.write(), ledger.write()
    ledger.tamper("UPDATE ledger_fact SET xid = '3' WHERE id = %s", old[0])
    ledger.tamper("UPDATE ledger_fact SET xid = '99999999999' WHERE id = %s", ahead[0])
    ledger.seal()
    assert {fact for _, fact in ledger.links()} == {*old, *ahead, *made}
    assert ledger.verify().ok


@pytest.mark.security("23a")
@pytest.mark.parametrize("hours", [-72, 72])
def test_a_wrong_clock_does_not_change_the_order(
    ledger: LedgerAtHand, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    class Skewed(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> "Skewed":
            real = datetime.now(tz) + timedelta(hours=hours)
            return cls.fromtimestamp(real.timestamp(), tz)

    made = ledger.write(2)
    with monkeypatch.context() as patched:
        patched.setattr(recording, "datetime", Skewed)
        patched.setattr(sealing, "now", lambda: Skewed.now(timezone.utc))
        made += ledger.write(2)
        ledger.seal()
    made += ledger.write(2)
    ledger.seal()
    assert ledger.links() == list(enumerate(made))
    assert ledger.verify().ok


@pytest.mark.security("12a")
def test_a_chain_that_was_cut_is_not_continued(ledger: LedgerAtHand) -> None:
    ledger.write(3)
    ledger.seal()
    kept = ledger.folder.heads()["FIA"]
    ledger.tamper("DELETE FROM ledger_link WHERE position = 2")
    ledger.write()
    other = ledger.write(agency="PP")
    ledger.seal()
    assert ledger.links("FIA")[-1][0] == 1
    assert ledger.links("PP") == list(enumerate(other))
    assert ledger.folder.heads()["FIA"] == kept
    ledger.restart()
    ledger.seal()
    assert ledger.links("FIA")[-1][0] == 1
    assert ledger.folder.heads()["FIA"] == kept
    assert ledger.sign().statement.heads["FIA"] == kept


@pytest.mark.security("12a")
def test_a_link_that_somebody_else_put_in_stops_its_chain(ledger: LedgerAtHand) -> None:
    ledger.write(2)
    ledger.seal()
    (late,) = ledger.write()
    ledger.tamper(
        "INSERT INTO ledger_link (fact_id, chain, position, previous, hash, linked_at)"
        " VALUES (%s, 'FIA', 2, %s, %s, now())",
        late,
        bytes(32),
        bytes(32),
    )
    ledger.write()
    ledger.seal()
    assert "FIA" in ledger.sealing.suspect
    assert chain_heads("audit")["FIA"] == Head(3, "00" * 32)
