"""The prompt that follows from the elements, who reviews a decision, and where a report may go."""

from itertools import product
from uuid import UUID

import pytest

from amaan.screening.rules.decision import (
    Target,
    Weight,
    reasons_against_police,
    reasons_against_reviewing,
    reasons_against_unscreened,
    review_needed,
)
from amaan.screening.rules.elements import Age, ElementAnswer, Elements, Prompt, prompt

YES, NO, KNOWN = ElementAnswer.YES, ElementAnswer.NO, ElementAnswer.NOT_KNOWN
ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    ("age", "act", "means", "purpose", "found"),
    [
        (Age.ADULT, YES, YES, YES, Prompt.PRESENT),
        (Age.ADULT, YES, YES, NO, Prompt.UNDECIDED),
        (Age.ADULT, YES, YES, KNOWN, Prompt.ASK_PURPOSE),
        (Age.ADULT, YES, NO, YES, Prompt.LOOK_FOR_MEANS),
        (Age.ADULT, YES, KNOWN, YES, Prompt.LOOK_FOR_MEANS),
        (Age.ADULT, NO, NO, YES, Prompt.EXPLOITATION),
        (Age.ADULT, KNOWN, YES, YES, Prompt.UNDECIDED),
        (Age.CHILD, YES, NO, YES, Prompt.PRESENT),  # under 18 no means are needed
        (Age.CHILD, YES, NO, KNOWN, Prompt.ASK_PURPOSE_URGENT),
        (Age.CHILD, YES, NO, NO, Prompt.UNDECIDED),
        (Age.CHILD, NO, NO, YES, Prompt.EXPLOITATION),
        (Age.NOT_KNOWN, YES, NO, YES, Prompt.SETTLE_AGE),
        (Age.NOT_KNOWN, YES, YES, YES, Prompt.PRESENT),
    ],
)
def test_prompt(
    age: Age, act: ElementAnswer, means: ElementAnswer, purpose: ElementAnswer, found: Prompt
) -> None:
    assert prompt(Elements(age, act, means, purpose)) is found


def test_a_crossing_paid_for_and_nothing_else_is_looked_at_for_signs() -> None:
    for age in Age:
        assert prompt(Elements(age, YES, NO, NO, crossing_for_pay=YES)) is Prompt.SMUGGLING
        assert prompt(Elements(age, YES, NO, NO, crossing_for_pay=NO)) is not Prompt.SMUGGLING


def test_the_means_never_decide_about_a_child() -> None:
    for act, purpose in product(ElementAnswer, ElementAnswer):
        found = {prompt(Elements(Age.CHILD, act, means, purpose)) for means in ElementAnswer}
        assert len(found) == 1


@pytest.mark.parametrize(
    ("weight", "found"),
    [
        (Weight(child=False, u1=False, official_accused=False), ()),
        (Weight(child=True, u1=False, official_accused=False), ("child",)),
        (Weight(child=False, u1=True, official_accused=False), ("u1",)),
        (Weight(child=False, u1=False, official_accused=True), ("official-accused",)),
        (Weight(child=True, u1=True, official_accused=True), ("child", "u1", "official-accused")),
    ],
)
def test_what_needs_a_second_pair_of_eyes(weight: Weight, found: tuple[str, ...]) -> None:
    assert review_needed(weight) == found


@pytest.mark.invariant(8)
def test_nobody_reviews_the_own_decision() -> None:
    assert [it.code for it in reasons_against_reviewing(ONE, ONE)] == ["reviewer-is-screener"]
    assert list(reasons_against_reviewing(ONE, OTHER)) == []


def test_where_a_report_may_go() -> None:
    """Decided, or a matter of life; to police only with consent, for life or for a child."""
    for police, consented, u1, child, decided in product((False, True), repeat=5):
        target = Target(police=police, consented=consented, u1=u1, child=child)
        wanted = []
        if not decided and not u1:
            wanted.append("screening-not-final")
        if police and not consented and not u1 and not child:
            wanted.append("police-needs-consent")
        assert [
            it.code
            for it in (
                *reasons_against_unscreened(decided=decided, u1=u1),
                *reasons_against_police(target),
            )
        ] == wanted
