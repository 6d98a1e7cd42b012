"""Writing in the thread, from either side; every message has a data key of its own."""

from datetime import datetime
from uuid import UUID

from amaan.access.transactions import action, one_row
from amaan.intake.actions.moving import locked
from amaan.intake.models import BODY, Complaint, Message
from amaan.intake.queries.holders import reporter_public
from amaan.intake.queries.own import Keys, own_complaint
from amaan.intake.rules.complaint import Status
from amaan.intake.rules.reaching import KIND as CONTACT
from amaan.intake.rules.reaching import Reach
from amaan.intake.rules.thread import MessageKind, Side
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref, uuid7
from amaan.kernel.reasons import Reason, refuse_if
from amaan.keyservice.port import SORTING_UNIT
from amaan.ledger.actions import record
from amaan.security.actions.sealing import Recipients, seal_text
from amaan.security.rules.purposes import KeyPurpose

LONGEST = 8000


def reasons_against_text(text: str) -> list[Reason]:
    if not text.strip():
        return [Reason("message-empty")]
    return [Reason("message-too-long", {"most": LONGEST})] if len(text) > LONGEST else []


@action
def write_as_reporter(*, text: str, key: str, keys: Keys, by: Actor, at: datetime) -> Message:
    """The reporter writes to the desk; the same key twice makes one message."""
    refuse_if(reasons_against_text(text))
    known = Message.objects.only("id").filter(complaint=by.subject, key=key).first()
    if known is not None:
        return known
    message = sealed_message(
        by.subject, text, MessageKind.MESSAGE, holders(), keys.public, by=by, at=at
    )
    message.key = key
    message.save(force_insert=True)
    record(
        Fact(
            "intake.reporter_wrote",
            Ref("complaint", by.subject),
            by,
            at,
            key=key,
        )
    )
    return message


@action
def change_contact(*, reach: Reach, key: str, keys: Keys, by: Actor, at: datetime) -> Message:
    """The reporter says anew how to be reached; the same key twice makes one message.

    Raises Refused("contact-barred") after contact was stopped.
    """
    barred = [Reason("contact-barred")] if own_complaint(to=by).contact_barred else []
    refuse_if(barred)
    known = Message.objects.only("id").filter(complaint=by.subject, key=key).first()
    if known is not None:
        return known
    message = sealed_message(
        by.subject, reach.to_text(), CONTACT, holders(), keys.public, by=by, at=at
    )
    message.key = key
    message.save(force_insert=True)
    about = Ref("complaint", by.subject)
    record(Fact("intake.contact_changed", about, by, at, key=key))
    return message


def holders() -> tuple[UUID, ...]:
    """The units that hold the reporter's own complaint; before it is sorted, the sorting unit."""
    row = one_row("SELECT intake_holding_units()", [])
    return tuple(row[0]) if row and row[0] else (SORTING_UNIT,)


@action
def write_as_desk(*, complaint: UUID, text: str, by: Actor, at: datetime) -> Message:
    """A unit that holds the complaint writes to the reporter, who reads it behind the code.

    Raises Refused("contact-barred") when the reporter has stopped contact.
    """
    row = locked(complaint, by=by)
    barred = [Reason("contact-barred")] if row.contact_barred else []
    begun = [Reason("not-sent-yet")] if row.status == Status.BEGUN else []
    refuse_if(reasons_against_text(text), barred, begun)
    message = desk_message(row, text, MessageKind.MESSAGE, by=by, at=at)
    record(Fact("intake.desk_wrote", Ref("complaint", row.id), by, at))
    return message


def desk_message(complaint: Complaint, text: str, kind: str, *, by: Actor, at: datetime) -> Message:
    """A message of the desk's side, sealed to the holding units and to the code. A
    consequence row.
    """
    units = tuple({unit for unit in (complaint.desk_unit, complaint.action_unit) if unit})
    message = sealed_message(
        complaint.id, text, kind, units, reporter_public(complaint.id), by=by, at=at
    )
    message.side, message.unit, message.seat = Side.DESK, by.unit, by.subject
    message.save(force_insert=True)
    return message


def sealed_message(
    complaint: UUID,
    text: str,
    kind: str,
    units: tuple[UUID, ...],
    public: bytes | None,
    *,
    by: Actor,
    at: datetime,
) -> Message:
    """An unsaved message of the reporter's side."""
    ident = uuid7()
    sealed = seal_text(
        text,
        BODY.of(complaint, ident),
        Recipients(units, public),
        kind="complaint",
        purpose=KeyPurpose.MESSAGE,
        by=by,
        at=at,
    )
    return Message(
        id=ident,
        complaint_id=complaint,
        side=Side.REPORTER,
        kind=kind,
        sent_at=at,
        data_key=sealed.data_key,
        body=sealed.envelope,
    )
