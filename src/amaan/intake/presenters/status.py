"""What the reporter reads behind the code: the allow-list of the public view (invariant 9).

Nothing else of a complaint reaches the page: no unit, no officer, no reason, no sort of office.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from amaan.intake.models import Complaint, ReporterAct
from amaan.intake.queries.own import OwnMessage
from amaan.intake.rules.acts import Act
from amaan.intake.rules.answers import Answers
from amaan.intake.rules.complaint import OPEN, Status
from amaan.intake.rules.public_status import PUBLIC_STATUS, PublicStatus
from amaan.intake.rules.reaching import KIND as CONTACT
from amaan.intake.rules.reaching import Reach
from amaan.kernel.reasons import Reason
from amaan.ui import catalogues
from amaan.ui.dates import moment_words
from amaan.ui.language import current

SHOWN_FACTS: Final = (
    "intake.received",
    "intake.triaged",
    "intake.allocated",
    "intake.started",
    "intake.asked",
    "intake.answered",
    "intake.outcome_proposed",
    "intake.confirmed",
    "intake.rejected",
    "intake.closed_unconfirmed",
    "intake.reopened",
    "intake.withdrawn",
    "intake.contact_changed",
    "intake.contact_stopped",
    "intake.kept",
    "intake.new_information",
    "intake.redirected",
)


@dataclass(frozen=True, slots=True)
class PublicView:
    """Everything that the status page shows, in words."""

    locator_end: str
    status: str
    words: str
    help: str
    timeline: list[dict[str, Any]]
    messages: list[dict[str, Any]]
    acts: list[dict[str, Any]]
    contact: str
    asked: bool
    outcome_asked: bool
    may_withdraw: bool
    may_stop: bool
    may_reopen: bool


def public_status(status: str) -> PublicStatus:
    """The public word of an inner state."""
    return PUBLIC_STATUS[Status(status)]


def word(table: str, code: str) -> str:
    return catalogues.say(f"intake:label.{table}", code, current())


def timeline(history: Iterable[tuple[str, datetime]]) -> list[dict[str, Any]]:
    """The public facts, oldest first; the last is now."""
    rows: list[dict[str, Any]] = [
        {"title": word("public_fact", kind), "time": moment_words(at, current()), "tone": "ok"}
        for kind, at in history
        if kind in SHOWN_FACTS
    ]
    if rows:
        rows[-1] |= {"tone": "info", "now": True}
    return rows


def thread(messages: Iterable[OwnMessage]) -> list[dict[str, Any]]:
    return [
        {"mine": row.mine, "time": moment_words(row.sent_at, current()), "text": text_of(row)}
        for row in messages
    ]


def text_of(message: OwnMessage) -> str:
    """The words of a message; of a changed contact, what it says now."""
    if message.kind != CONTACT:
        return message.text
    reach = Reach.from_text(message.text)
    parts = (word("contact", reach.contact or "CODE_ONLY"), reach.phone, reach.safe_hours)
    return " · ".join(part for part in parts if part)


def reach_now(answers: Answers, messages: Iterable[OwnMessage]) -> Reach:
    """How the reporter wants to be reached, as last said."""
    said = [Reach.from_text(row.text) for row in messages if row.kind == CONTACT]
    return said[-1] if said else Reach.told(answers)


def acts(rows: Iterable[ReporterAct]) -> list[dict[str, Any]]:
    """Acts on their way, and acts that the rules refused, with the reasons in words."""
    return [
        {
            "title": word("act", row.kind),
            "waiting": row.applied_at is None,
            "reasons": [Reason(each["code"], each.get("params", {})) for each in row.refused or ()],
        }
        for row in rows
        if row.applied_at is None or row.refused
    ]


def public_view(
    complaint: Complaint,
    history: Iterable[tuple[str, datetime]],
    messages: Iterable[OwnMessage],
    made: list[ReporterAct],
    reach: Reach,
) -> PublicView:
    shown, waiting = public_status(complaint.status), {a.kind for a in made if not a.applied_at}
    open_still = complaint.status in OPEN
    return PublicView(
        locator_end=complaint.locator[-4:],
        status=shown,
        words=word("public_status", shown),
        help=word("public_help", shown),
        timeline=timeline(history),
        messages=thread(messages),
        acts=acts(made),
        contact="NEVER" if complaint.contact_barred else reach.contact or "CODE_ONLY",
        asked=shown is PublicStatus.MORE_WANTED and Act.ANSWER not in waiting,
        outcome_asked=shown is PublicStatus.ASK_SOLVED and not {"CONFIRM", "REJECT"} & waiting,
        may_withdraw=open_still and "WITHDRAW" not in waiting,
        may_stop=open_still and not complaint.contact_barred and "STOP_CONTACT" not in waiting,
        may_reopen=complaint.status == Status.CLOSED and "REOPEN" not in waiting,
    )
