"""Telling a unit that there is something to look at, and noting that it was read."""

from datetime import datetime
from uuid import UUID

from amaan.access.transactions import action
from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref
from amaan.work.models import Notice


def give_notice(
    *, unit: UUID, kind: str, record: Ref, at: datetime, seat: UUID | None = None
) -> Notice:
    """Tell a unit, or one seat of it, of something about `record`: a kind, no name, no place.

    A consequence: call inside an action, whose fact names it. Raises IntegrityError when `unit` is
    excluded from the record.
    """
    notice = Notice(
        record_kind=record.kind, record=record.id, unit=unit, seat=seat, kind=kind.upper(), at=at
    )
    notice.save(force_insert=True)
    return notice


@action
def read_notices(*, by: Actor, at: datetime) -> int:
    """Note that every unread notice of this seat was read; returns how many."""
    del by
    return Notice.objects.filter(read_at__isnull=True, at__lte=at).update(read_at=at)
