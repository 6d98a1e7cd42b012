"""What is one kind of file, to whoever reads it in?"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model

from amaan.directory.rules.importing import Layout, ParsedRow
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Reason

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Moment:
    """Who imports, and when."""

    by: Actor
    at: datetime


def repeats(_: Any, above: ParsedRow[Any]) -> Iterator[Reason]:
    """Two rows that mean one entry: the second would write over the first."""
    yield Reason("row-repeats", {"first": above.number})


@dataclass(frozen=True, slots=True)
class ImportKind(Generic[T]):
    """One kind of file.

    `check` yields what the directory objects to, `entries` names what a row means there, `clash`
    what a row above has against it when both mean the same, `written` builds what `apply` would
    write (unsaved) under columns that the file calls by `column_of`; `apply` says whether a row
    changed anything. `entries` and `written` are asked after `check` has found nothing.
    """

    layout: Layout[T]
    check: Callable[[T, Moment], Iterator[Reason]]
    apply: Callable[[T, Moment], bool]
    entries: Callable[[T, Moment], Iterable[Hashable]]
    written: Callable[[T, Moment], Iterable[Model]]
    column_of: Mapping[str, str] = field(default_factory=dict)
    clash: Callable[[T, ParsedRow[T]], Iterator[Reason]] = repeats


def unknown(code: str, field: str, value: str) -> Reason:
    return Reason(code, {"field": field, "value": value})
