"""The elements of the offence as a screener sees them, and the prompt that follows (domain.md
section 4).

A prompt is a help to think, never a finding: no table decides about a person.
"""

from dataclasses import dataclass
from enum import StrEnum


class ElementAnswer(StrEnum):
    """The answers "not asked" and "not known" stand for themselves; neither is "no"."""

    YES = "YES"
    NO = "NO"
    NOT_ASKED = "NOT_ASKED"
    NOT_KNOWN = "NOT_KNOWN"


class Age(StrEnum):
    ADULT = "ADULT"
    CHILD = "CHILD"
    NOT_KNOWN = "NOT_KNOWN"


class AgeBasis(StrEnum):
    DOCUMENT = "DOCUMENT"
    STATED = "STATED"
    ESTIMATED = "ESTIMATED"
    MEDICAL = "MEDICAL"
    NONE = "NONE"


class Prompt(StrEnum):
    PRESENT = "elements-present"
    ASK_PURPOSE = "ask-about-purpose"
    LOOK_FOR_MEANS = "look-for-means"
    EXPLOITATION = "exploitation-offence"
    ASK_PURPOSE_URGENT = "possible-child-urgent"
    SETTLE_AGE = "settle-age-first"
    SMUGGLING = "smuggling-look-for-signs"
    UNDECIDED = "nothing-follows-yet"


@dataclass(frozen=True, slots=True)
class Elements:
    """One screener's answers."""

    age: Age
    act: ElementAnswer
    means: ElementAnswer
    purpose: ElementAnswer
    crossing_for_pay: ElementAnswer = ElementAnswer.NOT_ASKED


def prompt(elements: Elements) -> Prompt:
    """The row of the decision table that fits; `UNDECIDED` when none does."""
    act, means, purpose = elements.act, elements.means, elements.purpose
    if (
        act is ElementAnswer.YES
        and elements.crossing_for_pay is ElementAnswer.YES
        and means is purpose is ElementAnswer.NO
    ):
        return Prompt.SMUGGLING
    if elements.age is Age.CHILD:
        return child_prompt(act, purpose)
    if (
        elements.age is Age.NOT_KNOWN
        and act is purpose is ElementAnswer.YES
        and means is not ElementAnswer.YES
    ):
        return Prompt.SETTLE_AGE
    return adult_prompt(act, means, purpose)


def child_prompt(act: ElementAnswer, purpose: ElementAnswer) -> Prompt:
    """Under 18 no means are needed (Palermo Protocol, article 3 (c))."""
    if act is ElementAnswer.YES:
        return {ElementAnswer.YES: Prompt.PRESENT, ElementAnswer.NO: Prompt.UNDECIDED}.get(
            purpose, Prompt.ASK_PURPOSE_URGENT
        )
    return (
        Prompt.EXPLOITATION
        if act is ElementAnswer.NO and purpose is ElementAnswer.YES
        else Prompt.UNDECIDED
    )


def adult_prompt(act: ElementAnswer, means: ElementAnswer, purpose: ElementAnswer) -> Prompt:
    if act is ElementAnswer.NO and purpose is ElementAnswer.YES:
        return Prompt.EXPLOITATION
    if act is not ElementAnswer.YES:
        return Prompt.UNDECIDED
    if means is ElementAnswer.YES:
        return {ElementAnswer.YES: Prompt.PRESENT, ElementAnswer.NO: Prompt.UNDECIDED}.get(
            purpose, Prompt.ASK_PURPOSE
        )
    return Prompt.LOOK_FOR_MEANS if purpose is ElementAnswer.YES else Prompt.UNDECIDED
