"""One fact with the change it tells of, in one transaction, and never changed again."""

from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import IntegrityError, ProgrammingError, connections, transaction
from django.db.utils import DatabaseError

from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.fact import Fact, Release
from amaan.kernel.ids import Ref
from amaan.ledger.actions import record
from amaan.ledger.models import LedgerFact
from amaan.ledger.queries import public_timeline, replay_steps, timeline
from amaan.ledger.rules.canon import COLUMNS, event_bytes
from amaan.ledger.rules.releases import UndeclaredKind
from amaan.node.endpoint import Endpoint
from tests.actions.ledger.stand_ins import AT, LedgerAtHand, official, take_step
from tests.kinds import KIND_OF
from tests.sites import as_role

TABLES = ("ledger_fact", "ledger_link", "ledger_root", "ledger_check")
CHANGES = ("UPDATE {} SET node = 'x'", "DELETE FROM {}", "TRUNCATE {}")
RUN_TIME_ROLES = ("default", "public", "worker", "audit", "keys", "stats")


def facts() -> list[LedgerFact]:
    return list(LedgerFact.objects.using("owner").order_by("sequence"))


def test_every_column_of_a_fact_is_marked() -> None:
    columns = {field.attname for field in LedgerFact._meta.fields}
    assert columns == {*COLUMNS, "sealed", "sealed_hash", "mac"}


def test_a_fact_says_who_what_when_and_bears_its_mark(ledger: LedgerAtHand) -> None:
    body = {"service": Ref("service", uuid4()), "count": 3}
    (ident,) = ledger.write(fact={"body": body, "machine": "thing@1", "event": "GO", "after": "ON"})
    fact = facts()[0]
    assert (fact.id, fact.node, fact.chain) == (ident, settings.AMAAN_NODE, "FIA")
    assert (fact.kind, fact.event, fact.after) == ("test.step", "GO", "ON")
    assert fact.body == {"service": str(body["service"]), "count": 3}
    assert (fact.happened_at, fact.release) == (AT, Release.NODE)
    assert bytes(fact.mac) == ledger.keys.mac_many([event_bytes(vars(fact))])[0]


def test_the_mark_still_fits_after_reading_everything_back(ledger: LedgerAtHand) -> None:
    ledger.write(fact={"sealed": b"envelope", "happened_at": AT - timedelta(days=3)})
    ledger.write(fact={"body": {"on": AT.date(), "list": (1, "آ"), "none": None, "yes": True}})
    assert ledger.verify().ok
    assert ledger.verify().pending == 2


@pytest.mark.invariant("19b")
def test_a_rollback_leaves_neither_row_nor_fact(ledger: LedgerAtHand) -> None:
    with pytest.raises(ValueError, match="fails after"):
        ledger.write(fail=True)
    assert facts() == []


@pytest.mark.invariant("19a")
def test_a_fact_outside_an_action_is_refused(ledger: LedgerAtHand) -> None:
    fact = Fact("test.step", about=Ref("thing", uuid4()), by=official(), at=AT)
    with as_role("worker"):
        with pytest.raises(RuntimeError, match="open action"):
            record(fact)
        with pytest.raises(RuntimeError, match="outside an action"):
            take_step.step(by=official(), at=AT, about=uuid4())
    assert facts() == []


@pytest.mark.parametrize("release", list(Release))
def test_a_fact_travels_as_far_as_its_kind_says(ledger: LedgerAtHand, release: Release) -> None:
    ledger.write(fact={"kind": KIND_OF[release]})
    assert [fact.release for fact in facts()] == [release]


def test_a_kind_that_nobody_declares_is_not_recorded(ledger: LedgerAtHand) -> None:
    with pytest.raises(UndeclaredKind, match=r"test\.unheard_of"):
        ledger.write(fact={"kind": "test.unheard_of"})
    assert facts() == []


@pytest.mark.invariant(6)
def test_one_key_makes_one_event(ledger: LedgerAtHand) -> None:
    ledger.write(fact={"key": "k1"})
    with pytest.raises(IntegrityError):
        ledger.write(fact={"key": "k1"})
    assert len(facts()) == 1


def test_no_key_service_no_fact(ledger: LedgerAtHand) -> None:
    ledger.keys.silent = True
    with pytest.raises(Exception, match="no answer"):
        ledger.write()
    assert facts() == []


@pytest.mark.any_postgres
@pytest.mark.security("12c")
@pytest.mark.parametrize("table", TABLES)
def test_no_role_that_runs_may_change_the_ledger(db: Endpoint, table: str) -> None:
    for role, change in product(RUN_TIME_ROLES, CHANGES):
        refused = pytest.raises(ProgrammingError, match="permission denied")
        with connections[role].cursor() as cursor, refused:
            cursor.execute(changing(change, table))


@pytest.mark.any_postgres
@pytest.mark.security("12c")
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", CHANGES)
def test_the_owner_is_stopped_by_the_trigger(ledger: LedgerAtHand, table: str, change: str) -> None:
    refused = pytest.raises(DatabaseError, match="append-only")
    with connections["owner"].cursor() as cursor, refused:
        cursor.execute(changing(change, table))


def changing(change: str, table: str) -> str:
    sql = change.format(table)
    return sql.replace("SET node", "SET chain") if table == "ledger_link" else sql


@pytest.mark.any_postgres
@pytest.mark.security("7h")
def test_a_process_cannot_name_another_transaction(ledger: LedgerAtHand) -> None:
    """Otherwise it could write a fact that the sealer does not see for years."""
    ledger.write()
    copy = (
        "INSERT INTO ledger_fact SELECT (jsonb_populate_record(fact, jsonb_build_object("
        "'id', gen_random_uuid(), 'sequence', 99, 'xid', %s::text))).* FROM ledger_fact AS fact"
    )
    with connections["worker"].cursor() as cursor, pytest.raises(ProgrammingError, match="policy"):
        cursor.execute(copy, ["999999999"])


@pytest.mark.security("7h")
def test_a_worker_writes_no_fact_of_a_member_of_staff(ledger: LedgerAtHand) -> None:
    staff = Actor(kind=ActorKind.STAFF, subject=uuid4(), agency="FIA")
    with as_role("worker"), pytest.raises(ProgrammingError, match="row-level security"):
        take_step(by=staff, at=AT, about=uuid4())


def test_a_history_is_read_in_the_order_of_the_steps(ledger: LedgerAtHand) -> None:
    about = uuid4()
    steps = [("GO", "ON"), ("STOP", "OFF"), ("GO", "ON")]
    with as_role("worker"):
        for event, after in steps:
            step = {"machine": "thing@1", "event": event, "after": after}
            take_step(by=official(), at=AT, about=about, fact=step)
        with transaction.atomic():
            told = timeline(Ref("thing", about), to=official())
            assert [(fact.event, fact.after) for fact in told] == steps
            assert list(replay_steps(Ref("thing", about), "thing@1")) == steps


@pytest.mark.invariant(9)
def test_a_reporter_is_shown_public_facts_only(ledger: LedgerAtHand) -> None:
    about = uuid4()
    with as_role("worker"):
        for release in Release:
            take_step(by=official(), at=AT, about=about, fact={"kind": KIND_OF[release]})
        assert [fact.release for fact in public_timeline(about)] == [Release.PUBLIC]
