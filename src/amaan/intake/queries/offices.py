"""The offices as the exclusion rule sees them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from amaan.access.transactions import current_connection
from amaan.directory.queries import offices, open_units
from amaan.intake.rules.exclusion import Office


def office_tree(at: datetime) -> dict[UUID, Office]:
    """Every open unit: where it hangs, whose it is, its district when it has one, and its own
    territory.
    """
    places = dict(open_units(at.date()).values_list("id", "territory_id"))
    return {
        row.id: Office(row.id, row.parent, row.agency_kind, row.district, places.get(row.id))
        for row in offices(at)
    }


@dataclass(frozen=True, slots=True)
class NamedOffice:
    """An office that a reporter may name: what it is called, and whose it is."""

    id: UUID
    kind: str
    name_en: str
    name_ur: str


def offices_to_name(district: UUID) -> list[NamedOffice]:
    """Open offices of a district with officials; no shelter, no desk that reads reports."""
    with current_connection().cursor() as cursor:
        cursor.execute(
            "SELECT unit, kind, name_en, name_ur FROM intake_public_offices(%s)", [district]
        )
        return [NamedOffice(*row) for row in cursor.fetchall()]
