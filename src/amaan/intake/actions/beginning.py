"""Beginning a report: the code comes first, before any question, and a lost first reply costs
nothing.
"""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings

from amaan.access.transactions import action, one_row, put_pass
from amaan.intake.actions.moving import COMPLAINT
from amaan.intake.models import ANSWERS, PRIVATE_HALF, Code, Complaint
from amaan.intake.rules.answers import empty_draft
from amaan.intake.rules.complaint import LIFECYCLE, Event, Status
from amaan.intake.rules.thread import Channel
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.envelope import Pair, new_data_key, new_pair, seal, seal_private
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref, uuid7
from amaan.kernel.pass_secret import hash_of
from amaan.kernel.pass_secret import new_secret as new_pass
from amaan.kernel.reasons import OutsideFailed, Reason, Refused
from amaan.kernel.tracking_code import TrackingCode, new_secret
from amaan.keyservice.port import key_service
from amaan.ledger.actions import Transition, record
from amaan.security.actions.sealing import Recipients, store_data_key, store_wraps
from amaan.security.rules.purposes import KeyPurpose

SALT_BYTES = 16
KDF_PARAMETERS = 1


@dataclass(frozen=True, slots=True)
class PassphraseLock:
    """Everything derived from one fresh secret, before any transaction is open (security.md section
    4).
    """

    secret: str = field(repr=False)
    salt: bytes
    pepper: str
    verifier: bytes
    reply_key: bytes = field(repr=False)
    pair: Pair = field(repr=False)


@dataclass(frozen=True, slots=True)
class Begun:
    """What the reporter's browser gets: the code to write down, and the pass and key for the
    cookie.
    """

    complaint: UUID
    code: TrackingCode = field(repr=False)
    pass_secret: bytes = field(repr=False)
    reply_key: bytes = field(repr=False)


def new_lock(secret: str = "") -> PassphraseLock:
    """Run the KDF once, on a fresh secret unless one was handed out before; must be called outside
    a transaction (invariant of the key service).
    """
    secret, salt = secret or new_secret(), secrets.token_bytes(SALT_BYTES)
    derived = key_service().kdf(secret, salt, params=KDF_PARAMETERS)
    return PassphraseLock(
        secret, salt, derived.pepper, derived.verifier, derived.reply_key, new_pair()
    )


@action
def begin(*, key: str, lock: PassphraseLock, by: Actor, at: datetime) -> Begun:
    """Issue a code and open an empty sealed draft (workflows.md section 3, event *begin*).

    `key` is the form's idempotency key: a retry gives the same locator and, until the code is
    confirmed, replaces the secret, because the first reply may have been lost. Raises
    Refused("already-confirmed") for a retry after that; OutsideFailed when no locator is in stock.
    """
    before = one_row("SELECT complaint, locator, replaceable FROM intake_begun_before(%s)", [key])
    if before is None:
        return begin_anew(key, lock, by=by, at=at)
    if not before[2]:
        raise Refused(Reason("already-confirmed"))
    replace_code(key, lock)
    begun = hand_over(before[0], before[1], lock)
    renew_draft(before[0], lock, by=reporter(before[0], begun.pass_secret), at=at)
    return begun


def begin_anew(key: str, lock: PassphraseLock, *, by: Actor, at: datetime) -> Begun:
    data_key = new_data_key()
    complaint = new_complaint(key, Channel.WEB, draw_locator(), at=at)
    complaint.answers = seal(empty_draft(), data_key, ANSWERS.of(complaint.id))
    complaint.save(force_insert=True)
    new_code(complaint.id, lock, at=at).save(force_insert=True)
    begun = hand_over(complaint.id, complaint.locator, lock)
    keep_draft_key(complaint.id, complaint.data_key, data_key, lock, by=by, at=at)
    record_begun(complaint, key, by=reporter(complaint.id, begun.pass_secret), at=at)
    return begun


def new_complaint(key: str, channel: Channel, locator: str, *, at: datetime) -> Complaint:
    """An unsaved complaint in its first state; its answers are still to be sealed."""
    return Complaint(
        id=uuid7(),
        locator=locator,
        begin_key=key,
        node=settings.AMAAN_NODE,
        channel=channel,
        status=LIFECYCLE.after(None, Event.BEGIN),
        begun_at=at,
        data_key=uuid7(),
    )


def draw_locator() -> str:
    """One locator of this node's blocks. Raises OutsideFailed when the stock is empty: try again
    soon.
    """
    row = one_row("SELECT intake_draw_locator()", [])
    if row is None or row[0] is None:
        raise OutsideFailed("no locator in stock", permanent=False)
    return str(row[0])


def new_code(complaint: UUID, lock: PassphraseLock, *, at: datetime) -> Code:
    return Code(
        complaint_id=complaint,
        salt=lock.salt,
        kdf=KDF_PARAMETERS,
        pepper=lock.pepper,
        verifier=lock.verifier,
        public=lock.pair.public,
        private=sealed_private(complaint, lock),
        issued_at=at,
    )


def sealed_private(complaint: UUID, lock: PassphraseLock) -> bytes:
    return seal_private(lock.pair.private, lock.reply_key, PRIVATE_HALF.of(complaint))


def replace_code(key: str, lock: PassphraseLock) -> None:
    before = one_row("SELECT complaint FROM intake_begun_before(%s)", [key])
    assert before is not None  # noqa: S101  (asked a moment ago, in this transaction)
    one_row(
        "SELECT intake_replace_code(%s, %s, %s, %s, %s, %s, %s)",
        [
            key,
            lock.salt,
            KDF_PARAMETERS,
            lock.pepper,
            lock.verifier,
            lock.pair.public,
            sealed_private(before[0], lock),
        ],
    )


def hand_over(complaint: UUID, locator: str, lock: PassphraseLock) -> Begun:
    """Issue the reporter's pass against the verifier and use it for the rest of the transaction."""
    secret = new_pass()
    row = one_row("SELECT intake_issue_pass(%s, %s, %s)", [locator, lock.verifier, hash_of(secret)])
    if row is None or row[0] != complaint:
        raise OutsideFailed("no pass was issued", permanent=False)
    put_pass(secret)
    return Begun(complaint, TrackingCode(locator, lock.secret), secret, lock.reply_key)


def keep_draft_key(
    complaint: UUID, ident: UUID, data_key: bytes, lock: PassphraseLock, *, by: Actor, at: datetime
) -> None:
    """Store the draft's data key, wrapped to the code alone."""
    store_data_key(ident, Ref("complaint", complaint), KeyPurpose.NARRATIVE, at=at)
    store_wraps(data_key, ident, complaint, Recipients(reporter=lock.pair.public), by=by, at=at)


def renew_draft(complaint: UUID, lock: PassphraseLock, *, by: Actor, at: datetime) -> None:
    """An empty draft under a new key pair: the old one could only be opened with the code that was
    lost.
    """
    data_key, ident = new_data_key(), uuid7()
    keep_draft_key(complaint, ident, data_key, lock, by=by, at=at)
    Complaint.objects.filter(pk=complaint, status=Status.BEGUN).update(
        data_key=ident, answers=seal(empty_draft(), data_key, ANSWERS.of(complaint))
    )
    record(Fact("intake.code_replaced", about=Ref("complaint", complaint), by=by, at=at))


def record_begun(complaint: Complaint, key: str, *, by: Actor, at: datetime) -> None:
    COMPLAINT.tell_birth(complaint, Transition(Event.BEGIN, key=key), by=by, at=at)


def reporter(complaint: UUID, secret: bytes | None = None) -> Actor:
    """The one behind a code: the complaint is the subject, nothing else is known."""
    return Actor(kind=ActorKind.REPORTER, subject=complaint, role="reporter", secret=secret)
