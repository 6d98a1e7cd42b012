"""What a reporter decides: an added row with a MAC at birth, applied by the core through the one
Python action.
"""

from datetime import datetime
from uuid import UUID

from amaan.access.transactions import action
from amaan.intake.actions import closing
from amaan.intake.actions.messaging import holders, reasons_against_text, sealed_message
from amaan.intake.models import ReporterAct
from amaan.intake.queries.own import Keys
from amaan.intake.rules.acts import EVENT_OF, Act
from amaan.intake.rules.thread import MessageKind
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.chain import canonical
from amaan.kernel.ids import uuid7
from amaan.kernel.reasons import Refused, refuse_if
from amaan.keyservice.port import key_service
from amaan.work.actions import defer


@action
def decide(
    *, act: Act, key: str, keys: Keys, by: Actor, at: datetime, text: str = "", choice: str = ""
) -> ReporterAct:
    """Add one act and its queue row (security.md section 7, *reporter acts*); the same key twice
    makes one act.

    Nothing about the complaint changes here: the page says "Sent", the core applies it within
    seconds.
    """
    known = ReporterAct.objects.filter(complaint=by.subject, key=key).first()
    if known is not None:
        return known
    if act is Act.ANSWER:
        refuse_if(reasons_against_text(text))
    row = ReporterAct(
        id=uuid7(), complaint_id=by.subject, kind=act, key=key, choice=choice, made_at=at
    )
    if text.strip():
        # Without a key of its own: the act's key makes both one, and a message may have the same.
        message = sealed_message(
            by.subject, text, MessageKind.ANSWER, holders(), keys.public, by=by, at=at
        )
        message.save(force_insert=True)
        row.data_key = message.data_key
    row.mac = mac_of(row)
    row.save(force_insert=True)
    defer("intake.apply_acts", complaint=str(by.subject))
    return row


def mac_of(row: ReporterAct) -> bytes:
    """A keyed mark over everything that decides: an act edited at rest is not applied."""
    event = {
        "id": str(row.id),
        "complaint": str(row.complaint_id),
        "kind": str(row.kind),
        "key": row.key,
        "choice": row.choice,
        "made_at": row.made_at.isoformat(),
        "data_key": str(row.data_key or ""),
    }
    return key_service().mac_many([canonical(event)], purpose="act")[0]


@action
def apply_act(*, act: UUID, by: Actor, at: datetime) -> bool:
    """Apply one waiting act through the step it causes, whoever comes first; False when it was
    applied already.

    An act that the rules refuse keeps the reasons, which the reporter reads behind the code.
    """
    row = ReporterAct.objects.select_for_update().filter(pk=act, applied_at__isnull=True).first()
    if row is None:
        return False
    if bytes(row.mac) != mac_of(row):
        row.refused = [{"code": "act-damaged"}]
    else:
        row.refused = refusals(row, by=on_behalf_of(row, by), at=at)
    row.applied_at = at
    row.save(update_fields=["applied_at", "refused"])
    return True


def refusals(row: ReporterAct, *, by: Actor, at: datetime) -> list[dict[str, object]] | None:
    try:
        closing.APPLY[EVENT_OF[Act(row.kind)]](row, by=by, at=at)
    except Refused as refused:
        return [{"code": reason.code, "params": dict(reason.params)} for reason in refused.reasons]
    return None


def on_behalf_of(row: ReporterAct, by: Actor) -> Actor:
    """The reporter as the one who acts, on the transaction of whoever applies it."""
    return Actor(
        kind=ActorKind.REPORTER,
        subject=row.complaint_id,
        role="reporter",
        secret=by.secret,
        request=by.request,
    )
