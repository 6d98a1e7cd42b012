"""What a reporter can decide after sending, on every channel (security.md section 7)."""

from enum import StrEnum
from typing import Final

from amaan.intake.rules.complaint import Event


class Act(StrEnum):
    ANSWER = "ANSWER"
    CONFIRM = "CONFIRM"
    REJECT = "REJECT"
    WITHDRAW = "WITHDRAW"
    STOP_CONTACT = "STOP_CONTACT"
    REOPEN = "REOPEN"


EVENT_OF: Final = {
    Act.ANSWER: Event.ANSWER,
    Act.CONFIRM: Event.CONFIRM,
    Act.REJECT: Event.REJECT,
    Act.WITHDRAW: Event.WITHDRAW,
    Act.STOP_CONTACT: Event.STOP_CONTACT,
    Act.REOPEN: Event.REOPEN,
}
