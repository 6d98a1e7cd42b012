"""What may be chosen in a form, in the language of the page? Callables, so that a field that was
declared once asks anew for every reader.
"""

from collections.abc import Callable, Iterable
from typing import Protocol
from uuid import UUID

from amaan.directory.queries import labels_of
from amaan.ui.language import current

Choices = list[tuple[str, str]]


class Named(Protocol):
    """A row of the directory with its name in both languages."""

    @property
    def id(self) -> UUID: ...


def listed(code_list: str) -> Callable[[], Choices]:
    """The codes of a list of the directory: `forms.ChoiceField(choices=listed("outcome_code"))`."""
    return lambda: list(labels_of(code_list, current()).items())


def name_of(row: Named) -> str:
    """The name in the language of the page."""
    return str(getattr(row, f"name_{current()}"))


def by_name(rows: Iterable[Named]) -> Choices:
    """Rows of the directory as choices."""
    return [(str(row.id), name_of(row)) for row in rows]
