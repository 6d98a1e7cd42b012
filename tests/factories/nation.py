"""Who sits where in the database of a test: seats of the demonstration nation with live passes, and
ready reports.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connections
from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.intake.actions.beginning import Begun, begin, new_lock, reporter
from amaan.intake.actions.drafting import confirm_code, save_answers
from amaan.intake.actions.signing_in import stranger
from amaan.intake.actions.sorting import sort_complaint
from amaan.intake.actions.submitting import submit
from amaan.intake.queries.own import Keys, own_keys
from amaan.kernel.actor import Actor
from amaan.security.queries.seat_of_pass import holder_of
from tests.passes import issue_pass
from tests.sites import as_role

SYSTEM = Actor.system("test")


def as_owner(sql: str, *params: Any) -> list[tuple[Any, ...]]:
    """Rows as the owner sees them, past every wall: what a test compares with."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall()) if cursor.description else []


def unit_id(name: str) -> UUID:
    """A unit of the demonstration nation by its English name."""
    found = as_owner("SELECT id FROM directory_unit WHERE name_en = %s", name)
    return UUID(str(found[0][0]))


def district_id(name: str) -> UUID:
    sql = "SELECT id FROM directory_territory WHERE kind = 'DISTRICT' AND name_en = %s"
    return UUID(str(as_owner(sql, name)[0][0]))


def actor(username: str, *, lasts: timedelta = timedelta(hours=1)) -> Actor:
    """The seat of a member of the demonstration staff, resolved as the staff site does it."""
    sql = (
        "SELECT s.id, s.staff_id FROM security_seat s JOIN security_staff p ON p.id = s.staff_id"
        " WHERE p.username = %s"
    )
    seat, person = as_owner(sql, username)[0]
    secret = issue_pass("STAFF", UUID(str(seat)), person=UUID(str(person)), lasts=lasts)
    holder = holder_of(secret)
    assert holder is not None
    return holder.actor


@dataclass(frozen=True, slots=True)
class Told:
    """A reporter of a test: the report, the code and what opens it."""

    begun: Begun
    by: Actor
    keys: Keys = field(repr=False)

    @property
    def complaint(self) -> UUID:
        return self.begun.complaint


def begun(key: str = "") -> Told:
    """A code issued and an empty draft, as the public role."""
    with as_role("public"):
        made = begin(key=key or uuid4().hex, lock=new_lock(), by=stranger(), at=now())
        by = reporter(made.complaint, made.pass_secret)
        with reading(by):
            keys = own_keys(made.reply_key, to=by)
    return Told(made, by, keys)


def reported(*, sort: bool = True, district: str = "Gujrat", **answers: Any) -> Told:
    """A report sent, and sorted unless told otherwise; `answers` are those of `Answers`."""
    told = begun()
    given = {
        "story": "Somebody is held. (invented)",
        "district": str(district_id(district)),
        **answers,
    }
    with as_role("public"):
        confirm_code(code=told.begun.code, typed=told.begun.code.digits[-4:], by=told.by, at=now())
        save_answers(changes=given, keys=told.keys, by=told.by, at=now())
        submit(key=uuid4().hex, keys=told.keys, by=told.by, at=now())
    if sort:
        with as_role("worker"):
            sort_complaint(complaint=told.complaint, by=SYSTEM, at=now())
    return told
