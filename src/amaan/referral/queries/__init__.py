"""Reads of referrals: what came to a unit, what it sent, and one referral opened for
its readers.
"""

from uuid import UUID

from django.db.models import QuerySet

from amaan.kernel.actor import Actor
from amaan.kernel.reasons import NotFound
from amaan.referral.models import NEEDS, NOTE, Progress, Referral
from amaan.referral.rules.referral import ENDS, Status
from amaan.security.queries.opening import SealedValue, open_fields

PAGE = 50
TO_CLEAR = Status.SUBMITTED


def received(*, to: Actor) -> QuerySet[Referral]:
    """Open referrals to the reader's unit, the oldest first."""
    rows = Referral.objects.filter(to_unit=to.desk).exclude(status__in=[*ENDS, Status.DECLINED])
    return rows.select_related("service").order_by("drafted_at", "pk")


def sent(*, to: Actor) -> QuerySet[Referral]:
    """Referrals out of the reader's unit that have not ended, the newest first."""
    rows = Referral.objects.filter(from_unit=to.desk).exclude(status__in=ENDS)
    return rows.select_related("service").order_by("-drafted_at", "-pk")


def ended(*, to: Actor) -> QuerySet[Referral]:
    rows = Referral.objects.filter(from_unit=to.desk, status__in=ENDS)
    return rows.select_related("service").order_by("-drafted_at", "-pk")


def from_dossier(dossier: UUID, *, to: Actor) -> list[Referral]:
    """Every referral out of one dossier, for its page."""
    del to
    rows = Referral.objects.filter(dossier=dossier).select_related("service")
    return list(rows.order_by("-drafted_at", "-pk"))


def referral_for(ident: UUID, *, to: Actor) -> Referral:
    """One referral; raises NotFound also for what the reader may not know of."""
    del to
    row = Referral.objects.select_related("service", "service__unit").filter(pk=ident).first()
    if row is None:
        raise NotFound
    return row


def needs_of(row: Referral, *, to: Actor) -> str | None:
    closed = SealedValue(NEEDS.of(row.id), row.data_key, bytes(row.needs))
    return open_fields([closed], to=to)[0]


def progress_of(row: Referral, *, to: Actor) -> list[tuple[Progress, str]]:
    """Notes that this side may read, with their texts, oldest first."""
    notes = list(Progress.objects.filter(referral=row.id).order_by("written_at", "pk"))
    closed = [
        SealedValue(NOTE.of(row.id, note.id), note.data_key, bytes(note.text)) for note in notes
    ]
    opened = zip(notes, open_fields(closed, to=to), strict=True)
    return [(note, text) for note, text in opened if text is not None]
