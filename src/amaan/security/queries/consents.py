"""Which acts of consent stand for one recipient."""

from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet

from amaan.security.models import Consent


def standing_consents(
    record: UUID | OuterRef, purpose: str, recipient: UUID | OuterRef
) -> QuerySet[Consent]:
    """Consents of `record` that nobody took back, for this recipient or for any; the newest first.
    Record and recipient may be columns of the rows that are asked about.
    """
    live = Consent.objects.filter(record=record, purpose=purpose, withdrawn_at__isnull=True)
    wanted = live.filter(Q(recipient=recipient) | Q(recipient__isnull=True))
    return wanted.order_by("-given_at", "-pk")
