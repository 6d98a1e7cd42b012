"""The elements of the offence as a screener sees them, and the prompt that follows (domain.md
section 4).

A prompt is a help to think, never a finding: no table decides about a person.
"""

from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
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
    act: Answer
    means: Answer
    purpose: Answer
    crossing_for_pay: Answer = Answer.NOT_ASKED


def prompt(elements: Elements) -> Prompt:
    """The row of the decision table that fits; `UNDECIDED` when none does."""
    act, means, purpose = elements.act, elements.means, elements.purpose
    if (
        act is Answer.YES
        and elements.crossing_for_pay is Answer.YES
        and means is purpose is Answer.NO
    ):
        return Prompt.SMUGGLING
    if elements.age is Age.CHILD:
        return child_prompt(act, purpose)
    if elements.age is Age.NOT_KNOWN and act is purpose is Answer.YES and means is not Answer.YES:
        return Prompt.SETTLE_AGE
    return adult_prompt(act, means, purpose)


def child_prompt(act: Answer, purpose: Answer) -> Prompt:
    """Under 18 no means are needed (Palermo Protocol, article 3 (c))."""
    if act is Answer.YES:
        return {Answer.YES: Prompt.PRESENT, Answer.NO: Prompt.UNDECIDED}.get(
            purpose, Prompt.ASK_PURPOSE_URGENT
        )
    return Prompt.EXPLOITATION if act is Answer.NO and purpose is Answer.YES else Prompt.UNDECIDED


def adult_prompt(act: Answer, means: Answer, purpose: Answer) -> Prompt:
    if act is Answer.NO and purpose is Answer.YES:
        return Prompt.EXPLOITATION
    if act is not Answer.YES:
        return Prompt.UNDECIDED
    if means is Answer.YES:
        return {Answer.YES: Prompt.PRESENT, Answer.NO: Prompt.UNDECIDED}.get(
            purpose, Prompt.ASK_PURPOSE
        )
    return Prompt.LOOK_FOR_MEANS if purpose is Answer.YES else Prompt.UNDECIDED
