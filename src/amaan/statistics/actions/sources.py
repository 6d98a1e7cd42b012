"""Is this content known already, and if not, under which source does it stand from now on?"""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime

from amaan.statistics.models import OfficialSource

MOST_NAME = 200


def hash_of(parts: Iterable[tuple[object, ...]]) -> str:
    """SHA-256 of what a file says, whatever its line ends, quoting or encoding."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update("\x1f".join(map(str, part)).encode() + b"\x1e")
    return digest.hexdigest()


def begin_source(source: OfficialSource) -> tuple[OfficialSource, bool]:
    """The source of this content, and whether it is new.

    Two imports of one content at the same time wait for each other on the unique content; the later
    finds the earlier's source and changes nothing.
    """
    OfficialSource.objects.bulk_create([source], ignore_conflicts=True)
    kept = OfficialSource.objects.get(layout=source.layout, content_sha256=source.content_sha256)
    return kept, kept.pk == source.pk


def new_source(
    layout: OfficialSource.Layout, content: bytes, name: str, as_of: date | None, at: datetime
) -> OfficialSource:
    """A source with what is known before its lines are judged."""
    return OfficialSource(
        layout=layout,
        file_name=name[:MOST_NAME],
        as_of=as_of,
        file_sha256=hashlib.sha256(content).hexdigest(),
        loaded_at=at,
    )
