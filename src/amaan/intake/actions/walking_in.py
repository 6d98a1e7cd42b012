"""A report taken at a desk: the person gets the code before any question, the operator types, and
nothing is stored until it is sent.
"""

from datetime import datetime

from amaan.access.transactions import action, one_row
from amaan.intake.actions.beginning import (
    PassphraseLock,
    draw_locator,
    keep_draft_key,
    new_code,
    new_complaint,
    record_begun,
)
from amaan.intake.actions.submitting import take_in
from amaan.intake.models import ANSWERS, Complaint
from amaan.intake.rules.answers import Answers
from amaan.intake.rules.thread import Channel
from amaan.kernel.actor import Actor
from amaan.kernel.envelope import new_data_key, seal
from amaan.kernel.reasons import Reason, refuse_if
from amaan.kernel.tracking_code import TrackingCode, new_secret


@action
def draw_code(*, by: Actor, at: datetime) -> TrackingCode:
    """A code for the slip. It opens nothing until the report is sent; an unused one is lost.

    Raises OutsideFailed when no locator is in stock.
    """
    del by, at
    return TrackingCode(draw_locator(), new_secret())


@action
def receive(
    *, code: TrackingCode, lock: PassphraseLock, key: str, answers: Answers, by: Actor, at: datetime
) -> str:
    """Begin and send in one step (workflows.md section 3); returns the locator.

    `lock` is made of the code's secret, outside the transaction. `key` is the slip's idempotency
    key: sending twice makes one report. Raises Refused as `submit` does, and
    Refused("slip-differs") when the key belongs to another code.
    """
    before = one_row("SELECT locator FROM intake_begun_before(%s)", [key])
    if before is not None:
        refuse_if([Reason("slip-differs")] if before[0] != code.locator else [])
        return code.locator
    complaint, data_key = sealed_report(code, lock, key, answers, by=by, at=at)
    record_begun(complaint, key, by=by, at=at)
    take_in(complaint, answers, data_key, f"{key}/sent", by=by, at=at)
    return code.locator


def sealed_report(
    code: TrackingCode, lock: PassphraseLock, key: str, answers: Answers, *, by: Actor, at: datetime
) -> tuple[Complaint, bytes]:
    """The sealed row with its code; confirmed, for the last digits have been read out."""
    data_key = new_data_key()
    complaint = new_complaint(key, Channel.WALK_IN, code.locator, at=at)
    complaint.operator = by.subject
    complaint.answers = seal(answers.to_bytes(), data_key, ANSWERS.of(complaint.id))
    complaint.save(force_insert=True)
    written_down = new_code(complaint.id, lock, at=at)
    written_down.confirmed_at = at
    written_down.save(force_insert=True)
    keep_draft_key(complaint.id, complaint.data_key, data_key, lock, by=by, at=at)
    return complaint, data_key
