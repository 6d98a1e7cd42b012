"""What a reporter sees behind the code: own state, own draft, own thread, opened in memory with the
reply key only.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from amaan.access.transactions import one_row
from amaan.intake.models import (
    ANSWERS,
    BODY,
    PRIVATE_HALF,
    Code,
    Complaint,
    Message,
    ReporterAct,
)  # fmt: skip
from amaan.intake.rules.answers import Answers
from amaan.intake.rules.complaint import Status
from amaan.intake.rules.thread import Side
from amaan.kernel.actor import Actor
from amaan.kernel.envelope import open_private, unseal, unwrap
from amaan.kernel.reasons import NotFound, Reason, Refused
from amaan.ledger.queries import public_timeline
from amaan.security.queries.opening import reporter_wraps

OWN_COLUMNS = (
    "id", "locator", "channel", "status", "closure", "urgency", "child", "contact_barred",
    "district", "province",
    "begun_at", "received_at", "closed_at", "rejections", "data_key", "answers", "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens a reporter's own thread: the private half, as long as the request lasts."""

    complaint: UUID
    private: bytes = field(repr=False)
    public: bytes


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """One message of the thread in the reporter's eyes: no officer, no unit."""

    id: UUID
    mine: bool
    kind: str
    sent_at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class CodeTerms:
    """What is needed to derive a verifier for a locator."""

    salt: bytes
    kdf: int
    pepper: str


def code_terms(locator: str) -> CodeTerms | None:
    """Salt and parameters of a code; None for an unknown locator (the caller then runs on a dummy
    salt).
    """
    row = one_row("SELECT salt, kdf, pepper FROM intake_code_salt(%s)", [locator])
    return CodeTerms(bytes(row[0]), row[1], row[2]) if row else None


def own_complaint(*, to: Actor) -> Complaint:
    """The complaint behind the pass; call inside `reading(to)`. Raises NotFound when the pass has
    ended.
    """
    row = Complaint.objects.only(*OWN_COLUMNS).filter(pk=to.subject).first()
    if row is None:
        raise NotFound
    return row


def own_draft(*, to: Actor) -> Complaint:
    """The own complaint while it has not been sent, locked: of two windows one sends.

    Raises NotFound when the pass has ended, Refused("illegal-step") when it has been sent.
    """
    rows = Complaint.objects.only(*OWN_COLUMNS).filter(pk=to.subject, status=Status.BEGUN)
    row = rows.select_for_update().first()
    if row is None:
        own_complaint(to=to)
        raise Refused(Reason("illegal-step"))
    return row


def own_keys(reply_key: bytes, *, to: Actor) -> Keys:
    """Open the private half with the reply key. Raises NotFound without a live pass, CannotOpen for
    a wrong key.
    """
    code = Code.objects.filter(pk=to.subject).first()
    if code is None:
        raise NotFound
    private = open_private(bytes(code.private), reply_key, PRIVATE_HALF.of(to.subject))
    return Keys(to.subject, private, bytes(code.public))


def code_confirmed(*, to: Actor) -> bool:
    """Whether the reporter has shown that the code is written down."""
    return Code.objects.filter(pk=to.subject, confirmed_at__isnull=False).exists()


def own_data_key(ident: UUID, keys: Keys) -> bytes:
    """A data key of the own complaint, in memory."""
    return unwrap(reporter_wraps(keys.complaint, [ident])[ident], keys.private)


def own_answers(complaint: Complaint, keys: Keys) -> Answers:
    key = own_data_key(complaint.data_key, keys)
    return Answers.from_bytes(unseal(bytes(complaint.answers), key, ANSWERS.of(complaint.id)))


def own_thread(keys: Keys) -> list[OwnMessage]:
    """Every message of the own thread, oldest first, opened."""
    rows = list(
        Message.objects.only("id", "complaint_id", "side", "kind", "sent_at", "data_key", "body")
        .filter(complaint=keys.complaint)
        .order_by("sent_at", "pk")
    )
    wraps = reporter_wraps(keys.complaint, [row.data_key for row in rows])
    return [own_message(row, unwrap(wraps[row.data_key], keys.private)) for row in rows]


def own_message(row: Message, key: bytes) -> OwnMessage:
    place = BODY.of(row.complaint_id, row.id)
    return OwnMessage(
        row.id,
        row.side == Side.REPORTER,
        row.kind,
        row.sent_at,
        unseal(bytes(row.body), key, place).decode(),
    )


def own_history(*, to: Actor) -> list[tuple[str, datetime]]:
    """(kind of fact, when) of the public facts, oldest first; nothing else of a fact is readable
    here.
    """
    return list(public_timeline(to.subject).values_list("kind", "recorded_at"))


def own_acts(*, to: Actor) -> list[ReporterAct]:
    """The reporter's acts, waiting, applied or refused with reasons."""
    return list(ReporterAct.objects.filter(complaint=to.subject).order_by("made_at", "pk"))
