"""What a person's withdrawal does to referrals, whether said to an officer or through the
complaint.
"""

from datetime import datetime
from uuid import UUID

from amaan.access.transactions import action, one_row
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.reasons import refuse_if
from amaan.keyservice.port import key_service
from amaan.ledger.actions import Transition
from amaan.referral.actions.moving import REFERRAL, ask_unit
from amaan.referral.actions.noting import both_sides, note_reason
from amaan.referral.actions.sending import close_down
from amaan.referral.models import Referral
from amaan.referral.queries.steps import reasons_against
from amaan.referral.rules.referral import OPEN, Event, Status
from amaan.security.actions.consenting import withdraw_consents
from amaan.security.actions.granting import end_grants
from amaan.security.rules.purposes import ConsentPurpose, GrantEnd

TOLD = (Status.SENT, Status.SEEN, Status.ACCEPTED, Status.IN_SERVICE, Status.OUTCOME_REPORTED)


@action
def withdraw_referral(*, referral: UUID, reason: str, by: Actor, at: datetime) -> Referral:
    """The person wishes it to stop, said to any officer and recorded; its consent and grants end
    at once. What goes to other recipients rests on consents of its own and goes on.
    """
    row = REFERRAL.locked(referral)
    refuse_if(reasons_against(row, Event.WITHDRAW, by=by, at=at))
    note_reason(
        row, reason, both_sides(row) if row.status in TOLD else (row.from_unit,), by=by, at=at
    )
    take_back_consent(row, at=at)
    stop(row, by=by, at=at)
    return row


def take_back_consent(row: Referral, *, at: datetime) -> None:
    """The consent that this referral rests on, and those to its recipient that carry nothing open;
    raises LookupError when the database let the consent stand (invariant 10).
    """
    found = one_row("SELECT referral_withdraw_consent(%s, %s)", [row.id, at])
    if found != (0 if row.consent is None else 1,):
        raise LookupError("the consent of a referral was not taken back")


def stop(row: Referral, *, by: Actor, at: datetime) -> None:
    """End one referral by the person's wish; who had received it confirms the stop by a task."""
    told = row.status in TOLD
    REFERRAL.take(row, Transition(Event.WITHDRAW, columns={"closed_at": at}), by=by, at=at)
    if told:
        ask_unit(row, row.to_unit, "confirm_stop", by=by, at=at)
    close_down(row, GrantEnd.WITHDRAWN, by=by, at=at)
    if row.consent is not None:
        end_grants(cause=row.consent, why=GrantEnd.WITHDRAWN, at=at)


def withdraw_with_complaint(complaint: UUID, *, by: Actor, at: datetime) -> None:
    """Follows a withdrawn complaint: every open referral that grew out of it stops, each with its
    own fact.
    """
    secret = by.secret if by.kind is not ActorKind.SYSTEM else None
    sides = ("source-protection", "source-investigation")
    tokens = [key_service().link(complaint, side, secret) for side in sides]
    rows = Referral.objects.select_for_update().filter(source__in=tokens, status__in=OPEN)
    for row in rows.order_by("drafted_at", "pk"):
        withdraw_consents(row.dossier_id, purpose=ConsentPurpose.REFERRAL, at=at)
        stop(row, by=by, at=at)
