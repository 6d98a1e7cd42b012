"""Which steps a screening decision takes (workflows.md section 4: decided without a score, and
second review).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from amaan.kernel.lifecycle import Lifecycle
from amaan.kernel.reasons import Reason


class Status(StrEnum):
    OPENED = "OPENED"
    DECIDED = "DECIDED"
    SECOND_REVIEW = "SECOND_REVIEW"
    FINAL = "FINAL"


class Event(StrEnum):
    OPEN = "OPEN"
    DECIDE = "DECIDE"
    SEND_TO_REVIEW = "SEND_TO_REVIEW"
    FINALISE = "FINALISE"
    AGREE = "AGREE"
    CHANGE = "CHANGE"


class Outcome(StrEnum):
    """What a screener concludes; never a legal finding."""

    LIKELY = "LIKELY_TRAFFICKING"
    POSSIBLE = "POSSIBLE_MORE_INFORMATION"
    LABOUR_RIGHTS = "LABOUR_RIGHTS_MATTER"
    SMUGGLING_AT_RISK = "SMUGGLING_WITH_RISK_SIGNS"
    SMUGGLING_ONLY = "SMUGGLING_ONLY"
    OTHER_NEED = "OTHER_PROTECTION_NEED"
    NOT_TRAFFICKING = "NOT_TRAFFICKING"


LIFECYCLE: Final = Lifecycle(
    name="screening",
    version=1,
    start=Status.OPENED,
    moves={
        (None, Event.OPEN): Status.OPENED,
        (Status.OPENED, Event.DECIDE): Status.DECIDED,
        (Status.DECIDED, Event.SEND_TO_REVIEW): Status.SECOND_REVIEW,
        (Status.DECIDED, Event.FINALISE): Status.FINAL,
        (Status.SECOND_REVIEW, Event.AGREE): Status.FINAL,
        (Status.SECOND_REVIEW, Event.CHANGE): Status.FINAL,
    },
    ends=frozenset({Status.FINAL}),
)


@dataclass(frozen=True, slots=True)
class Weight:
    """What makes a second pair of eyes necessary."""

    child: bool
    u1: bool
    official_accused: bool


def review_needed(weight: Weight) -> tuple[str, ...]:
    """The rules that send a decision to second review; empty when none does."""
    named = (
        ("child", weight.child),
        ("u1", weight.u1),
        ("official-accused", weight.official_accused),
    )
    return tuple(name for name, holds in named if holds)


def reasons_against_reviewing(screener: UUID, reviewer: UUID) -> Iterator[Reason]:
    """Screener and reviewer of one record are never the same person (workflows.md
    section 1 no. 4).
    """
    if screener == reviewer:
        yield Reason("reviewer-is-screener")


@dataclass(frozen=True, slots=True)
class Target:
    """A unit that a complaint may be allocated to, as far as law and consent go."""

    police: bool
    consented: bool
    u1: bool
    child: bool


def reasons_against_unscreened(*, decided: bool, u1: bool) -> Iterator[Reason]:
    """Nothing leaves the desk before screening is final, but where life is in danger."""
    if not (decided or u1):
        yield Reason("screening-not-final")


def reasons_against_police(target: Target) -> Iterator[Reason]:
    """To police only with consent, or U1, or a child (workflows.md section 3, security.md section
    15).
    """
    if target.police and not (target.consented or target.u1 or target.child):
        yield Reason("police-needs-consent")
