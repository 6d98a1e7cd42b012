"""How does a clock of the rules get to and from its row, and which rows does a record have open?"""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, Final

from django.db.models import QuerySet

from amaan.kernel.ids import Ref
from amaan.work.models import Clock
from amaan.work.rules.clocks import Times

COLUMNS: Final = tuple(field.name for field in fields(Times))


def times_of(row: Clock) -> Times:
    return Times(**{name: getattr(row, name) for name in COLUMNS})


def columns_of(times: Times) -> dict[str, Any]:
    return {name: getattr(times, name) for name in COLUMNS}


def keep(row: Clock, times: Times, *more: str) -> bool:
    """Write what changed, and the columns named in `more`; False when nothing did."""
    changed = [name for name in COLUMNS if getattr(row, name) != getattr(times, name)]
    for name in changed:
        setattr(row, name, getattr(times, name))
    row.save(update_fields=[*changed, *more])  # asks nothing of the database for an empty list
    return bool(changed)


def locked_open(record: Ref, kinds: Iterable[str] = ()) -> QuerySet[Clock]:
    """The open clocks of a record (of some kinds, when named), locked for the action."""
    named = [kind.upper() for kind in kinds]
    rows = Clock.objects.select_for_update().filter(record=record.id, ended_at__isnull=True)
    # One order for all, so that two actions never wait for each other crosswise.
    return (rows.filter(kind__in=named) if named else rows).order_by("pk")
