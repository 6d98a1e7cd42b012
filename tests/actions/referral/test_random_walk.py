"""Whatever people try in whatever order: facts and rows agree, and nothing happens in silence."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Final
from uuid import UUID

import pytest
from django.db import DatabaseError
from django.utils.timezone import now
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from amaan.kernel.actor import Actor
from amaan.kernel.reasons import NotFound, Refused
from amaan.referral import actions
from amaan.referral.rules.referral import LIFECYCLE
from tests.actions.referral.stage import Between, between, column
from tests.factories.nation import actor, as_owner
from tests.factories.path import drafted, sent, wish

Step = Callable[[], object]
pytestmark = pytest.mark.usefixtures("db")
# workflows.md section 5, the rows of this release, written down a second time and by hand.
TABLE: Final[Mapping[str, Mapping[str, str]]] = {
    "DRAFT": {"SUBMIT": "SUBMITTED", "RECALL": "RECALLED"},
    "SUBMITTED": {"CLEAR": "SENT", "RETURN": "DRAFT", "RECALL": "RECALLED"},
    "SENT": {"OPEN": "SEEN", "ACCEPT": "ACCEPTED", "DECLINE": "DECLINED", "RECALL": "RECALLED"},
    "SEEN": {"ACCEPT": "ACCEPTED", "DECLINE": "DECLINED", "RECALL": "RECALLED"},
    "DECLINED": {"REROUTE": "REROUTED"},
    "ACCEPTED": {"START": "IN_SERVICE"},
    "IN_SERVICE": {"REPORT": "OUTCOME_REPORTED"},
    "OUTCOME_REPORTED": {"CONFIRM": "CLOSED"},
    "CLOSED": {},
    "REROUTED": {},
    "RECALLED": {},
    "WITHDRAWN_BY_SURVIVOR": {},
}
ENDS = frozenset({"CLOSED", "REROUTED", "RECALLED", "WITHDRAWN_BY_SURVIVOR"})
STEPS = sorted({event for edges in TABLE.values() for event in edges} | {"WITHDRAW"})
HISTORY = "SELECT event, after FROM ledger_fact WHERE about = %s ORDER BY sequence"
TWICE = "SELECT about, event FROM ledger_fact GROUP BY about, event, xid HAVING count(*) > 1"
ROW = "SELECT status, version, outcome, officer, closed_at FROM referral_referral WHERE id = %s"

POWER_CUT = """
CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the power is gone'; END $$;
CREATE TRIGGER cut BEFORE UPDATE ON security_grant FOR EACH ROW EXECUTE FUNCTION cut();
"""


@dataclass
class Walk:
    """One referral and the two sides that try things with it."""

    stage: Between
    lead: Actor
    referral: UUID

    def take(self, event: str) -> None:
        {**self.of_the_sender(), **self.of_the_receiver()}[event]()

    def of_the_sender(self) -> dict[str, Step]:
        one, by, at = self.referral, self.stage.sender, now()
        elsewhere = wish(self.stage.dossier, "MEDICAL")
        return {
            "SUBMIT": partial(actions.submit_referral, referral=one, by=by, at=at),
            "CLEAR": partial(actions.clear_referral, referral=one, by=self.lead, at=at),
            "RETURN": partial(
                actions.return_referral, referral=one, reason="Less.", by=self.lead, at=at
            ),
            "REROUTE": partial(
                actions.reroute_referral, referral=one, request=elsewhere, by=by, at=at
            ),
            "CONFIRM": partial(actions.confirm_outcome, referral=one, by=by, at=at),
            "RECALL": partial(actions.recall_referral, referral=one, reason="No.", by=by, at=at),
            "WITHDRAW": partial(
                actions.withdraw_referral, referral=one, reason="As wished.", by=by, at=at
            ),
        }

    def of_the_receiver(self) -> dict[str, Step]:
        one, by, at = self.referral, self.stage.receiver, now()
        return {
            "OPEN": partial(actions.see_referral, referral=one, by=by, at=at),
            "ACCEPT": partial(
                actions.accept_referral, referral=one, officer=by.subject, by=by, at=at
            ),
            "DECLINE": partial(
                actions.decline_referral, referral=one, reason="SAFETY", by=by, at=at
            ),
            "START": partial(actions.start_service, referral=one, text="Met.", by=by, at=at),
            "REPORT": partial(
                actions.report_outcome,
                referral=one,
                outcome="PASSED_ON",
                text="Done.",
                by=by,
                at=at,
            ),
        }


def begin_walk() -> Walk:
    stage = between(child=True)  # the longest way: somebody else has to clear it
    return Walk(stage, actor("swlead.gujrat"), drafted(stage.way, stage.dossier))


def edges(state: str) -> dict[str, str]:
    wish_of_the_person = {} if state in ENDS else {"WITHDRAW": "WITHDRAWN_BY_SURVIVOR"}
    return {**TABLE[state], **wish_of_the_person}


def picture(referral: UUID) -> tuple[object, ...]:
    """Everything that a refused step must leave as it was."""
    facts = as_owner("SELECT count(*), max(sequence) FROM ledger_fact")
    rights = as_owner("SELECT count(*), count(ended_at) FROM security_grant")
    clocks = as_owner("SELECT count(*), count(ended_at), count(met_at) FROM work_clock")
    notes = as_owner("SELECT count(*) FROM referral_progress")
    return (*as_owner(ROW, referral), *facts, *rights, *clocks, *notes)


def try_step(walk: Walk, state: str, event: str) -> str:
    """Take one step; the state afterwards, which the table says too."""
    before, allowed = picture(walk.referral), edges(state)
    if event in allowed:
        walk.take(event)
        return allowed[event]
    if event == "OPEN":  # a page that is looked at again; nothing is asked of the rules
        with suppress(NotFound):
            walk.take(event)
    else:
        with pytest.raises((Refused, NotFound)):
            walk.take(event)
    assert picture(walk.referral) == before
    return state


def history_of(referral: UUID) -> list[tuple[str, str]]:
    return [(str(event), str(after)) for event, after in as_owner(HISTORY, referral)]


@pytest.mark.invariant(3)
@pytest.mark.invariant("19a")
@pytest.mark.parametrize("state", list(TABLE))
def test_the_facts_alone_lead_to_every_state_that_is_stored(state: str) -> None:
    walk = begin_walk()
    reach(walk, state)
    history = history_of(walk.referral)
    assert str(LIFECYCLE.replay(history)) == state
    assert column(walk.referral, "version") == len(history)
    assert as_owner(TWICE) == []


@pytest.mark.invariant(3)
@pytest.mark.invariant(5)
@pytest.mark.invariant("19a")
@settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.generate],  # each step is a transaction: to shrink would take minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_any_sequence_of_steps_leaves_rows_that_the_facts_tell(data: st.DataObject) -> None:
    walk, state = begin_walk(), "DRAFT"
    for _ in range(data.draw(st.integers(3, 14), label="steps")):
        forward = [event for event in edges(state) if event not in ("WITHDRAW", "RECALL")]
        # Mostly onward, so that the far states are reached; else anything at all.
        event = data.draw(st.sampled_from([*forward * 5, *STEPS]), label="step")
        state = try_step(walk, state, event)
        assert column(walk.referral) == state
    history = history_of(walk.referral)
    assert str(LIFECYCLE.replay(history)) == state
    assert column(walk.referral, "version") == len(history)
    assert as_owner(TWICE) == []


@pytest.mark.invariant(5)
@pytest.mark.parametrize("state", list(TABLE))
def test_every_step_that_the_table_does_not_have_is_refused(state: str) -> None:
    walk = begin_walk()
    reach(walk, state)
    for event in STEPS:
        if event not in edges(state):
            assert try_step(walk, state, event) == state


def reach(walk: Walk, state: str) -> None:
    """By the shortest way through the table."""
    ways: dict[str, list[str]] = {"DRAFT": []}
    waiting = ["DRAFT"]
    while state not in ways:
        here = waiting.pop(0)
        for event, there in edges(here).items():
            if there not in ways:
                ways[there] = [*ways[here], event]
                waiting.append(there)
    for event in ways[state]:
        walk.take(event)
    assert column(walk.referral) == state


def test_the_table_of_the_product_is_the_one_written_down_here() -> None:
    product = {
        (str(source), str(event)): str(target)
        for (source, event), target in LIFECYCLE.moves.items()
        if source is not None
    }
    here = {(state, event): to for state in TABLE for event, to in edges(state).items()}
    assert product == here


@pytest.mark.invariant("19b")
def test_a_step_that_breaks_after_its_fact_leaves_neither() -> None:
    stage = between()
    referral = sent(stage.way, stage.dossier)
    before = picture(referral)
    as_owner(POWER_CUT)
    with pytest.raises(DatabaseError, match="the power is gone"):
        actions.decline_referral(referral=referral, reason="SAFETY", by=stage.receiver, at=now())
    assert picture(referral) == before
