"""Giving a record's keys to another unit: every wrap is opened and sealed again inside the key
service.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from amaan.kernel.actor import Actor
from amaan.keyservice.port import Handover, KeyWrap, key_service
from amaan.security.models import Wrap
from amaan.security.rules.purposes import KeyPurpose, RecipientKind


def hand_over_keys(handover: Handover, *, by: Actor, at: datetime) -> int:
    """Seal every data key of the record that `from_unit` can open to `to_unit` as well, but for
    those that stay; returns how many.

    A consequence: call inside an action that has just given the grant. No data key is seen here
    (security.md section 5).
    """
    held = Wrap.objects.filter(record=handover.record, recipient=handover.from_unit)
    mine = list(held.exclude(data_key__purpose=KeyPurpose.STAYS))
    if not mine:
        return 0
    boxes = [KeyWrap(row.recipient, UUID(row.key_id), bytes(row.wrapped)) for row in mine]
    sealed = key_service().rewrap_many(by.secret, boxes, handover)
    rows = [
        Wrap(
            data_key_id=row.data_key_id,
            record=handover.record,
            recipient_kind=RecipientKind.UNIT,
            recipient=handover.to_unit,
            key_id=str(new.key_id),
            wrapped=new.box,
            wrapped_at=at,
            wrapped_by=by.subject,
        )
        for row, new in zip(mine, sealed, strict=True)
    ]
    # A unit may hold some keys already; whoever acts cannot see the wraps of others, so the table
    # decides.
    Wrap.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def first_holder(record: UUID, units: Iterable[UUID]) -> UUID | None:
    """The first of `units` whose wraps of the record whoever acts can see; None when
    there is none.
    """
    for unit in units:
        if Wrap.objects.filter(record=record, recipient=unit).exists():
            return unit
    return None
