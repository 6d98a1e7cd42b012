"""Who gives the first seat of a node? Whoever holds the machine, and only while no administrator
sits.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from amaan.access.transactions import action
from amaan.directory.actions import open_unit
from amaan.directory.actions.units import UnitTerms
from amaan.directory.queries import agency_coded, nation, open_units
from amaan.directory.rules.mandates import UnitKind
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Reason, Refused, refuse_if
from amaan.security.actions.seating import NewStaff, Seating, add_staff, seat_staff
from amaan.security.models import Seat
from amaan.security.queries.people import administrators
from amaan.security.rules.new_staff import reasons_against_adding
from amaan.security.rules.roles import Role

PLATFORM: Final = "PLATFORM"


@action
def seat_first_administrator(*, new: NewStaff, unit: UUID | None, by: Actor, at: datetime) -> Seat:
    """Add a person and seat them as administrator from today on; without a unit, in the
    platform's own, which is opened where the directory has none.

    Each record that changes has its fact. Raises Refused: `administrator-seated`, what
    `rules.new_staff` says, `username-taken`, `reference-data-missing`.
    """
    refuse_if(
        [Reason("administrator-seated")] if administrators(at.date()).exists() else [],
        reasons_against_adding(
            username=new.username, names=(new.name_en, new.name_ur), password=new.password
        ),
    )
    where = unit or platform_unit(by=by, at=at)
    staff = add_staff.step(new=new, by=by, at=at)
    seating = Seating(staff.id, where, Role.SYSTEM_ADMIN, starts_on=at.date())
    return seat_staff.step(seating=seating, by=by, at=at)


def platform_unit(*, by: Actor, at: datetime) -> UUID:
    """The open unit that administers the platform; opened now where there is none."""
    found = open_units(at.date()).filter(kind=UnitKind.ADMINISTRATION, agency__code=PLATFORM)
    if row := found.first():
        return row.id
    agency = agency_coded(PLATFORM)
    if agency is None:
        raise Refused(Reason("reference-data-missing"))
    terms = UnitTerms(
        agency=agency.id,
        kind=UnitKind.ADMINISTRATION,
        name_en="Platform administration",
        name_ur="انتظامیہ پلیٹ فارم",
        territory=nation().id,
        opened_on=at.date(),
    )
    return open_unit.step(terms=terms, by=by, at=at).id
