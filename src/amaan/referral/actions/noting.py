"""Words about a referral, sealed to the sides that may read them."""

from datetime import datetime
from uuid import UUID

from amaan.kernel.actor import Actor
from amaan.kernel.ids import uuid7
from amaan.kernel.reasons import Reason, refuse_if
from amaan.referral.actions.moving import REFERRAL
from amaan.referral.models import NOTE, Progress, Referral
from amaan.security.actions.sealing import Recipients, seal_text
from amaan.security.rules.purposes import KeyPurpose


def both_sides(row: Referral) -> tuple[UUID, ...]:
    return (row.from_unit, row.to_unit)


def note_reason(
    row: Referral, reason: str, to: tuple[UUID, ...], *, by: Actor, at: datetime
) -> None:
    """Why somebody stopped it or sent it back, in their words. Raises Refused("reason-missing")."""
    refuse_if([] if reason.strip() else [Reason("reason-missing")])
    note(row, "NOTE", reason, to, by=by, at=at)


def note(
    row: Referral, kind: str, text: str, to: tuple[UUID, ...], *, by: Actor, at: datetime
) -> Progress:
    """One sealed note. Raises Refused("entry-empty")."""
    refuse_if([] if text.strip() else [Reason("entry-empty")])
    ident = uuid7()
    # Sending it later hands over what does not stay.
    purpose = KeyPurpose.PROGRESS if row.to_unit in to else KeyPurpose.STAYS
    sealed = seal_text(
        text,
        NOTE.of(row.id, ident),
        Recipients(to),
        kind=REFERRAL.record,
        purpose=purpose,
        by=by,
        at=at,
    )
    progress = Progress(
        id=ident,
        referral_id=row.id,
        kind=kind,
        written_at=at,
        written_by=by.subject,
        data_key=sealed.data_key,
        text=sealed.envelope,
    )
    progress.save(force_insert=True)
    return progress
