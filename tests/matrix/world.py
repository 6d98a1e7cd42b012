"""Of what is the matrix made? One report with everything that grew out of it, and a seat of every
role in every place that a seat can have towards it.

The report names a police station. It lies at the Punjab desk, is worked on by the social welfare
office of Gujrat, which opened a dossier, named a person in it and referred them to the labour
office.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connections
from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.casework.actions import add_party, write_entry
from amaan.casework.rules.dossier import EntryKind
from amaan.directory.queries import service_list
from amaan.identity.actions import Particulars, record_person
from amaan.intake.actions.messaging import write_as_desk
from amaan.intake.adapters.thread_cookie import thread_cookie
from amaan.intake.rules.holding import Held
from amaan.referral import actions as referring
from amaan.referral.rules.referral import Basis
from amaan.security.rules.purposes import ConsentHow
from amaan.security.rules.roles import Role
from tests.factories.nation import Told, as_owner, reported, unit_id
from tests.factories.path import Path, path, to_started
from tests.passes import issue_pass

# Where a seat stands towards the record.
PLACES: Final = {
    "desk": "Punjab intake desk",
    "acting": "Social welfare office Gujrat",
    "receiving": "Labour office Gujrat",
    "beside": "Child protection unit Gujrat",
    "far": "Social welfare office Umerkot",
    "accused": "Police station City Gujrat",
    "above": "District police Gujrat",
}
NOWHERE: Final = "nowhere"  # a seat of the acting unit asks for a record that does not exist
ANYWHERE: Final = "anywhere"  # the route names no record: one seat of each role will do
ROLES: Final = tuple(str(role) for role in Role)
LASTS: Final = timedelta(hours=8)
SEAT = (
    "INSERT INTO security_seat (id, staff_id, unit_id, role, territory_id, starts_on,"
    " certified_until) SELECT %s, %s, u.id, %s, u.territory_id, '2026-01-01', '2099-01-01'"
    " FROM directory_unit u WHERE u.id = %s"
)
STAFF = (
    "INSERT INTO security_staff (id, username, password, email, name_en, name_ur, is_active,"
    " first_password) VALUES (%s, %s, '!', '', 'Test seat', 'Test seat', true, false)"
)
# A value for every argument of a route; `route/argument` where the same argument means several.
REGISTERS: Final = {
    "service_id": "id FROM directory_service ORDER BY id",
    "unit_id": f"id FROM directory_unit WHERE name_en = '{PLACES['far']}'",
    "territory_id": "id FROM directory_territory WHERE name_en = 'Gujrat'",
    "appointment_id": "id FROM directory_focal_person ORDER BY id",
    "run_id": "gen_random_uuid()",
    "staff": "id FROM security_staff WHERE username = 'sw.umerkot'",
    "seat": "s.id FROM security_seat s JOIN security_staff p ON p.id = s.staff_id"
    " WHERE p.username = 'labour.umerkot'",
    "directory:helpline/entry": "entry FROM directory_helpline WHERE number_text = '1099'",
    "directory:helpline_revise/version": "id FROM directory_helpline WHERE number_text = '1099'",
    "directory:helpline_verify/version": "id FROM directory_helpline WHERE number_text = '1099'",
    "directory:law/entry": "entry FROM directory_offence_version ORDER BY id",
    "directory:law_revise/version": "id FROM directory_offence_version ORDER BY id",
    "directory:law_sign_off/version": "id FROM directory_offence_version ORDER BY id",
    "directory:calendar/entry": "entry FROM directory_calendar_version ORDER BY id",
    "directory:calendar_revise/version": "id FROM directory_calendar_version ORDER BY id",
    "directory:clock_limit/entry": "entry FROM directory_clock_limit ORDER BY id",
    "directory:limit_revise/version": "id FROM directory_clock_limit ORDER BY id",
    "directory:service_revise/version": "1",
    "directory:service_verify/version": "1",
    "directory:import_template/kind": "'services'",
    "guide/role": "'screener'",
    "record/kind": "'complaint'",
    "record/ident": "gen_random_uuid()",
    "audit:sheet/number": "1",
    "intake:question/slug": "'story'",
    "intake:act/name": "'withdraw'",
}


@dataclass(frozen=True, slots=True)
class Reporter:
    """Somebody behind a code: the pass, and the cookie that carries it."""

    secret: bytes = field(repr=False)
    cookie: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class World:
    """What there is to ask for, and the passes to ask with."""

    told: Reporter
    other: Reporter
    passes: dict[tuple[str, str], bytes] = field(repr=False)
    values: dict[str, str]

    def secret(self, who: str, place: str) -> bytes | None:
        """The pass of a role in a place; None for nobody."""
        seated = {NOWHERE: "acting", ANYWHERE: "beside"}.get(place, place)
        return self.passes.get((who, seated))


def build() -> World:
    """A few seconds of real work through the real actions, under the real roles."""
    way = path(official="YES", office_kind="POLICE", office_unit=str(unit_id(PLACES["accused"])))
    dossier = to_started(way)
    person = name_a_person(way, dossier)
    write_as_desk(complaint=way.complaint, text="Seen. (invented)", by=way.officer, at=now())
    referral = referred(way, dossier)
    task = one_task(way)
    values = {
        "complaint": str(way.complaint),
        "dossier": str(dossier),
        "referral": str(referral),
        "person": str(person),
        "task": str(task),
        **of_registers(),
    }
    return World(behind_code(way.told), behind_code(reported(sort=False)), seats(), values)


def behind_code(told: Told) -> Reporter:
    secret = issue_pass("REPORTER", told.complaint, lasts=LASTS)
    held = Held(told.complaint, secret, told.begun.reply_key)
    until = int((now() + LASTS).timestamp())
    return Reporter(secret, thread_cookie(str(settings.SECRET_KEY)).seal(held, until))


def name_a_person(way: Path, dossier: UUID) -> UUID:
    told = Particulars(name="Invented Name")
    by, at = way.officer, now()
    person = record_person(particulars=told, compartment="PROTECTION", by=by, at=at).id
    add_party(dossier=dossier, person=person, role="AFFECTED", by=by, at=at)
    write_entry(
        dossier=dossier,
        kind=EntryKind.CONTACT,
        text="Safe contact made. (invented)",
        happened_on=at.date(),
        by=by,
        at=at,
    )
    return person


def referred(way: Path, dossier: UUID) -> UUID:
    """Sent to the labour office, which has not answered yet."""
    by = way.officer
    with reading(by):
        rows = service_list(None, "LIVELIHOOD", to=by)
        service = next(row for row in rows if row.unit.name_en == PLACES["receiving"])
    request = referring.ReferralRequest(
        dossier=dossier,
        service=service.id,
        urgency="U2",
        basis=Basis.CONSENT,
        needs="Wages of a year. (invented)",
        consent_how=ConsentHow.SPOKEN,
    )
    row = referring.draft_referral(request=request, by=by, at=now())
    referring.submit_referral(referral=row.id, by=by, at=now())
    return row.id


def one_task(way: Path) -> UUID:
    """A task of the acting unit about the report."""
    task = uuid4()
    as_owner(
        "INSERT INTO work_task (id, record_kind, record, unit, kind, urgency, made_at, made_by,"
        " due_at) VALUES (%s, 'complaint', %s, %s, 'allocate_again', 'U2', now(), %s,"
        " now() + interval '9 hours')",
        task,
        way.complaint,
        unit_id(PLACES["acting"]),
        way.officer.subject,
    )
    return task


def of_registers() -> dict[str, str]:
    """Something of every register that a route can name."""
    return {name: str(as_owner(f"SELECT {sql} LIMIT 1")[0][0]) for name, sql in REGISTERS.items()}


def seats() -> dict[tuple[str, str], bytes]:
    """A live pass of every role in every place."""
    units = {place: unit_id(name) for place, name in PLACES.items()}
    return {
        (role, place): seated(role, unit, f"{role}.{place}")
        for role in ROLES
        for place, unit in units.items()
    }


def seated(role: str, unit: UUID, username: str) -> bytes:
    person, seat = uuid4(), uuid4()
    with connections["owner"].cursor() as cursor:
        cursor.execute(STAFF, [person, username])
        cursor.execute(SEAT, [seat, person, role, unit])
    return issue_pass("STAFF", seat, person=person, lasts=LASTS)
