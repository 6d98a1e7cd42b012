"""What is printed of a generated nation, and which bounds does it keep? Each by itself."""

from dataclasses import replace
from fractions import Fraction

import pytest

from amaan.demo.generator import measuring, names, texts
from amaan.demo.generator.measuring import MACHINES, PASSING, UNTAKEN, LikenessMeasure

STATES = {(machine.name, str(state)): 3 for machine, _ in MACHINES for state in machine.states}
EVENTS = {(machine.name, str(event)): 3 for machine, _ in MACHINES for _, event in machine.moves}
GOOD = LikenessMeasure(
    reports=300,
    districts=120,
    top=Fraction(40),
    late=Fraction(10),
    names=2000,
    texts=300,
    states=STATES,
    events=EVENTS,
)


def test_what_lies_on_its_bounds_is_good() -> None:
    assert list(GOOD.faults()) == []
    assert list(replace(GOOD, top=Fraction(60), late=Fraction(30)).faults()) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"districts": 119}, "only 119 districts"),
        ({"top": Fraction(3999, 100)}, "the top tenth has 39.99 %"),
        ({"top": Fraction(6001, 100)}, "the top tenth has 60.01 %"),
        ({"late": Fraction(999, 100)}, "9.99 % are late"),
        ({"late": Fraction(3001, 100)}, "30.01 % are late"),
        ({"names": 1999}, "only 1999 names"),
        ({"texts": 299}, "only 299 texts"),
        ({"states": STATES | {("complaint", "CLOSED"): 2}}, "complaint CLOSED only 2 times"),
        ({"events": EVENTS | {("complaint", "REOPEN"): 2}}, "complaint REOPEN only 2 times"),
    ],
)
def test_just_outside_a_bound_is_told(changed: dict[str, object], said: str) -> None:
    assert list(replace(GOOD, **changed).faults()) == [said]  # type: ignore[arg-type]


def test_only_what_nobody_can_tell_is_not_asked_for() -> None:
    """A decision rests in no DECIDED; no action reopens a dossier."""
    left_out = PASSING | UNTAKEN
    states = {place: 0 if place in left_out else 3 for place in STATES}
    events = {place: 0 if place in left_out else 3 for place in EVENTS}
    assert list(replace(GOOD, states=states, events=events).faults()) == []
    assert left_out == {("screening", "DECIDED"), ("dossier", "REOPEN")}


def test_everything_that_is_asked_for_is_printed() -> None:
    told = list(GOOD.lines())
    assert told[:4] == [
        "300 reports in 120 districts",
        "the top tenth of the districts has 40.0 % of them",
        "10.0 % have a late step",
        "2000 names and 300 texts in each script",
    ]
    assert len(told) == 4 + len(STATES) + len(EVENTS)
    assert any(line.split() == ["event", "complaint", "REOPEN", "3"] for line in told)


@pytest.mark.parametrize("script", [0, 1])
def test_names_and_texts_are_different_ones_in_each_script(script: int) -> None:
    assert len({names.spelling(number)[script] for number in range(2000)}) == 2000
    assert len({texts.both(number)[script] for number in range(300)}) == 300


def test_the_fewer_of_two_scripts_count() -> None:
    assert measuring.different(lambda number: (str(number), "one"), 5) == 1
