"""Closing text under a data key of its own, and giving that key to units and to the reporter's
code.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from amaan.kernel.actor import Actor
from amaan.kernel.envelope import Aad, new_data_key, seal, wrap
from amaan.kernel.ids import Ref, uuid7
from amaan.kernel.reasons import OutsideFailed
from amaan.security.models import DataKey, UnitKey, Wrap
from amaan.security.rules.purposes import KeyPurpose, RecipientKind


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who can open: units by id, and the public half of the pair behind the reporter's code."""

    units: tuple[UUID, ...] = ()
    reporter: bytes | None = None


@dataclass(frozen=True, slots=True)
class SealedText:
    """An envelope, and the id of the data key that opens it."""

    data_key: UUID
    envelope: bytes


def seal_text(
    text: str,
    place: Aad,
    to: Recipients,
    *,
    kind: str,
    purpose: KeyPurpose,
    by: Actor,
    at: datetime,
) -> SealedText:
    """Seal a text under a new data key and store its wraps. A consequence: call inside an action.

    `kind` is that of the record which the place names. An empty text is sealed too, so that a
    missing answer looks like a short one. Raises OutsideFailed when a unit has no key pair yet.
    """
    key = new_data_key()
    sealed = SealedText(uuid7(), seal(text.encode(), key, place))
    store_data_key(sealed.data_key, Ref(kind, place.record), purpose, at=at)
    store_wraps(key, sealed.data_key, place.record, to, by=by, at=at)
    return sealed


def store_data_key(ident: UUID, record: Ref, purpose: KeyPurpose, *, at: datetime) -> None:
    """Note that a data key exists; the key itself lives in its wraps alone."""
    row = DataKey(id=ident, record_kind=record.kind, record=record.id, purpose=purpose, made_at=at)
    row.save(force_insert=True)


def store_wraps(
    key: bytes, data_key: UUID, record: UUID, to: Recipients, *, by: Actor, at: datetime
) -> None:
    """Insert one wrap per recipient of an open data key."""
    rows = [
        (unit.unit, RecipientKind.UNIT, unit.key_id, bytes(unit.public))
        for unit in public_keys(to.units)
    ]
    if to.reporter is not None:
        rows.append((record, RecipientKind.REPORTER, "reporter", to.reporter))
    Wrap.objects.bulk_create(
        Wrap(
            data_key_id=data_key,
            record=record,
            recipient=recipient,
            recipient_kind=kind,
            key_id=key_id,
            wrapped=wrap(key, public),
            wrapped_at=at,
            wrapped_by=by.subject,
        )
        for recipient, kind, key_id, public in rows
    )


def public_keys(units: Iterable[UUID]) -> list[UnitKey]:
    """The sealing keys of units; raises OutsideFailed when one has none."""
    wanted = set(units)
    found = list(UnitKey.objects.filter(unit__in=wanted, ends_at__isnull=True)) if wanted else []
    if len(found) != len(wanted):
        raise OutsideFailed("a unit has no key pair yet", permanent=False)
    return found
