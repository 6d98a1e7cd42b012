"""Which districts and offices may a report name, in the reader's words and alphabet?"""

from typing import Any
from uuid import UUID

from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.directory.queries import Tree, territory_tree
from amaan.directory.rules.districts import TerritoryKind
from amaan.directory.rules.naming import alphabet_key
from amaan.intake.presenters.questions import said
from amaan.intake.queries.offices import offices_to_name
from amaan.kernel.actor import Actor
from amaan.ui.language import current


def in_words(row: Any) -> str:
    """The name of a place or office in the language of the page."""
    return str(getattr(row, f"name_{current()}") or row.name_en)


def districts(*, to: Actor) -> list[tuple[str, Any]]:
    """Districts that hold today, under their provinces, in the reader's alphabet."""
    with reading(to):
        tree = territory_tree()
    found = [(in_words(row), in_province(row.id, tree)) for row in by_name(provinces(tree))]
    return [(name, rows) for name, rows in found if rows]


def provinces(tree: Tree) -> list[Any]:
    return tree.of_kind(TerritoryKind.PROVINCE)


def by_name(rows: list[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: alphabet_key(in_words(row)))


def in_province(province: UUID, tree: Tree) -> list[tuple[str, str]]:
    inside, today = tree.below(province), now().date()
    rows = [
        row
        for row in tree.of_kind(TerritoryKind.DISTRICT)
        if row.id in inside and (row.valid_to is None or row.valid_to > today)
    ]
    return [(str(row.id), in_words(row)) for row in by_name(rows)]


def offices(district: str, *, to: Actor) -> list[tuple[str, Any]]:
    """Open offices of a district by kind; none without a district."""
    if not district:
        return []
    with reading(to):
        rows = offices_to_name(UUID(district))
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in by_name(rows):
        groups.setdefault(row.kind, []).append((str(row.id), in_words(row)))
    return [(said("office_kind", kind), found) for kind, found in groups.items()]
