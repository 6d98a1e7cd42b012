"""One world for every line about the second wall: real work by real actions, then raw SQL under the
plain roles, each try rolled back.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
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
from amaan.node.endpoint import Endpoint, password_file
from amaan.node.places import Places
from amaan.node.secret_files import read_secret
from tests.factories.nation import Told, actor, begun, reported, unit_id
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
from tests.policies.planted import LASTS, dead_passes, looked_up, planted
from tests.sites import as_role

STAFF = (
    "duty.pb", "operator.pb", "screener.pb", "sw.gujrat", "legal.pb", "cpwb.gujrat",
    "sho.city", "sho.saddar", "dpo.gujrat", "focal.gujrat", "focal.umerkot", "coord.pb",
    "coord.sd", "federal", "oversight", "oversight.sd", "admin", "auditor", "npb", "trainer",
    "researcher", "ngo", "head.fia", "fia.io",
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
    people["forger"] = Person("amaan_app", "no secret at all")
    words |= planted(way, draft, referral)
    people |= {f"reporter.{name}": behind_code(told) for name, told in reporters.items()}
    return World(database, places, people, {name: str(word) for name, word in words.items()})


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
