"""Which fact each step of a complaint makes; which of them the reporter may see, its kind says."""

from typing import Final

from amaan.intake.rules.complaint import Event

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
