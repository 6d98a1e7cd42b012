"""The steps of the unit belong to the unit in charge; the desk that allocated it waits."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.utils.timezone import now

from amaan.access.permissions import Permission
from amaan.casework.actions import start_complaint
from amaan.intake.actions import unit
from amaan.intake.rules.acts import Act
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Refused
from tests.factories.nation import actor, as_owner
from tests.factories.path import act, path, to_allocated, to_outcome, to_started

pytestmark = pytest.mark.usefixtures("db")
Step = Callable[[UUID, Actor], object]
ROW = "SELECT status, version, action_unit, action_officer FROM intake_complaint WHERE id = %s"
STEPS: dict[str, Step] = {
    "start": lambda it, by: start_complaint(
        complaint=it, officer=by.subject, title="Mine", by=by, at=now()
    ),
    "decline": lambda it, by: unit.decline(complaint=it, reason="NO_CAPACITY", by=by, at=now()),
    "ask": lambda it, by: unit.ask(complaint=it, question="Where?", by=by, at=now()),
    "assign": lambda it, by: unit.assign(complaint=it, officer=by.subject, by=by, at=now()),
    "propose": lambda it, by: unit.propose_outcome(
        complaint=it,
        outcome="PASSED_ON",
        evidence=unit.Evidence(uuid4(), now()),
        words="Done.",
        by=by,
        at=now(),
    ),
}


def refused_with(step: Step, complaint: UUID, by: Actor) -> set[str]:
    before = as_owner(ROW, complaint), as_owner("SELECT count(*) FROM ledger_fact")
    with pytest.raises(Refused) as refused:
        step(complaint, by)
    assert (as_owner(ROW, complaint), as_owner("SELECT count(*) FROM ledger_fact")) == before
    return {reason.code for reason in refused.value.reasons}


@pytest.mark.parametrize("step", STEPS)
def test_the_desk_takes_no_step_of_the_unit_in_charge(step: str) -> None:
    way = path()
    (to_allocated if step in ("start", "decline") else to_started)(way)
    for username in ("lead.pb", "screener.pb"):
        assert refused_with(STEPS[step], way.complaint, actor(username)) == {"another-unit-acts"}


@pytest.mark.parametrize("step", ["start", "assign"])
def test_the_officer_named_sits_in_the_unit_in_charge(step: str) -> None:
    way = path()
    (to_allocated if step == "start" else to_started)(way)
    elsewhere = actor("screener.pb").subject
    named: dict[str, Step] = {
        "start": lambda it, by: start_complaint(
            complaint=it, officer=elsewhere, title="Theirs", by=by, at=now()
        ),
        "assign": lambda it, by: unit.assign(complaint=it, officer=elsewhere, by=by, at=now()),
    }
    codes = refused_with(named[step], way.complaint, actor("sw.gujrat"))
    assert codes == {"officer-elsewhere"}


@pytest.mark.invariant(5)
@pytest.mark.parametrize("state", ["ALLOCATED", "OUTCOME_READY", "CLOSED"])
def test_an_officer_takes_over_only_what_is_under_action(state: str) -> None:
    way = path()
    (to_allocated if state == "ALLOCATED" else to_outcome)(way)
    if state == "CLOSED":
        act(way, Act.CONFIRM, choice="YES")
    assert way.status == state
    codes = refused_with(STEPS["assign"], way.complaint, actor("swlead.gujrat"))
    assert codes == {"illegal-step"}


@pytest.mark.invariant(5)
def test_nobody_in_charge_is_a_matter_of_the_state() -> None:
    way = path()
    acting = way.duty.permissions | {Permission.INTAKE_COMPLAINT_ACT}
    by = replace(way.duty, permissions=acting)
    assert refused_with(STEPS["decline"], way.complaint, by) == {"illegal-step"}
