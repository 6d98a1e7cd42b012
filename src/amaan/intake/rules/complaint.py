"""Which steps a public complaint can take (workflows.md section 3, without merge, malicious, appeal
and low-trust).
"""

from enum import StrEnum
from typing import Final

from amaan.kernel.lifecycle import Lifecycle


class Status(StrEnum):
    BEGUN = "BEGUN"
    RECEIVED = "RECEIVED"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    TRIAGED = "TRIAGED"
    ALLOCATED = "ALLOCATED"
    UNDER_ACTION = "UNDER_ACTION"
    MORE_INFORMATION = "MORE_INFORMATION"
    OUTCOME_READY = "OUTCOME_READY"
    CLOSED = "CLOSED"
    REDIRECTED = "NOT_TRAFFICKING_REDIRECTED"
    KEPT = "INSUFFICIENT_KEPT"
    WITHDRAWN = "WITHDRAWN"


class Event(StrEnum):
    BEGIN = "BEGIN"
    SUBMIT = "SUBMIT"
    OPEN = "OPEN"
    TRIAGE = "TRIAGE"
    ALLOCATE = "ALLOCATE"
    REDIRECT = "REDIRECT"
    KEEP = "KEEP"
    START = "START"
    DECLINE = "DECLINE"
    ASK = "ASK"
    ANSWER = "ANSWER"
    LIMIT = "LIMIT"
    PROPOSE = "PROPOSE"
    CONFIRM = "CONFIRM"
    REJECT = "REJECT"
    CLOSE_UNCONFIRMED = "CLOSE_UNCONFIRMED"
    RETURN = "RETURN"
    REOPEN = "REOPEN"
    WITHDRAW = "WITHDRAW"
    STOP_CONTACT = "STOP_CONTACT"
    NEW_INFORMATION = "NEW_INFORMATION"


class Closure(StrEnum):
    """How a closed complaint was closed: beside the state, counted apart (invariant 17)."""

    CONFIRMED = "CONFIRMED"
    UNCONFIRMED = "UNCONFIRMED"


S, E = Status, Event
OPEN: Final = frozenset(
    {
        S.RECEIVED,
        S.ACKNOWLEDGED,
        S.TRIAGED,
        S.ALLOCATED,
        S.UNDER_ACTION,
        S.MORE_INFORMATION,
        S.OUTCOME_READY,
    }
)
ENDS: Final = frozenset({S.REDIRECTED, S.WITHDRAWN})
ASKED_IN: Final = (S.ALLOCATED, S.UNDER_ACTION)

LIFECYCLE: Final = Lifecycle(
    name="complaint",
    version=1,
    start=S.BEGUN,
    moves={
        (None, E.BEGIN): S.BEGUN,
        (S.BEGUN, E.SUBMIT): S.RECEIVED,
        (S.RECEIVED, E.OPEN): S.ACKNOWLEDGED,
        (S.ACKNOWLEDGED, E.TRIAGE): S.TRIAGED,
        (S.TRIAGED, E.ALLOCATE): S.ALLOCATED,
        (S.TRIAGED, E.REDIRECT): S.REDIRECTED,
        (S.TRIAGED, E.KEEP): S.KEPT,
        (S.ALLOCATED, E.START): S.UNDER_ACTION,
        (S.ALLOCATED, E.DECLINE): S.TRIAGED,
        (S.ALLOCATED, E.ASK): S.MORE_INFORMATION,
        (S.UNDER_ACTION, E.ASK): S.MORE_INFORMATION,
        (S.MORE_INFORMATION, E.ANSWER): ASKED_IN,
        (S.MORE_INFORMATION, E.LIMIT): ASKED_IN,
        (S.UNDER_ACTION, E.PROPOSE): S.OUTCOME_READY,
        (S.OUTCOME_READY, E.CONFIRM): S.CLOSED,
        (S.OUTCOME_READY, E.REJECT): S.UNDER_ACTION,
        (S.OUTCOME_READY, E.CLOSE_UNCONFIRMED): S.CLOSED,
        (S.OUTCOME_READY, E.RETURN): S.UNDER_ACTION,
        (S.CLOSED, E.REOPEN): S.UNDER_ACTION,
        (S.KEPT, E.NEW_INFORMATION): S.TRIAGED,
        **{(state, E.WITHDRAW): S.WITHDRAWN for state in OPEN},
        **{(state, E.STOP_CONTACT): state for state in OPEN},
    },
    ends=ENDS,
)
