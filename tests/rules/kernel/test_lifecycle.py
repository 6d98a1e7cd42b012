"""Does a machine refuse what its table does not know, and does replay tell a true history?"""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.kernel.lifecycle import Lifecycle
from amaan.kernel.reasons import Reason, Refused


class Status(StrEnum):
    BEGUN = "BEGUN"
    ALLOCATED = "ALLOCATED"
    UNDER_ACTION = "UNDER_ACTION"
    MORE_INFORMATION = "MORE_INFORMATION"
    CLOSED = "CLOSED"


class Step(StrEnum):
    BEGIN = "BEGIN"
    ALLOCATE = "ALLOCATE"
    START = "START"
    ASK = "ASK"
    ANSWER = "ANSWER"
    CLOSE = "CLOSE"
    REOPEN = "REOPEN"


MACHINE = Lifecycle(
    name="complaint",
    version=1,
    start=Status.BEGUN,
    moves={
        (None, Step.BEGIN): Status.BEGUN,
        (Status.BEGUN, Step.ALLOCATE): Status.ALLOCATED,
        (Status.ALLOCATED, Step.START): Status.UNDER_ACTION,
        (Status.ALLOCATED, Step.ASK): Status.MORE_INFORMATION,
        (Status.UNDER_ACTION, Step.ASK): Status.MORE_INFORMATION,
        (Status.MORE_INFORMATION, Step.ANSWER): (Status.ALLOCATED, Status.UNDER_ACTION),
        (Status.UNDER_ACTION, Step.CLOSE): Status.CLOSED,
        (Status.CLOSED, Step.REOPEN): Status.UNDER_ACTION,
    },
    ends=frozenset({Status.CLOSED}),
)
LEGAL = set(MACHINE.moves)
STATES: list[Status | None] = [None, *Status]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_a_legal_step_gives_the_next_state() -> None:
    assert MACHINE.after(Status.BEGUN, Step.ALLOCATE) is Status.ALLOCATED
    assert MACHINE.after("BEGUN", "ALLOCATE") is Status.ALLOCATED, "as the database spells it"
    assert MACHINE.after(None, Step.BEGIN) is Status.BEGUN


@pytest.mark.invariant(5)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("event", list(Step))
def test_a_step_outside_the_table_is_refused_with_its_code(
    state: Status | None, event: Step
) -> None:
    if (state, event) in LEGAL:
        assert not list(MACHINE.reasons_against(state, event))
        return
    with pytest.raises(Refused) as refused:
        MACHINE.after(state, event)
    expected = Reason(
        "illegal-step", {"machine": "complaint", "state": state or "", "event": event.value}
    )
    assert refused.value.reasons == (expected,)
    assert list(MACHINE.reasons_against(state, event)) == [expected]


@pytest.mark.invariant(5)
def test_a_target_that_the_table_does_not_allow_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        MACHINE.after(Status.MORE_INFORMATION, Step.ANSWER, Status.CLOSED)
    assert codes(refused) == ["illegal-step"]


def test_where_several_states_may_follow_the_caller_names_one() -> None:
    answered = MACHINE.after(Status.MORE_INFORMATION, Step.ANSWER, Status.UNDER_ACTION)
    assert answered is Status.UNDER_ACTION
    with pytest.raises(Refused) as refused:
        MACHINE.after(Status.MORE_INFORMATION, Step.ANSWER)
    assert codes(refused) == ["step-needs-target"]


def test_the_events_of_a_state_are_its_buttons_in_the_order_of_the_table() -> None:
    assert MACHINE.events_from(Status.ALLOCATED) == (Step.START, Step.ASK)
    assert MACHINE.events_from(None) == (Step.BEGIN,)
    assert MACHINE.states == tuple(Status)
    assert MACHINE.tag == "complaint@1"


@pytest.mark.invariant(3)
@given(st.data())
def test_replaying_any_walk_gives_the_state_that_the_walk_reached(data: st.DataObject) -> None:
    state: StrEnum | None = None
    history: list[tuple[str, str]] = []
    for _ in range(data.draw(st.integers(1, 30))):
        event = data.draw(st.sampled_from(MACHINE.events_from(state)))
        targets = [to for to in Status if (event, to) in pairs_from(state)]
        state = MACHINE.after(state, event, data.draw(st.sampled_from(targets)))
        history.append((event.value, state.value))
    assert MACHINE.replay(history) is state


def pairs_from(state: StrEnum | None) -> set[tuple[StrEnum, StrEnum]]:
    return {
        (event, target)
        for (source, event), to in MACHINE.moves.items()
        if source == state
        for target in (to if isinstance(to, tuple) else (to,))
    }


@pytest.mark.invariant(3)
@pytest.mark.parametrize(
    ("history", "position"),
    [
        ([], 0),
        ([("ALLOCATE", "ALLOCATED")], 1),
        ([("BEGIN", "BEGUN"), ("CLOSE", "CLOSED")], 2),
        ([("BEGIN", "BEGUN"), ("ALLOCATE", "UNDER_ACTION")], 2),
        ([("BEGIN", "BEGUN"), ("ALLOCATE", "ALLOCATED"), ("BEGIN", "BEGUN")], 3),
    ],
)
def test_an_impossible_history_is_refused_at_its_first_wrong_step(
    history: list[tuple[str, str]], position: int
) -> None:
    with pytest.raises(Refused) as refused:
        MACHINE.replay(history)
    expected = Reason("impossible-history", {"machine": "complaint@1", "position": position})
    assert refused.value.reasons == (expected,)


def test_a_machine_without_a_creating_event_begins_at_its_start() -> None:
    machine = Lifecycle(
        "door",
        2,
        Status.BEGUN,
        {(Status.BEGUN, Step.CLOSE): Status.CLOSED},
        frozenset(Status) & {Status.CLOSED},
    )
    assert machine.replay([]) is Status.BEGUN
    assert machine.replay([("CLOSE", "CLOSED")]) is Status.CLOSED
    assert machine.mermaid() == (
        "stateDiagram-v2\n    [*] --> BEGUN\n    BEGUN --> CLOSED: CLOSE\n    CLOSED --> [*]\n"
    )


def test_the_diagram_shows_every_edge() -> None:
    lines = MACHINE.mermaid().splitlines()
    assert lines[:2] == ["stateDiagram-v2", "    [*] --> BEGUN: BEGIN"]
    assert "    MORE_INFORMATION --> ALLOCATED: ANSWER" in lines
    assert "    MORE_INFORMATION --> UNDER_ACTION: ANSWER" in lines
    assert lines[-1] == "    CLOSED --> [*]"


@pytest.mark.invariant("25a")
@pytest.mark.parametrize(
    ("moves", "ends", "fault"),
    [
        ({(Status.BEGUN, Step.CLOSE): Status.CLOSED}, set(), "CLOSED is no end"),
        ({(Status.BEGUN, Step.ASK): Status.BEGUN}, set(), "BEGUN is no end"),
        (
            {
                (Status.BEGUN, Step.CLOSE): Status.CLOSED,
                (Status.ALLOCATED, Step.CLOSE): Status.CLOSED,
            },
            {Status.CLOSED},
            "ALLOCATED cannot be reached",
        ),
        (
            {(Status.BEGUN, Step.CLOSE): Status.CLOSED},
            {Status.CLOSED, Status.UNDER_ACTION},
            "UNDER_ACTION cannot be reached",
        ),
        (
            {
                (None, Step.BEGIN): Status.ALLOCATED,
                (Status.ALLOCATED, Step.CLOSE): Status.CLOSED,
                (Status.BEGUN, Step.CLOSE): Status.CLOSED,
            },
            {Status.CLOSED},
            "BEGUN cannot be reached",
        ),
    ],
)
def test_a_table_with_a_dead_end_or_a_lost_state_is_refused(
    moves: dict[tuple[StrEnum | None, StrEnum], StrEnum | tuple[StrEnum, ...]],
    ends: set[StrEnum],
    fault: str,
) -> None:
    with pytest.raises(ValueError, match=fault):
        Lifecycle("broken", 1, Status.BEGUN, moves, frozenset(ends))
