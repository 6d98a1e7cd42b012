"""The tables of a complaint agree: every step has a fact, every state a public word, every owed
step a clock.
"""

import pytest

from amaan.intake.rules.acts import EVENT_OF, Act
from amaan.intake.rules.clocks import KINDS, MEETS, STARTS
from amaan.intake.rules.complaint import ENDS, LIFECYCLE, OPEN, Event, Status
from amaan.intake.rules.facts import KIND
from amaan.intake.rules.public_status import PUBLIC_STATUS, PublicStatus
from amaan.kernel.fact import Release
from amaan.ledger.rules.releases import release_of

# Where a reporter may decide what, behind the code (security.md section 7).
DECIDES = {
    Act.ANSWER: {Status.MORE_INFORMATION},
    Act.CONFIRM: {Status.OUTCOME_READY},
    Act.REJECT: {Status.OUTCOME_READY},
    Act.WITHDRAW: set(OPEN),
    Act.STOP_CONTACT: set(OPEN),
    Act.REOPEN: {Status.CLOSED},
}


@pytest.mark.parametrize("act", list(Act))
def test_an_act_is_a_step_in_these_states_and_no_other(act: Act) -> None:
    allowed = {state for state in Status if EVENT_OF[act] in LIFECYCLE.events_from(state)}
    assert allowed == DECIDES[act]


def test_every_step_has_a_fact_of_its_own() -> None:
    assert set(KIND) == set(Event)
    assert len(set(KIND.values())) == len(Event)


def test_a_reporter_is_not_told_of_inner_matters() -> None:
    inner = {Event.DECLINE, Event.OPEN, Event.RETURN, Event.LIMIT}
    assert {event for event in Event if release_of(KIND[event]) is Release.NODE} == inner
    told = {event for event in Event if release_of(KIND[event]) is Release.PUBLIC}
    assert told == set(Event) - inner


def test_every_state_that_a_reporter_meets_has_a_public_word() -> None:
    assert set(PUBLIC_STATUS) == set(Status) - {Status.BEGUN}
    assert set(PUBLIC_STATUS.values()) == set(PublicStatus)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Status.RECEIVED, Status.ACKNOWLEDGED),  # an office's own order is nobody else's business
        (Status.TRIAGED, Status.KEPT),
        (Status.ALLOCATED, Status.UNDER_ACTION),
        (Status.CLOSED, Status.WITHDRAWN),
    ],
)
def test_what_a_reporter_cannot_tell_apart(one: Status, other: Status) -> None:
    assert PUBLIC_STATUS[one] is PUBLIC_STATUS[other]


@pytest.mark.invariant("25b")
def test_every_open_state_has_a_clock_and_every_clock_can_be_met() -> None:
    resting = {Status.MORE_INFORMATION}  # the clock of the answer alone runs there
    assert set(STARTS) == set(OPEN) - resting
    started = {kind for kinds in STARTS.values() for kind in kinds}
    assert started == set(KINDS) == {kind for kinds in MEETS.values() for kind in kinds}


def test_what_is_open_has_not_ended() -> None:
    assert not OPEN & ENDS
