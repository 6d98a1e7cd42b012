"""What staff see of complaints: the queue of a unit, one complaint, and its sealed words opened for
a live grant.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from amaan.access.permissions import Permission
from amaan.intake.models import ANSWERS, BODY, Complaint, Message, ReporterAct
from amaan.intake.rules.answers import Answers
from amaan.intake.rules.complaint import OPEN
from amaan.intake.rules.reaching import KIND as CONTACT
from amaan.intake.rules.reaching import Reach
from amaan.intake.rules.thread import Side
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import NotFound
from amaan.security.queries.opening import SealedValue, open_fields
from amaan.work.queries import ClockRow, open_clocks, row_of

PAGE = 50
ACCUSATION = ("office_kind", "office_unit", "office_words")


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One complaint that waits for this unit, with the clock that runs out first."""

    complaint: Complaint
    clock: ClockRow


@dataclass(frozen=True, slots=True)
class DeskMessage:
    """One message in the eyes of staff; `text` is None where the reader's unit has no key."""

    id: UUID
    mine: bool
    kind: str
    sent_at: datetime
    text: str | None

    @property
    def reach(self) -> Reach | None:
        """How the reporter wants to be reached, where the message says that."""
        return Reach.from_text(self.text) if self.kind == CONTACT and self.text else None


def told_now(answers: Answers | None, thread: Sequence[DeskMessage]) -> Answers | None:
    """What was told, with the contact as it was said last."""
    said = [message.reach for message in thread if message.reach is not None]
    return said[-1].upon(answers) if answers is not None and said else answers


def held_by(to: Actor) -> Q:
    """The b-tree equalities that reach the index; row-level security asks again by itself."""
    return Q(desk_unit=to.desk) | Q(action_unit=to.desk)


def waiting(*, to: Actor, at: datetime, urgency: Iterable[str] = ()) -> list[QueueRow]:
    """Complaints whose open clock is owed by the reader's unit, the soonest first."""
    clocks = (
        open_clocks(to=to).filter(record_kind="complaint", unit=to.desk).order_by("due_at", "pk")
    )
    wanted = list(urgency)
    if wanted:
        clocks = clocks.filter(urgency__in=wanted)
    soonest: dict[UUID, Any] = {}
    for clock in clocks[: PAGE * 3]:
        soonest.setdefault(clock.record, clock)
    rows = Complaint.objects.in_bulk(list(soonest)[:PAGE])
    return [
        QueueRow(rows[record], row_of(clock, at=at))
        for record, clock in soonest.items()
        if record in rows
    ]


def of_unit(*, to: Actor, open_only: bool, before: datetime | None = None) -> QuerySet[Complaint]:
    """Complaints that the reader's unit holds, newest first, a page from `before` on."""
    rows = Complaint.objects.filter(held_by(to)).order_by("-received_at", "-pk")
    rows = rows.filter(status__in=OPEN) if open_only else rows.exclude(status__in=OPEN)
    return rows.filter(received_at__lt=before) if before else rows


def counts(*, to: Actor) -> dict[str, int]:
    """How many complaints of the unit stand in each state."""
    found: dict[str, int] = {}
    for status in Complaint.objects.filter(held_by(to)).values_list("status", flat=True):
        found[status] = found.get(status, 0) + 1
    return found


def complaint_for(ident: UUID, *, to: Actor) -> Complaint:
    """One complaint; raises NotFound also for what the reader may not know of."""
    del to  # the pass of the reading transaction decides
    row = Complaint.objects.filter(pk=ident).first()
    if row is None:
        raise NotFound
    return row


def answers_for(row: Complaint, *, to: Actor) -> Answers | None:
    """What the reporter told, opened; None where the reader's unit has no key or no grant.

    Which office is complained of is for who must act on it: whoever only looks on does not need it,
    and a word to a friend there would undo all that keeps it away.
    """
    closed = SealedValue(ANSWERS.of(row.id), row.data_key, bytes(row.answers))
    text = open_fields([closed], to=to)[0]
    answers = Answers.from_bytes(text.encode()) if text is not None else None
    if answers is None or to.may(Permission.INTAKE_ACCUSATION_READ):
        return answers
    return answers.with_(**dict.fromkeys(ACCUSATION, ""))


def thread_for(row: Complaint, *, to: Actor) -> list[DeskMessage]:
    """The thread, oldest first, opened in one round trip."""
    messages = list(Message.objects.filter(complaint=row.id).order_by("sent_at", "pk"))
    texts = open_fields([closed_message(message) for message in messages], to=to)
    return [
        DeskMessage(message.id, message.side == Side.DESK, message.kind, message.sent_at, text)
        for message, text in zip(messages, texts, strict=True)
    ]


def closed_message(message: Message) -> SealedValue:
    place = BODY.of(message.complaint_id, message.id)
    return SealedValue(place, message.data_key, bytes(message.body))


def last_verdict(ident: UUID, *, to: Actor) -> str:
    """What the reporter said last on whether it was solved: YES, PARTLY or NO; empty before."""
    del to  # the pass of the reading transaction decides
    said = ReporterAct.objects.filter(complaint=ident).exclude(choice="")
    return said.order_by("-made_at", "-pk").values_list("choice", flat=True).first() or ""


def waiting_acts_of(ident: UUID) -> Sequence[UUID]:
    """Acts of the reporter that have to be applied before anything else is done."""
    rows = ReporterAct.objects.filter(complaint=ident, applied_at__isnull=True)
    return list(rows.order_by("made_at", "pk").values_list("pk", flat=True))
