"""One world for every line about the second wall: real work by real actions, then raw SQL under the
plain roles, each try rolled back.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
from django.utils.timezone import now
from psycopg.sql import SQL, Identifier

from amaan.access.transactions import reading
from amaan.casework.actions import add_party, write_entry
from amaan.casework.rules.dossier import EntryKind
from amaan.identity.actions import Particulars, record_person
from amaan.intake.actions.acting import decide as decide_act
from amaan.intake.actions.messaging import write_as_desk, write_as_reporter
from amaan.intake.rules.acts import Act
from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref
from amaan.kernel.pass_secret import hash_of
from amaan.node.endpoint import Endpoint, password_file
from amaan.node.places import Places
from amaan.node.secret_files import read_secret
from tests.factories.nation import Told, actor, as_owner, begun, reported, unit_id
from tests.factories.path import (
    OFFICE,
    STATION,
    Path,
    in_service,
    path,
    second_review,
    sent,
    to_decided,
)
from tests.passes import issue_pass
from tests.sites import as_role

LASTS = timedelta(hours=6)
STAFF = (
    "duty.pb", "operator.pb", "screener.pb", "sw.gujrat", "legal.pb", "cpwb.gujrat",
    "sho.city", "sho.saddar", "dpo.gujrat", "focal.gujrat", "focal.umerkot", "coord.pb",
    "coord.sd", "federal", "oversight", "oversight.sd", "admin", "auditor", "npb", "trainer",
    "researcher", "ngo",
)  # fmt: skip
NOBODYS = dict.fromkeys(("seat", "unit", "staff"), str(UUID(int=0)))
# The roles of the database that act without a pass of a person.
PLAIN = {
    "worker": "amaan_worker",
    "keys": "amaan_keys",
    "audit": "amaan_audit",
    "stats": "amaan_stats",
    "nobody": "amaan_app",
    "visitor": "amaan_public",
    "owner": "amaan_owner",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever tries: a role of the database, a pass, and the words for the gaps of a line."""

    role: str
    secret: str = field(default="", repr=False)
    words: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class World:
    """The database, who is there, and the ids that lines name."""

    database: Endpoint
    places: Places
    people: dict[str, Person]
    words: dict[str, str]

    @contextmanager
    def trying(self, who: str) -> Iterator[psycopg.Cursor[Any]]:
        """The transaction of one try, under the plain role and the pass; nothing of it stays."""
        person = self.people[who]
        with self.connected(person.role) as connection:
            cursor = connection.cursor()
            cursor.execute("SELECT set_config('amaan.pass', %s, true)", [person.secret])
            yield cursor
            connection.rollback()

    @contextmanager
    def connected(self, role: str) -> Iterator[psycopg.Connection[Any]]:
        password = read_secret(self.places, password_file(role))
        connection = psycopg.connect(**self.database.parameters(role, password))
        try:
            yield connection
        finally:
            connection.close()

    def filled(self, text: str, who: str = "owner") -> str:
        """A line with its gaps filled: `{complaint}` becomes the quoted id."""
        words = {**NOBODYS, **self.words, **self.people[who].words, "new": str(uuid4())}
        return text.format(**{name: f"'{value}'" for name, value in words.items()})

    def row(self, table: str, where: str) -> dict[str, Any]:
        """One row as the owner sees it, to be copied with something changed."""
        with self.connected("amaan_owner") as connection:
            sql = f"SELECT to_jsonb(t) FROM {table} t WHERE {self.filled(where)} LIMIT 1"
            found = connection.execute(sql).fetchone()
        assert found is not None, f"no row of {table} where {where}"
        copied: dict[str, Any] = found[0]
        return copied

    def insert(self, cursor: psycopg.Cursor[Any], table: str, row: Mapping[str, Any]) -> None:
        name, columns = Identifier(table), SQL(", ").join(map(Identifier, row))
        cursor.execute(
            SQL("INSERT INTO {} ({}) SELECT {} FROM jsonb_populate_record(NULL::{}, %s)").format(
                name, columns, columns, name
            ),
            [json.dumps(row)],
        )


def build(database: Endpoint, places: Places) -> World:
    """A report about a police station, from the desk to a referral, and others beside it."""
    station = str(unit_id(STATION))
    way = path(official="YES", office_kind="POLICE", office_unit=station, to_police="YES")
    second_review(way, to_decided(way))
    dossier = to_started_here(way)
    person = record_person(
        particulars=Particulars(name="Invented Name", cnic="34201-0000000-1"),
        compartment="PROTECTION",
        by=way.officer,
        at=now(),
    ).id
    add_party(dossier=dossier, person=person, role="AFFECTED", by=way.officer, at=now())
    words_of_both(way)
    write_entry(
        dossier=dossier,
        kind=EntryKind.CONTACT,
        text="Safe contact made. (invented)",
        happened_on=now().date(),
        by=way.officer,
        at=now(),
    )
    referral = in_service(sent(way, dossier), actor("legal.pb"))
    with reading(way.officer, of=Ref("complaint", way.complaint), purpose="open"):
        pass  # so that the log of reads holds one
    waiting, draft, elsewhere = withdrawing(), begun(), reported(district="Umerkot")
    words = {
        "complaint": way.complaint,
        "dossier": dossier,
        "person": person,
        "referral": referral,
        "waiting": waiting.complaint,
        "draft": draft.complaint,
        "elsewhere": elsewhere.complaint,
        "station": station,
        "office": unit_id(OFFICE),
        "desk": way.duty.unit,
        "legal": unit_id("Legal aid office Punjab"),
        "shelter": unit_id("Dar-ul-Aman Gujrat"),
        "pool": unit_id("National oversight pool"),
        "nobody": UUID(int=0),
        "sorting": "00000000-0000-7000-8000-000000000001",
        "new_record": uuid4(),
        **looked_up(way, draft, waiting),
    }
    reporters = {"told": way.told, "draft": draft, "elsewhere": elsewhere}
    people = {name: Person(role) for name, role in PLAIN.items()}
    people |= {name: seated(name) for name in STAFF}
    people |= {name: Person("amaan_app", secret.hex()) for name, secret in dead_passes().items()}
    words |= planted(way)
    people |= {f"reporter.{name}": behind_code(told) for name, told in reporters.items()}
    return World(database, places, people, {name: str(word) for name, word in words.items()})


PLANTED = (
    """INSERT INTO directory_post (id, unit_id, date_precision, name_en, name_ur, ladder, is_deputy)
    SELECT gen_random_uuid(), id, 'DAY', 'Post', 'Post', '', false FROM directory_unit LIMIT 1""",
    """INSERT INTO ledger_check (id, made_at, node, facts, pending, chains, roots, marks, seconds,
    findings) VALUES (gen_random_uuid(), now(), 'n', 0, 0, 0, 0, true, 0, '[]')""",
    """INSERT INTO ledger_link (fact_id, chain, position, previous, hash, linked_at)
    SELECT id, 'c', 1, '', '', now() FROM ledger_fact LIMIT 1""",
    """INSERT INTO ledger_root (id, node, number, heads, previous, root, signature, key_id, made_at)
    VALUES (gen_random_uuid(), 'n', 1, '[]', '', '', '', gen_random_uuid(), now())""",
    """INSERT INTO security_node_mark (id, in_service, responsible, order_number, reason, marked_at,
    marked_by) VALUES (gen_random_uuid(), false, '', '', 'r', now(), gen_random_uuid())""",
)
# Grants of the office that open nothing: one of each kind, and one that does.
GRANT = """INSERT INTO security_grant (id, record_kind, record, unit, field_set, purpose,
    cause_kind, cause, granted_by, starts_at, ended_why, ended_at, expires_at, seat)
    SELECT gen_random_uuid(), 'probe', %s, %s, 'ALL', 'OWN', 'probe', %s, %s, {} FROM now() today"""
GRANTS = {
    "held_now": "today, '', NULL, today + interval '1 day', NULL::uuid",
    "held_excluded": "today, '', NULL, NULL, NULL::uuid",
    "held_ended": "today, 'CLOSED', today, NULL, NULL::uuid",
    "held_expired": "today, '', NULL, today - interval '1 s', NULL::uuid",
    "held_early": "today + interval '1 day', '', NULL, NULL, NULL::uuid",
    "held_seat": "today, '', NULL, NULL, gen_random_uuid()",
}
TASK = (
    "INSERT INTO work_task (id, record_kind, record, unit, kind, urgency, made_at, made_by, due_at)"
    " VALUES (%s, 'complaint', %s, %s, 'PROBE', 'U2', now(), %s, now() + interval '9h')"
)
ATTEMPTS = (
    "INSERT INTO intake_attempt (id, locator, bucket, failed, at)"
    " SELECT gen_random_uuid(), '7777777', '\\x07', failed, at FROM (VALUES (true, now()),"
    " (false, now()), (true, now() - interval '2 hours')) tried(failed, at)"
)
ONE_SEAT = (
    "SELECT s.id, s.staff_id FROM security_seat s JOIN security_staff p ON p.id = s.staff_id"
    " WHERE p.username = %s"
)


def granted() -> dict[str, object]:
    """A record for each kind of grant of the office."""
    records: dict[str, object] = {name: uuid4() for name in GRANTS}
    for name, values in GRANTS.items():
        record = records[name]
        as_owner(GRANT.format(values), record, unit_id(OFFICE), record, record)
    as_owner(  # it became known after the grant
        "INSERT INTO security_exclusion (id, record, unit, basis, added_at, added_by)"
        " VALUES (gen_random_uuid(), %s, %s, 'NAMED_OFFICE', now(), %s)",
        *(records["held_excluded"], unit_id(OFFICE), records["held_excluded"]),
    )
    return records


def planted(way: Path) -> dict[str, object]:
    """What no action of this world leaves behind, and ids that only the tables know."""
    for sql in (*PLANTED, ATTEMPTS):
        as_owner(sql)
    seat, staff = as_owner(ONE_SEAT, "trainer")[0]
    fresh, live = uuid4(), issue_pass("STAFF", seat, person=staff, lasts=LASTS)
    inactive = uuid4()
    for ident, name, active in ((fresh, "fresh", True), (inactive, "fresh-inactive", False)):
        as_owner(
            "INSERT INTO security_staff (id, username, name_en, name_ur, password, is_active,"
            " email, first_password) VALUES (%s, %s, 'Fresh', 'Fresh', 'x', %s, '', true)",
            *(ident, name, active),
        )
    seat_of_fresh = uuid4()
    as_owner(
        "INSERT INTO security_seat (id, staff_id, unit_id, role, starts_on)"
        " SELECT %s, %s, unit_id, role, starts_on FROM security_seat WHERE id = %s",
        *(seat_of_fresh, fresh, seat),
    )
    sql = (
        "SELECT m.locator, m.begin_key, c.verifier FROM intake_complaint m"
        " JOIN intake_code c ON c.complaint_id = m.id WHERE m.id = %s"
    )
    locator, begin_key, verifier = as_owner(sql, way.complaint)[0]
    link = as_owner("SELECT link FROM casework_dossier LIMIT 1")[0][0]
    return {
        **granted(),
        "seat_of_trainer": seat,
        "staff_of_trainer": staff,
        "fresh": fresh,
        "seat_of_fresh": seat_of_fresh,
        "fresh_inactive": inactive,
        **{f"seat_{name}": as_owner(ONE_SEAT, user)[0][0] for name, user in GONE.items()},
        "hash": hexed(hash_of(live)),
        "locator": locator,
        "begin_key": begin_key,
        "verifier": hexed(verifier),
        "link": hexed(link),
        **{f"hash_{name}": hexed(hash_of(it)) for name, it in DEAD.items()},
    }


DEAD: dict[str, bytes] = {}
GONE = {"vacated": "secretary", "early": "dvc", "inactive": "court"}


def dead_passes() -> dict[str, bytes]:
    """Passes that were good once: ended, run out, of a seat that ended or has not begun, and of a
    person who may no longer sign in.
    """
    people = dict.fromkeys(("ended", "expired"), "nap") | GONE
    for name, username in people.items():
        seat, staff = as_owner(ONE_SEAT, username)[0]
        DEAD[name] = issue_pass("STAFF", seat, person=staff, lasts=LASTS)
    ended = "UPDATE access_pass SET {} WHERE secret_hash = %s"
    as_owner(ended.format("ended_at = now()"), hash_of(DEAD["ended"]))
    as_owner(ended.format("expires_at = now() - interval '1 s'"), hash_of(DEAD["expired"]))
    seats = "UPDATE security_seat SET {} WHERE id = (SELECT id FROM ({}) one)"
    as_owner(seats.format("ends_on = current_date", ONE_SEAT), "secretary")
    as_owner(seats.format("starts_on = current_date + 1", ONE_SEAT), "dvc")
    as_owner("UPDATE security_staff SET is_active = false WHERE username = 'court'")
    return DEAD


def hexed(value: bytes) -> str:
    return f"\\x{bytes(value).hex()}"


def looked_up(way: Path, draft: Told, waiting: Path) -> dict[str, object]:
    """Two tasks to be ended, and what the draft holds."""
    for record in (waiting.complaint, way.complaint):
        as_owner(TASK, uuid4(), record, way.duty.unit, way.duty.subject)
    as_owner(  # given to the station before anybody knew that it is accused
        "ALTER TABLE work_task DISABLE TRIGGER work_task_never_reaches_the_excluded"
    )
    as_owner(TASK, uuid4(), way.complaint, unit_id(STATION), way.duty.subject)
    as_owner("ALTER TABLE work_task ENABLE TRIGGER work_task_never_reaches_the_excluded")
    key = "SELECT id FROM security_data_key WHERE record = %s"
    begun_by = "SELECT begin_key FROM intake_complaint WHERE id = %s"
    return {
        "key_of_draft": as_owner(key, draft.complaint)[0][0],
        "begin_key_of_draft": as_owner(begun_by, draft.complaint)[0][0],
    }


def to_started_here(way: Path) -> UUID:
    from amaan.casework.actions import start_complaint
    from amaan.screening.actions import allocate

    allocate(complaint=way.complaint, unit=unit_id(OFFICE), by=way.screener, at=now())
    return start_complaint(
        complaint=way.complaint,
        officer=way.officer.subject,
        title="A matter (invented)",
        by=way.officer,
        at=now(),
    ).id


def words_of_both(way: Path) -> None:
    write_as_desk(complaint=way.complaint, text="Seen. (invented)", by=way.officer, at=now())
    told = way.told
    with as_role("public"):
        write_as_reporter(
            text="More. (invented)", key=uuid4().hex, keys=told.keys, by=told.by, at=now()
        )


def withdrawing() -> Path:
    """A decided report whose withdrawal has not been applied yet."""
    way = path()
    to_decided(way)
    write_as_desk(complaint=way.complaint, text="Seen. (invented)", by=way.duty, at=now())
    told = way.told
    with as_role("public"):
        decide_act(act=Act.WITHDRAW, key=uuid4().hex, keys=told.keys, by=told.by, at=now())
    return way


def seated(username: str) -> Person:
    by: Actor = actor(username, lasts=LASTS)
    assert by.secret is not None
    words = {"seat": by.subject, "unit": by.unit, "staff": by.person}
    return Person("amaan_app", by.secret.hex(), {name: str(it) for name, it in words.items()})


def behind_code(told: Told) -> Person:
    secret = issue_pass("REPORTER", told.complaint, lasts=LASTS)
    return Person("amaan_public", secret.hex(), {"own": str(told.complaint)})
