"""How long may a step take, and who is told when it takes longer? The proposed table of
workflows.md section 2.

A limit is a dated row, never a constant: until an office ratifies it, pages may not promise it
(SECURITY.md 15).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from amaan.directory.rules.importing import (
    Layout,
    Record,
    needed,
    one_of,
    optional,
    pieces,
    refuse_cell,
)
from amaan.kernel.clock import WALL, EscalationLevel, Limit, LimitUnit
from amaan.kernel.reasons import Reason
from amaan.kernel.urgency import Urgency

LONGEST: Final = timedelta(days=3660)
MOST_DIGITS: Final = 9  # of a number; `int` reads no more than it must


class ClockKind(StrEnum):
    ACKNOWLEDGE = "ACKNOWLEDGE"
    TRIAGE = "TRIAGE"
    ALLOCATE = "ALLOCATE"
    ACCEPT = "ACCEPT"
    CONTACT = "CONTACT"
    PROGRESS = "PROGRESS"
    DECLINED = "DECLINED"
    SECOND_REVIEW = "SECOND_REVIEW"
    CONFIRM = "CONFIRM"  # the reporter answers a proposed outcome
    PAUSE_TOTAL = "PAUSE_TOTAL"
    OUTCOME_CONFIRM = "OUTCOME_CONFIRM"
    STOP_CONFIRM = "STOP_CONFIRM"
    DRAFT_KEPT = "DRAFT_KEPT"
    REOPEN = "REOPEN"
    REOPEN_REFERRAL = "REOPEN_REFERRAL"
    THIN_REVIEW = "THIN_REVIEW"
    SEAT_VACANT = "SEAT_VACANT"
    VERIFIED_SHOWN = "VERIFIED_SHOWN"
    VERIFIED_REMIND = "VERIFIED_REMIND"


class LimitUrgency(StrEnum):
    """For which urgency a limit holds."""

    U1 = Urgency.U1
    U2 = Urgency.U2
    U3 = Urgency.U3
    U4 = Urgency.U4
    ANY = "ANY"  # the limit does not depend on urgency


class LimitStatus(StrEnum):
    PROPOSED = "PROPOSED"
    RATIFIED = "RATIFIED"


SUPERVISOR_LEVEL: Final = 2
OVERSIGHT_LEVEL: Final = 6
# The ladder of workflows.md section 2: the posts that a limit may name, each with its level.
LEVEL_OF: Final[Mapping[str, int]] = {
    "duty_officer": 1,
    "team_lead": 1,
    "supervisor": SUPERVISOR_LEVEL,
    "district_focal_person": 3,
    "provincial_coordinator": 4,
    "federal_desk": 5,
    "oversight_officer": OVERSIGHT_LEVEL,
}


@dataclass(frozen=True, slots=True)
class LimitRow:
    kind: str
    urgency: str
    limit: Limit
    escalations: tuple[EscalationLevel, ...]
    mark: str
    status: str
    owner: str
    decision_ref: str
    effective_from: date | None
    source: str


def is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= MOST_DIGITS


def read_escalations(texts: tuple[str, ...]) -> tuple[EscalationLevel, ...]:
    """`duty_officer=1 HOURS` and so on as rungs, each counted from the clock's start.

    Raises Refused `escalation-unreadable`.
    """
    return tuple(_level(text) for text in texts)


def _level(text: str) -> EscalationLevel:
    post, _, limit = text.partition("=")
    amount, _, unit = limit.partition(" ")
    if post not in LEVEL_OF or not is_number(amount) or unit not in set(LimitUnit):
        raise refuse_cell("escalation-unreadable", "escalations", text)
    return EscalationLevel(post, Limit(int(amount), LimitUnit(unit)))


def levels_text(rungs: Iterable[EscalationLevel]) -> str:
    """The rungs as one text, the way the table and the forms hold them."""
    return ";".join(f"{rung.post}={rung.after.amount} {rung.after.unit}" for rung in rungs)


def read_limit(record: Record) -> LimitRow:
    """One row of the table."""
    amount = needed(record, "amount")
    if not is_number(amount):
        raise refuse_cell("cell-not-a-number", "amount", amount)
    return LimitRow(
        kind=one_of(record, "kind", ClockKind),
        urgency=one_of(record, "urgency", LimitUrgency),
        limit=Limit(int(amount), LimitUnit(one_of(record, "unit", LimitUnit))),
        escalations=read_escalations(pieces(record, "escalations")),
        mark=optional(record, "mark"),
        status=one_of(record, "status", LimitStatus),
        owner=optional(record, "owner"),
        decision_ref=optional(record, "decision_ref"),
        effective_from=day_of(record, "effective_from"),
        source=optional(record, "source"),
    )


def day_of(record: Record, name: str) -> date | None:
    """A cell with a day as YYYY-MM-DD, or None when empty. Raises Refused `cell-not-a-day`."""
    text = optional(record, name)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise refuse_cell("cell-not-a-day", name, text) from error


def is_too_long(limit: Limit) -> bool:
    """A clock that ends after any case would be none; far beyond, it is no time at all."""
    return limit.amount > LONGEST / WALL.get(limit.unit, timedelta(days=1))


def reasons_against_limit(row: LimitRow) -> Iterator[Reason]:
    """A limit lasts; a ratified one names its owner, its decision and its first day; a proposed one
    has none.
    """
    if row.limit.amount < 1:
        yield Reason("limit-too-short")
    if any(is_too_long(limit) for limit in (row.limit, *(it.after for it in row.escalations))):
        yield Reason("limit-too-long", {"days": LONGEST.days})
    named = (bool(row.owner), bool(row.decision_ref), row.effective_from is not None)
    if row.status == LimitStatus.RATIFIED and not all(named):
        yield Reason("ratified-without-decision")
    if row.status == LimitStatus.PROPOSED and any(named[1:]):
        yield Reason("proposed-with-decision")


LAYOUT: Final[Layout[LimitRow]] = Layout(
    kind="CLOCK_LIMITS",
    required=("kind", "urgency", "amount", "unit", "escalations", "status"),
    optional=("mark", "owner", "decision_ref", "effective_from", "source", "confidence"),
    parse=read_limit,
    key=lambda row: (row.kind, row.urgency),
)
