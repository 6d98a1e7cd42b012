"""A stage for the tests of work: three offices, the pictures above them, and one matter.

Places, limits and calendars are those of the committed reference data; the rest is written
by the owner role, so that each test sees under the plain roles what it alone did.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connections

from amaan.access.transactions import writing
from amaan.directory.models import Agency, Territory, Unit, WorkingCalendarVersion
from amaan.directory.queries import calendar_for
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.ids import Ref
from amaan.security.models import Exclusion, Grant, Seat, Staff
from amaan.security.rules.purposes import ExclusionBasis, GrantPurpose
from amaan.security.rules.roles import PERMISSIONS, Role
from amaan.work.actions.clocks import Area
from amaan.work.models import Clock, Notice, Task
from amaan.work.rules.ports import Breach, RegisteredClockKind, register_clock_kind
from tests.passes import issue_pass
from tests.sites import as_role

MONDAY = datetime(2026, 3, 2, 5, tzinfo=UTC)  # 10:00 in Karachi
LONG_AGO = date(2020, 1, 1)
SWEEP = Actor.system("sweep")
KIND = "probe"  # the kind of record that these tests are about


@dataclass
class Stage:
    """Who is there: actors by name, places, and the breaches told so far."""

    province: UUID
    district: UUID
    actors: Mapping[str, Actor]
    calendar: UUID
    record: Ref = field(default_factory=lambda: Ref(KIND, uuid4()))

    def unit(self, name: str) -> UUID:
        unit = self.actors[name].unit
        assert unit is not None
        return unit

    @property
    def place(self) -> Area:
        return {"province": self.province, "district": self.district}

    def grant(self, name: str, record: Ref | None = None) -> None:
        """Let the unit of an actor hold the matter."""
        about = record or self.record
        with as_role("owner"):
            Grant.objects.create(
                record_kind=KIND,
                record=about.id,
                unit=self.unit(name),
                purpose=GrantPurpose.OWN,
                cause_kind=KIND,
                cause=about.id,
                granted_by=about.id,
                starts_at=MONDAY,
            )

    def exclude(self, name: str) -> None:
        """State that the unit of an actor must never know of the matter."""
        with as_role("owner"):
            Exclusion.objects.create(
                record=self.record.id,
                unit=self.unit(name),
                basis=ExclusionBasis.NAMED_OFFICE,
                added_at=MONDAY,
                added_by=self.record.id,
            )

    def clock(self, **wanted: Any) -> Clock:
        with as_role("owner"):
            return Clock.objects.get(record=self.record.id, **wanted)


told: list[Breach] = []  # what the registered kind was told, in order


def remember(breach: Breach) -> None:
    told.append(breach)


def register_probes() -> None:
    for name in ("acknowledge", "accept", "contact", "progress", "confirm"):
        register_clock_kind(
            RegisteredClockKind(name, remember, pausable=name != "acknowledge", record_kind=KIND)
        )


def set_stage() -> Stage:
    """Three offices (desk, station, other) and the seats that see a picture."""
    register_probes()
    told.clear()
    with as_role("owner"):
        empty()
        nation = Territory.objects.get(kind="NATION")
        province = Territory.objects.get(kind="PROVINCE", name_en="Punjab")
        district = Territory.objects.get(kind="DISTRICT", name_en="Multan")
        agency = Agency.objects.create(
            code="WORK_TEST", name_en="Office", name_ur="دفتر", kind="OVERSIGHT"
        )
        calendar = UUID(calendar_for(province.id, MONDAY).version)
        actors = {
            name: seated(name, role, agency, place)
            for name, role, place in (
                ("desk", "duty_officer", nation),
                ("colleague", "complaint_screener", nation),
                ("station", "police_io", district),
                ("other", "sw_officer", district),
                ("focal", "district_focal_person", district),
                ("coordinator", "provincial_coordinator", province),
                ("federal", "federal_desk", nation),
            )
        }
    return Stage(province.id, district.id, actors, calendar)


def empty() -> None:
    """The demonstration nation in the template may have work and jobs of its own."""
    for model in (Clock, Task, Notice):
        model.objects.all().delete()
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def seated(name: str, role: str, agency: Agency, place: Territory) -> Actor:
    """A person in a seat with a live pass; the colleague sits in the desk's own unit."""
    of = "Office of the " + ("desk" if name == "colleague" else name)
    unit, _ = Unit.objects.get_or_create(
        name_en=of,
        defaults={
            "agency": agency,
            "kind": "INTAKE_DESK",
            "name_ur": of,
            "territory": place,
            "path": f"/work-test/{of}",
        },
    )
    staff = Staff.objects.create(username=f"work-test-{name}", name_en=name, name_ur=name)
    seat = Seat.objects.create(
        staff=staff, unit=unit, role=role, territory=place, starts_on=LONG_AGO
    )
    return Actor(
        kind=ActorKind.STAFF,
        subject=seat.id,
        person=staff.id,
        unit=unit.id,
        agency=agency.code,
        role=role,
        permissions=frozenset(map(str, PERMISSIONS[Role(role)])),
        secret=issue_pass("STAFF", seat.id, person=staff.id),
    )


def edited_calendar(version: UUID, *, holidays: tuple[str, ...] = ()) -> UUID:
    """The next version of a calendar, with these gazetted days."""
    with as_role("owner"):
        old = WorkingCalendarVersion.objects.get(pk=version)
        WorkingCalendarVersion.objects.filter(pk=version).update(superseded_at=MONDAY)
        new = copy(old)
        new.pk, new.version = uuid4(), old.version + 1
        new.holidays = [{"on": day, "name_en": "A", "name_ur": "ا"} for day in holidays]
        new.save(force_insert=True)
        return new.pk


@contextmanager
def acting_as(actor: Actor) -> Iterator[None]:
    """The transaction of an upper action; system actors act on the worker's connection."""
    role = "worker" if actor.kind is ActorKind.SYSTEM else "default"
    with as_role(role), writing(actor):
        yield


def sql(alias: str, statement: str, params: list[Any] | None = None) -> list[tuple[Any, ...]]:
    """Raw SQL as a plain role, without any pass."""
    with connections[alias].cursor() as cursor:
        cursor.execute(statement, params or [])
        rows = cursor.fetchall() if cursor.description else []
    return [tuple(map(read_json, row)) for row in rows]


def read_json(cell: Any) -> Any:
    """Django leaves jsonb as text on a bare cursor."""
    return json.loads(cell) if isinstance(cell, str) and cell.startswith("{") else cell
