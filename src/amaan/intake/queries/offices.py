"""The offices as the exclusion rule sees them."""

from datetime import datetime
from uuid import UUID

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
