"""Which districts and offices may a report name, in the reader's words and alphabet?"""

from uuid import UUID

from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.directory.queries import territory_tree
from amaan.directory.queries.choices import Choices, districts_by_province, in_alphabet
from amaan.intake.queries.offices import offices_to_name
from amaan.kernel.actor import Actor
from amaan.ui.language import name_of


def districts(*, to: Actor) -> list[tuple[str, Choices]]:
    """Districts that hold today, under their provinces."""
    with reading(to):
        return districts_by_province(territory_tree(), now().date())


def offices(district: str, *, to: Actor) -> list[tuple[str, Choices]]:
    """Open offices of a district by the code of their kind; none without a district."""
    if not district:
        return []
    with reading(to):
        rows = offices_to_name(UUID(district))
    groups: dict[str, Choices] = {}
    for row in in_alphabet(rows):
        groups.setdefault(row.kind, []).append((str(row.id), name_of(row)))
    return list(groups.items())
