"""How does one fact hang on the one before, so that an edit, a gap or a swap shows?

`h_i = SHA-256(h_{i-1} || canonical_json(event_i))`, one chain per agency (security.md section 8).
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

from amaan.kernel.ids import Ref

HASH_BYTES = 32
# Letters stay letters: an escaped spelling would be a second form of the same event.
_SPELL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode
GENESIS = bytes(HASH_BYTES)


def canonical(event: Mapping[str, object]) -> bytes:
    """The one byte string of an event: JSON, keys sorted, UTF-8, no spaces.

    Takes text, whole numbers, booleans, None, and mappings and lists of them; ids and refs are
    written as text, bytes as hex, dates in ISO form, aware date-times in UTC with microseconds.
    Raises TypeError for anything else (a float has no one spelling) and ValueError for a date-time
    without a zone.
    """
    return _SPELL(_plain(event)).encode()


def link_hash(previous: bytes, canonical_event: bytes) -> bytes:
    """The hash of a link over the previous one (GENESIS for the first); 32 bytes."""
    if len(previous) != HASH_BYTES:
        raise ValueError("the previous hash has 32 bytes")
    return sha256(previous + canonical_event).digest()


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Mapping):
        return {_key(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return _text(value)


def _key(key: object) -> str:
    # JSON would write the key 1 as "1", and two events would share one spelling.
    if not isinstance(key, str):
        raise TypeError("an event's keys are text")
    return key


def _text(value: object) -> str:
    if isinstance(value, UUID | Ref):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError("a moment in an event needs a zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no canonical form")
