"""What may be chosen in a form, in the language of the page? Callables, so that a field that was
declared once asks anew for every reader.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from amaan.directory.queries import Tree, labels_of
from amaan.directory.rules.districts import TerritoryKind
from amaan.directory.rules.naming import alphabet_key
from amaan.ui.language import current, name_of

Choices = list[tuple[str, str]]


class Named(Protocol):
    """A row of the directory with its name in both languages."""

    @property
    def id(self) -> UUID: ...


N = TypeVar("N", bound=Named)


def listed(code_list: str) -> Callable[[], Choices]:
    """The codes of a list of the directory: `forms.ChoiceField(choices=listed("outcome_code"))`."""
    return lambda: list(labels_of(code_list, current()).items())


def by_name(rows: Iterable[Named]) -> Choices:
    """Rows of the directory as choices."""
    return [(str(row.id), name_of(row)) for row in rows]


def in_alphabet(rows: Iterable[N]) -> list[N]:
    """As a reader of the language looks for them."""
    return sorted(rows, key=lambda row: alphabet_key(name_of(row)))


def districts_by_province(tree: Tree, on: date) -> list[tuple[str, Choices]]:
    """Districts that hold on a day, under the names of their provinces, both in the alphabet."""
    open_then = [
        row
        for row in tree.of_kind(TerritoryKind.DISTRICT)
        if row.valid_to is None or row.valid_to > on
    ]
    found = [
        (name_of(province), by_name(in_alphabet(inside(province.id, open_then, tree))))
        for province in in_alphabet(tree.of_kind(TerritoryKind.PROVINCE))
    ]
    return [(name, rows) for name, rows in found if rows]


def inside(place: UUID, rows: Iterable[Named], tree: Tree) -> list[Named]:
    below = tree.below(place)
    return [row for row in rows if row.id in below]
