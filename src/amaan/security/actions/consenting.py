"""Consent as an event: to what, for whom, and taken back; grants that rest on it end with it."""

from datetime import datetime
from uuid import UUID

from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref
from amaan.security.actions.granting import end_grants
from amaan.security.models import Consent
from amaan.security.rules.purposes import ConsentHow, ConsentPurpose, GrantEnd


def give_consent(
    record: Ref,
    purpose: ConsentPurpose,
    *,
    how: ConsentHow,
    by: Actor,
    at: datetime,
    recipient: UUID | None = None,
) -> Consent:
    """Store one act of consent. A consequence: call inside an action whose fact names it."""
    consent = Consent(
        record=record.id,
        purpose=purpose,
        recipient=recipient,
        how=how,
        given_at=at,
        given_by=by.subject,
    )
    consent.save(force_insert=True)
    return consent


def withdraw_consents(record: UUID, *, at: datetime, purpose: ConsentPurpose | None = None) -> int:
    """Take consents back and end every grant that rests on them, in the same transaction (invariant
    10).
    """
    live = Consent.objects.filter(record=record, withdrawn_at__isnull=True)
    chosen = list(live.filter(purpose=purpose) if purpose else live)
    for consent in chosen:
        end_grants(cause=consent.id, why=GrantEnd.CONSENT_WITHDRAWN, at=at)
    Consent.objects.filter(pk__in=[consent.id for consent in chosen]).update(withdrawn_at=at)
    return len(chosen)
