"""Invented names, texts, places and lives: enough of them, and the same for the same seed."""

from collections import Counter
from datetime import datetime, timedelta, timezone
from math import ceil
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.demo.generator import names, texts
from amaan.demo.generator.lives import LIVES, NAMES, TIMES, LifeSpan, Limits, life_of, plan_of
from amaan.demo.generator.spread import district_of, districts_in_use
from amaan.intake.rules.answers import Sign
from amaan.kernel.clock import Limit, LimitUnit

UNTIL = datetime(2026, 11, 30, 12, tzinfo=timezone.utc)
SPAN = LifeSpan(UNTIL - timedelta(days=730), UNTIL)
KINDS = (
    "ACKNOWLEDGE", "TRIAGE", "ALLOCATE", "ACCEPT", "CONTACT", "PROGRESS", "SECOND_REVIEW",
)  # fmt: skip
LIMITS: Limits = {
    **{(kind, "U1"): Limit(15, LimitUnit.MINUTES) for kind in KINDS},
    **{(kind, "U2"): Limit(2, LimitUnit.HOURS) for kind in KINDS},
    **{(kind, "U3"): Limit(1, LimitUnit.WORKING_DAYS) for kind in KINDS},
    **{(kind, "U4"): Limit(2, LimitUnit.WORKING_DAYS) for kind in KINDS},
    ("CONFIRM", "ANY"): Limit(14, LimitUnit.DAYS),
    ("PAUSE_TOTAL", "ANY"): Limit(5, LimitUnit.WORKING_DAYS),
    ("OUTCOME_CONFIRM", "ANY"): Limit(5, LimitUnit.WORKING_DAYS),
}


@pytest.mark.parametrize("urdu", [True, False])
def test_two_thousand_names_in_each_script(urdu: bool) -> None:
    made = {names.name(number, urdu=urdu) for number in range(names.COUNT)}
    assert len(made) >= 2000
    says = [pair[1 if urdu else 0] for pair in names.SURNAMES]
    assert all(name.endswith(tuple(says)) for name in made)


@pytest.mark.parametrize("urdu", [True, False])
def test_three_hundred_texts_in_each_script(urdu: bool) -> None:
    made = {texts.story(number, urdu=urdu) for number in range(texts.COUNT)}
    assert len(made) >= 300
    assert all(text.endswith(texts.INVENTED[1 if urdu else 0]) for text in made)


def test_a_text_is_about_its_sign() -> None:
    assert set(texts.WHAT) == set(Sign)
    for number in range(texts.COUNT):
        about = texts.WHAT[texts.sign(number)][0]
        assert about in texts.story(number, urdu=False)


@pytest.mark.parametrize("reports", [300, 1000, 20000])
def test_the_top_tenth_of_the_districts_has_about_half(reports: int) -> None:
    count = districts_in_use(reports, 157)
    found = Counter(
        district_of(number, Random(number), reports=reports, districts=count)
        for number in range(reports)
    )
    top = sum(sorted(found.values(), reverse=True)[: ceil(len(found) / 10)])
    assert len(found) >= 120
    assert 40 <= 100 * top / reports <= 60


def test_each_life_is_told_several_times_in_three_hundred() -> None:
    told = Counter(
        life_of(number, Random(number), reports=300, districts=124) for number in range(300)
    )
    assert set(told) == set(NAMES)
    assert min(told.values()) >= TIMES


@given(number=st.integers(0, 10**6), name=st.sampled_from(NAMES))
def test_a_plan_is_the_same_for_the_same_seed_and_lies_in_its_span(number: int, name: str) -> None:
    plan = plan_of(number, name, Random(number), SPAN, LIMITS)
    assert plan == plan_of(number, name, Random(number), SPAN, LIMITS)
    times = [step.at for step in plan.steps]
    assert times == sorted(times)
    assert times[-1] < UNTIL
    assert [step.verb for step in plan.steps if step.verb != "review"] == [
        verb for verb in LIVES[name].steps.split() if verb != "review"
    ]


@given(number=st.integers(0, 10**6), name=st.sampled_from(NAMES))
def test_what_weighs_is_reviewed_and_a_calm_life_has_no_danger(number: int, name: str) -> None:
    plan = plan_of(number, name, Random(number), SPAN, LIMITS)
    reviewed = any(step.verb == "review" for step in plan.steps)
    weighs = plan.danger or plan.official
    assert reviewed == (weighs and "review" in LIVES[name].steps.split())
    assert not (LIVES[name].calm and (weighs or plan.child))
    assert not plan.child or plan.danger
