"""Writing a new version of a register entry: a new row, while the old one only learns until when
it was shown.
"""

from collections.abc import Mapping
from copy import copy
from datetime import datetime
from typing import Final, TypeVar

from amaan.directory.actions.writable import reasons_against_columns_of
from amaan.directory.models.shapes import Versioned
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.ids import uuid7
from amaan.kernel.reasons import Reason, Refused, refuse_if
from amaan.ledger.actions import record

V = TypeVar("V", bound=Versioned)


NAMED_ALIKE: Final[Mapping[str, str]] = {}


def supersede(
    row: V,
    changes: dict[str, object],
    *,
    at: datetime,
    written_in: Mapping[str, str] = NAMED_ALIKE,
) -> V:
    """The next version of `row` with `changes`. Raises Refused `entry-changed-meanwhile`,
    `nothing-changed`, and what the columns cannot hold, under the names of `written_in`.
    """
    if all(getattr(row, name) == value for name, value in changes.items()):
        raise Refused(Reason("nothing-changed"))
    closed = type(row).objects.filter(pk=row.pk, superseded_at=None).update(superseded_at=at)
    if not closed:
        raise Refused(Reason("entry-changed-meanwhile"))
    fresh = copy(row)
    fresh.pk, fresh.version = uuid7(), row.version + 1
    fresh.recorded_at, fresh.superseded_at = at, None
    for name, value in changes.items():
        setattr(fresh, name, value)
    refuse_if(reasons_against_columns_of(fresh, written_in))
    fresh.save(force_insert=True)
    return fresh


def note_version(kind: str, row: Versioned, *, by: Actor, at: datetime, reason: str = "") -> None:
    """The fact of one new version; what changed stands in the versions themselves."""
    body = {"version": row.version, "row": str(row.pk)}
    record(Fact(kind, about=row.ref, by=by, at=at, body=body, reason=reason))
