"""The offices as the exclusion rule sees them, and the desks that may open a report."""

from datetime import datetime
from uuid import UUID

from amaan.directory.queries import intake_desks, open_units, oversight_pools, unit
from amaan.intake.rules.exclusion import DISTRICT_LEVEL, Office


def office_tree(at: datetime) -> dict[UUID, Office]:
    """Every open unit: where it hangs, whose it is, and its district when it has one of its own."""
    return {
        row.id: Office(
            row.id,
            row.parent_id,
            row.agency.kind,
            row.territory_id if row.territory.kind == DISTRICT_LEVEL else None,
            row.territory_id,
        )
        for row in open_units(at.date())
    }


def desks_for(province: UUID | None, at: datetime) -> list[UUID]:
    """Intake desks in the order of choice: of the province, of the nation, then oversight pools, the own province last.

    An oversight pool of another province stands in for one that could be near the office complained of.
    """
    desks = list(intake_desks(at))
    here = [row.id for row in desks if row.territory_id == province]
    national = [row.id for row in desks if row.territory.kind == "NATION"]
    pools = sorted(oversight_pools(at), key=lambda row: (row.territory_id == province, row.name_en))
    return [*here, *national, *(row.id for row in pools)]


def parent_of(unit_id: UUID) -> UUID | None:
    """The unit above, for the escalation ladder."""
    row = unit(unit_id)
    return row.parent_id if row else None
