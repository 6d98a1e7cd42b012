"""How is a fact told to a reader, in Urdu or English? By the words of its kind, from `[fact]` of
words.toml; they are added when it is shown, never kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from amaan.ledger.rules.ports import words

UNNAMED_STEP = "UNNAMED"
NO_NAMES: Mapping[UUID, str] = {}


class TellableFact(Protocol):
    """The columns of a fact that its words may use; `models.LedgerFact` has them all."""

    kind: str
    actor_kind: str
    unit: UUID | None
    role: str
    before: str
    after: str
    reason: str
    body: Mapping[str, object]
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One line of a history, with what <c-timeline> asks for: `later` is true for a step that is
    still to come.
    """

    title: str
    at: datetime
    who: str
    later: bool = False
    time: str = ""
    tone: str = ""

    @property
    def note(self) -> str:
        return self.who


def by_catalogue(fact: TellableFact, lang: str) -> str:
    """The words of the kind, gaps filled from the body; a kind without words is named as it is."""
    params = {name: value for name, value in fact.body.items() if isinstance(value, str | int)}
    params |= {"before": fact.before, "after": fact.after, "reason": fact.reason}
    try:
        return words().say("fact", fact.kind, lang, **params)
    except KeyError:
        # Facts outlive the code that wrote them: an old kind must not close a history.
        return words().say("label.step", UNNAMED_STEP, lang, kind=fact.kind)


def lines(
    facts: Iterable[TellableFact],
    lang: str,
    *,
    units: Mapping[UUID, str] = NO_NAMES,
    to_reporter: bool = False,
) -> list[TimelineLine]:
    """The lines of a history in the order of the facts.

    `units` gives names of units by id, where the reader may know them. `to_reporter` hides who in
    an office acted: a reporter sees neither role nor agency (design.md section 1).
    """
    told = []
    for fact in facts:
        who = who_in_words(fact, lang, units, hidden=to_reporter)
        told.append(line_of(fact, lang, who))
    return told


def line_of(fact: TellableFact, lang: str, who: str) -> TimelineLine:
    time = words().moment(fact.happened_at, lang)
    return TimelineLine(by_catalogue(fact, lang), fact.happened_at, who, time=time)


def who_in_words(fact: TellableFact, lang: str, units: Mapping[UUID, str], *, hidden: bool) -> str:
    actor = words().say("label.actor", fact.actor_kind, lang)
    if hidden or fact.actor_kind != "STAFF":
        return actor
    try:
        role = words().say("label.role", fact.role, lang)
    except KeyError:  # a role that the platform no longer has
        role = actor
    unit = units.get(fact.unit, "") if fact.unit else ""
    return f"{role}, {unit}" if unit and lang == "en" else f"{role}، {unit}" if unit else role
