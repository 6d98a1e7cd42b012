"""Closing text under a data key of its own, and giving that key to units and to the reporter's
code.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from amaan.kernel.actor import Actor
from amaan.kernel.envelope import Aad, new_data_key, seal, wrap
from amaan.kernel.ids import Ref, uuid7
from amaan.kernel.reasons import OutsideFailed
from amaan.security.models import DataKey, UnitKey, Wrap

SCHEMA = 1
STAYS = "STAYS"  # the purpose of a data key that is never handed to another unit


@dataclass(frozen=True, slots=True)
class Place:
    """Where sealed fields stand: the table, the record that grants name, and the row below it when
    it is another.
    """

    table: str
    record: Ref
    row: UUID | None = None

    def aad(self, field: str) -> Aad:
        return Aad(self.table, self.record.id, f"{field}/{self.row}" if self.row else field, SCHEMA)


@dataclass(frozen=True, slots=True)
class Recipients:
    """Who can open: units by id, and the public half of the pair behind the reporter's code."""

    units: tuple[UUID, ...] = ()
    reporter: bytes | None = None


@dataclass(frozen=True, slots=True)
class SealedFields:
    """Envelopes by field, and the id of the data key that opens them."""

    data_key: UUID
    envelopes: Mapping[str, bytes]


def seal_fields(
    place: Place,
    fields: Mapping[str, str],
    to: Recipients,
    *,
    purpose: str,
    by: Actor,
    at: datetime,
) -> SealedFields:
    """Seal texts under one new data key and store its wraps. A consequence: call inside an action.

    Empty texts are sealed too, so that a missing answer looks like a short one. Raises
    OutsideFailed when a unit has no key pair yet.
    """
    key = new_data_key()
    sealed = SealedFields(
        uuid7(), {name: seal(text.encode(), key, place.aad(name)) for name, text in fields.items()}
    )
    store_data_key(sealed.data_key, place.record, purpose, at=at)
    store_wraps(key, sealed.data_key, place.record.id, to, by=by, at=at)
    return sealed


def store_data_key(ident: UUID, record: Ref, purpose: str, *, at: datetime) -> None:
    """Note that a data key exists; the key itself lives in its wraps alone."""
    row = DataKey(id=ident, record_kind=record.kind, record=record.id, purpose=purpose, made_at=at)
    row.save(force_insert=True)


def store_wraps(
    key: bytes, data_key: UUID, record: UUID, to: Recipients, *, by: Actor, at: datetime
) -> None:
    """Insert one wrap per recipient of an open data key."""
    rows = [(unit.unit, "UNIT", unit.key_id, bytes(unit.public)) for unit in public_keys(to.units)]
    if to.reporter is not None:
        rows.append((record, "REPORTER", "reporter", to.reporter))
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
