"""One transition for every machine: what does it refuse, and what does it write?"""

from dataclasses import dataclass, field
from datetime import datetime, timezone
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

import pytest

from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.lifecycle import Lifecycle
from amaan.kernel.reasons import Refused
from amaan.ledger.actions import Machine, Transition, transition

AT = datetime(2026, 11, 24, 11, tzinfo=timezone.utc)
BY = Actor.system("test")


class State(StrEnum):
    OPEN = "OPEN"
    SHUT = "SHUT"


class Event(StrEnum):
    BEGIN = "BEGIN"
    SHUT = "SHUT"


LIFECYCLE = Lifecycle(
    name="gate",
    version=3,
    start=State.OPEN,
    moves={(None, Event.BEGIN): State.OPEN, (State.OPEN, Event.SHUT): State.SHUT},
    ends=frozenset({State.SHUT}),
)
KINDS = {Event.BEGIN: "test.begun", Event.SHUT: "test.shut"}


@dataclass
class Gate:
    """A row without a table; `saved` keeps which columns were written."""

    id: UUID = field(default_factory=uuid4)
    status: str = "OPEN"
    version: int = 1
    colour: str = ""
    saved: list[Any] = field(default_factory=list)

    def save(self, *, update_fields: Any = None) -> None:
        self.saved.append(update_fields)


@pytest.fixture
def facts(monkeypatch: pytest.MonkeyPatch) -> list[Fact]:
    found: list[Fact] = []
    monkeypatch.setattr(transition, "record", found.append)
    return found


def machine() -> Machine[Gate]:
    return Machine(LIFECYCLE, Gate, "gate", KINDS)


def test_a_step_writes_state_version_columns_and_one_fact(facts: list[Fact]) -> None:
    gate = Gate()
    step = Transition(Event.SHUT, reason="late", key="k", body={"n": 1}, columns={"colour": "red"})
    assert machine().take(gate, step, by=BY, at=AT) is gate
    assert (gate.status, gate.version, gate.colour) == ("SHUT", 2, "red")
    assert gate.saved == [["status", "version", "colour"]]
    (fact,) = facts
    assert (fact.kind, fact.about, fact.by, fact.at) == ("test.shut", machine().ref(gate), BY, AT)
    assert (fact.machine, fact.event) == ("gate@3", "SHUT")
    assert (fact.before, fact.after, fact.reason) == ("OPEN", "SHUT", "late")
    assert (fact.body, fact.key) == ({"n": 1}, "k")


def test_an_illegal_step_changes_and_writes_nothing(facts: list[Fact]) -> None:
    gate = Gate(status="SHUT")
    with pytest.raises(Refused) as refused:
        machine().take(gate, Transition(Event.SHUT, columns={"colour": "red"}), by=BY, at=AT)
    assert [reason.code for reason in refused.value.reasons] == ["illegal-step"]
    assert (gate.status, gate.version, gate.colour, gate.saved) == ("SHUT", 1, "", [])
    assert facts == []


def test_a_birth_is_told_once_and_only_in_the_first_state(facts: list[Fact]) -> None:
    machine().tell_birth(Gate(), Transition(Event.BEGIN), by=BY, at=AT)
    assert [(fact.kind, fact.before, fact.after) for fact in facts] == [("test.begun", "", "OPEN")]
    with pytest.raises(AssertionError, match="born in its first state"):
        machine().tell_birth(Gate(status="SHUT"), Transition(Event.BEGIN), by=BY, at=AT)


def test_a_machine_needs_a_fact_for_each_event() -> None:
    with pytest.raises(ValueError, match="gate@3: no fact for SHUT"):
        Machine(LIFECYCLE, Gate, "gate", {Event.BEGIN: "test.begun"})
