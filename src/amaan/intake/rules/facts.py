"""Which fact each step of a complaint makes, and which of them the reporter may see."""

from typing import Final

from amaan.intake.rules.complaint import Event
from amaan.kernel.fact import Release

KIND: Final = {
    Event.BEGIN: "intake.begun",
    Event.SUBMIT: "intake.received",
    Event.OPEN: "intake.acknowledged",
    Event.TRIAGE: "intake.triaged",
    Event.ALLOCATE: "intake.allocated",
    Event.REDIRECT: "intake.redirected",
    Event.KEEP: "intake.kept",
    Event.START: "intake.started",
    Event.DECLINE: "intake.declined",
    Event.ASK: "intake.asked",
    Event.ANSWER: "intake.answered",
    Event.LIMIT: "intake.answer_lapsed",
    Event.PROPOSE: "intake.outcome_proposed",
    Event.CONFIRM: "intake.confirmed",
    Event.REJECT: "intake.rejected",
    Event.CLOSE_UNCONFIRMED: "intake.closed_unconfirmed",
    Event.RETURN: "intake.returned",
    Event.REOPEN: "intake.reopened",
    Event.WITHDRAW: "intake.withdrawn",
    Event.STOP_CONTACT: "intake.contact_stopped",
    Event.NEW_INFORMATION: "intake.new_information",
}
# A decline, a return and a lapse are inner matters: the reporter's public state does not change by
# them.
INNER: Final = frozenset({Event.DECLINE, Event.OPEN, Event.RETURN, Event.LIMIT})


def release_of(event: Event) -> Release:
    return Release.NODE if event in INNER else Release.PUBLIC
