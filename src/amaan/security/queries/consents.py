"""Which acts of consent stand for one recipient."""

from uuid import UUID

from django.db.models import Q

from amaan.security.models import Consent
from amaan.security.rules.purposes import ConsentPurpose


def standing_consents(record: UUID, purpose: ConsentPurpose, recipient: UUID) -> list[UUID]:
    """Consents of `record` that nobody took back, for this recipient or for any; the newest
    first.
    """
    live = Consent.objects.filter(record=record, purpose=purpose, withdrawn_at__isnull=True)
    wanted = live.filter(Q(recipient=recipient) | Q(recipient__isnull=True))
    return list(wanted.order_by("-given_at", "-pk").values_list("pk", flat=True))
