"""Who sits in which role, with a live pass, for the tests of figures?"""

from datetime import date, datetime, timezone

from amaan.directory.models import Agency, Territory, Unit
from amaan.kernel.actor import Actor, ActorKind
from amaan.security.models import RolePermission, Seat, Staff
from amaan.security.rules.roles import PERMISSIONS, Role
from tests.passes import issue_pass
from tests.sites import as_role

AT = datetime(2026, 11, 24, 9, 0, tzinfo=timezone.utc)


def office() -> Unit:
    agency = Agency.objects.create(code="TEST", name_en="Office", name_ur="دفتر", kind="OVERSIGHT")
    return Unit.objects.create(
        name_en="Office",
        name_ur="دفتر",
        agency=agency,
        kind="INTAKE_DESK",
        territory=Territory.objects.get(kind="NATION"),
        path="/office",
    )


def seated(role: Role) -> Actor:
    """Somebody who holds a live pass for a seat in this role."""
    with as_role("owner"):
        person = Staff.objects.create(
            username=f"u_{role}", name_en="A", name_ur="الف", joined_at=AT
        )
        unit = office()
        for permission in PERMISSIONS[Role(role)]:
            RolePermission.objects.get_or_create(role=role, permission=permission)
        seat = Seat.objects.create(staff=person, unit=unit, role=role, starts_on=date(2020, 1, 1))
    secret = issue_pass("STAFF", seat.id, person=person.id)
    return Actor(ActorKind.STAFF, subject=seat.id, person=person.id, unit=unit.id, secret=secret)
