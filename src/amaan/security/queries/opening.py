"""Reading sealed text: the key service opens for a live grant, and only then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from amaan.kernel.actor import Actor
from amaan.kernel.envelope import Aad
from amaan.kernel.reasons import Refused
from amaan.keyservice.port import KeyWrap, Sealed, key_service
from amaan.security.models import Wrap


@dataclass(frozen=True, slots=True)
class SealedValue:
    """One sealed field of one row, as it stands in the table."""

    aad: Aad
    data_key: UUID
    envelope: bytes


def wraps_for(unit: UUID, data_keys: Sequence[UUID]) -> Mapping[UUID, KeyWrap]:
    """The wraps of data keys for one unit, by data key."""
    rows = Wrap.objects.filter(data_key__in=data_keys, recipient=unit)
    return {row.data_key_id: KeyWrap(unit, UUID(row.key_id), bytes(row.wrapped)) for row in rows}


def open_fields(closed: Sequence[SealedValue], *, to: Actor) -> list[str | None]:
    """The texts in the order asked; None for what this reader's unit cannot open. One round trip.

    Call inside `reading(to, of=...)`, which has logged the read.
    """
    if not closed or to.unit is None or to.secret is None:
        return [None] * len(closed)
    wraps = wraps_for(to.unit, [each.data_key for each in closed])
    known = [each for each in closed if each.data_key in wraps]
    items = [Sealed(each.aad, wraps[each.data_key], each.envelope) for each in known]
    opened = key_service().open_many(to.secret, items) if items else []
    texts = {id(each): text for each, text in zip(known, opened, strict=True)}
    return [text.decode() if (text := texts.get(id(each))) is not None else None for each in closed]


def open_titles(closed: Sequence[SealedValue], *, to: Actor) -> list[str | None]:
    """`open_fields` for a list, which stays useful without its titles: all None when the reader
    has opened too much in this hour.
    """
    try:
        return open_fields(closed, to=to)
    except Refused as refused:
        if any(reason.code != "key-quota" for reason in refused.reasons):
            raise
        return [None] * len(closed)


def reporter_wraps(complaint: UUID, data_keys: Sequence[UUID]) -> Mapping[UUID, bytes]:
    """The wraps of data keys for the code of a complaint, for opening in memory with
    the reply key.
    """
    rows = Wrap.objects.filter(record=complaint, recipient=complaint, data_key__in=data_keys)
    return {row.data_key_id: bytes(row.wrapped) for row in rows}
