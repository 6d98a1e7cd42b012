"""Which bytes of a fact are marked and chained: all but the mark itself, in one canonical order."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timezone
from uuid import UUID

from amaan.kernel.chain import canonical
from amaan.kernel.ids import Ref

COLUMNS = (
    "id", "node", "sequence", "chain", "kind", "about_kind", "about", "actor_kind", "actor",
    "person", "unit", "role", "machine", "event", "before", "after", "reason", "purpose", "body",
    "happened_at", "recorded_at", "release", "key", "request", "nonce", "data_key",
)  # fmt: skip


def event_bytes(row: Mapping[str, object]) -> bytes:
    """The canonical bytes of a fact row, a mapping of column to value.

    The sealed part counts by its SHA-256, so that its key can be destroyed without a break in the
    chain (security.md section 5).
    """
    event = {column: row[column] for column in COLUMNS}
    return canonical(event | {"sealed": row["sealed_hash"]})


def sealed_hash(sealed: bytes | None) -> bytes:
    """SHA-256 of the sealed part; empty when there is none."""
    return hashlib.sha256(sealed).digest() if sealed else b""


def body_of(body: Mapping[str, object]) -> dict[str, object]:
    """The body of a fact in the shape in which `jsonb` keeps it and gives it back unchanged.

    Ids, refs and days become text, times become text in UTC. Raises TypeError for a fraction,
    because `jsonb` may give it back in another spelling and the mark would no longer fit: write
    rupees, counts, thousandths or text instead.
    """
    return {str(key): plain(value) for key, value in body.items()}


def plain(value: object) -> object:
    """One value of a body, or a part of one."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, str | UUID | Ref):
        return str(value)
    if isinstance(value, date):
        return in_utc(value) if isinstance(value, datetime) else value.isoformat()
    return group(value)


def group(value: object) -> object:
    match value:
        case Mapping():
            return body_of(value)
        case list() | tuple():
            return [plain(part) for part in value]
        case set() | frozenset():
            return sorted(str(plain(part)) for part in value)
        case _:
            raise TypeError(f"a fact cannot hold a {type(value).__name__}")


def in_utc(moment: datetime) -> str:
    """ISO 8601 in UTC with microseconds. Raises ValueError for a time without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment in a fact needs a zone")
    return moment.astimezone(timezone.utc).isoformat(timespec="microseconds")
