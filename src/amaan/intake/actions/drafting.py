"""The reporter's own steps before sending: showing that the code is written down, and saving
answers.
"""

from datetime import datetime

from django.db.models import F

from amaan.access.transactions import action
from amaan.intake.models import ANSWERS, Code, Complaint
from amaan.intake.queries.own import Keys, own_answers, own_complaint, own_data_key
from amaan.intake.rules.answers import Answers
from amaan.intake.rules.complaint import Status
from amaan.kernel.actor import Actor
from amaan.kernel.envelope import seal
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import Reason, Refused, refuse_if
from amaan.kernel.tracking_code import TrackingCode
from amaan.ledger.actions import record

LAST_DIGITS = 4


@action
def confirm_code(*, code: TrackingCode, typed: str, by: Actor, at: datetime) -> None:
    """The reporter types the last four digits back; from now on a retry of *begin* cannot replace
    the secret.

    Raises Refused("last-digits-differ"). Confirming twice changes nothing.
    """
    if typed != code.digits[-LAST_DIGITS:]:
        raise Refused(Reason("last-digits-differ"))
    if Code.objects.filter(pk=by.subject, confirmed_at__isnull=True).update(confirmed_at=at):
        record(Fact("intake.code_confirmed", about=Ref("complaint", by.subject), by=by, at=at))


@action
def save_answers(*, changes: dict[str, object], keys: Keys, by: Actor, at: datetime) -> Answers:
    """Merge answers into the sealed draft; only while it has not been sent.

    Raises Refused("already-sent"); NotFound when the pass has ended.
    """
    complaint = own_complaint(to=by)
    refuse_if([Reason("already-sent")] if complaint.status != Status.BEGUN else [])
    answers = own_answers(complaint, keys).with_(**changes)
    store_answers(complaint, answers, keys)
    record(Fact("intake.draft_saved", about=Ref("complaint", by.subject), by=by, at=at))
    return answers


def store_answers(complaint: Complaint, answers: Answers, keys: Keys) -> None:
    data_key = own_data_key(complaint.data_key, keys)
    envelope = seal(answers.to_bytes(), data_key, ANSWERS.of(complaint.id))
    Complaint.objects.filter(pk=complaint.id, status=Status.BEGUN).update(
        answers=envelope, version=F("version") + 1
    )
