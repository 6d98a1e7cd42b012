"""A report whose job was lost with its worker still reaches a desk, and an act is still applied."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import now

from amaan.intake.actions.acting import decide
from amaan.intake.jobs import catch_up
from amaan.intake.queries.catching_up import acts_left, reports_left
from amaan.intake.rules.acts import Act
from tests.factories.nation import as_owner, reported
from tests.factories.path import path, to_outcome
from tests.sites import as_role

pytestmark = pytest.mark.usefixtures("db")
PAST = timedelta(minutes=2)


def test_a_report_left_unsorted_is_sorted_once() -> None:
    left, fresh = reported(sort=False), reported(sort=False)
    as_owner(
        "UPDATE intake_complaint SET received_at = %s WHERE id = %s", now() - PAST, left.complaint
    )
    with as_role("worker"):
        assert reports_left(at=now()) == [left.complaint]
        for _again in range(2):
            catch_up(timestamp=0)
    sql = "SELECT sorted_at IS NOT NULL FROM intake_complaint WHERE id = %s"
    assert as_owner(sql, left.complaint) == [(True,)]
    assert as_owner(sql, fresh.complaint) == [(False,)]
    assert as_owner("SELECT count(*) FROM ledger_fact WHERE kind = 'intake.sorted'") == [(1,)]


def test_an_act_left_waiting_is_applied() -> None:
    way = path()
    to_outcome(way)
    told = way.told
    with as_role("public"):
        before = now() - PAST
        decide(
            act=Act.CONFIRM, key=uuid4().hex, keys=told.keys, by=told.by, at=before, choice="YES"
        )
    with as_role("worker"):
        assert len(acts_left(at=now())) == 1
        catch_up(timestamp=0)
        assert acts_left(at=now()) == []
    assert way.status == "CLOSED"
