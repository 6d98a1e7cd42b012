"""What the list is measured over: a seat with a pass, ten thousand sealed dossiers, and two bare
connections.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from amaan.access.transactions import one_row
from amaan.kernel.envelope import Aad, new_data_key, seal, wrap
from amaan.kernel.ids import uuid7
from amaan.node.endpoint import connection_parameters
from amaan.node.places import places
from amaan.security.actions.passing import issue_pass, nobody

PASS_COOKIE = settings.AMAAN_PASS_COOKIE
SET = "SELECT set_config('amaan.pass', %s, false)"


@dataclass(frozen=True, slots=True)
class SeatOfBench:
    seat: UUID
    unit: UUID
    secret: bytes


def seat(username: str) -> SeatOfBench:
    sql = (
        "SELECT s.id, s.staff_id, s.unit_id FROM security_seat s"
        " JOIN security_staff p ON p.id = s.staff_id WHERE p.username = %s"
    )
    row = one_row(sql, [username])
    assert row is not None
    return SeatOfBench(
        row[0], row[2], issue_pass(seat=row[0], person=row[1], by=nobody(), at=now())
    )


def owner_parameters(role: str) -> dict[str, object]:
    found = connection_parameters(places(), role)
    return {name: found[name] for name in ("host", "port", "dbname", "user", "password", "sslmode")}


@contextmanager
def as_owner() -> Iterator[psycopg.Cursor]:
    with psycopg.connect(**owner_parameters("amaan_owner")) as found:  # type: ignore[arg-type]
        yield found.cursor()


@contextmanager
def as_app(secret: bytes) -> Iterator[psycopg.Cursor]:
    with psycopg.connect(**owner_parameters("amaan_app")) as found:  # type: ignore[arg-type]
        cursor = found.cursor()
        cursor.execute(SET, [secret.hex()])
        yield cursor


def make_dossiers(unit: UUID, count: int) -> None:
    """Dossiers as the actions write them: a data key each, wrapped to the unit, and a grant."""
    with as_owner() as cursor:
        cursor.execute("SELECT key_id, public FROM security_unit_key WHERE unit = %s", [unit])
        key_id, public = cursor.fetchone() or ("", b"")
        rows = [dossier(unit, str(key_id), bytes(public), number) for number in range(count)]
        for table, columns, place in TABLES:
            marks = ", ".join(["%s"] * len(columns.split(",")))
            insert = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
            cursor.executemany(insert, [row[place] for row in rows])
        cursor.connection.commit()
    with psycopg.connect(**owner_parameters("amaan_owner"), autocommit=True) as found:  # type: ignore[arg-type]
        found.execute("ANALYZE")


TABLES = (
    ("security_data_key", "id, record_kind, record, purpose, made_at", "key"),
    (
        "security_wrap",
        "id, record, recipient_kind, recipient, key_id, wrapped, wrapped_at, wrapped_by, data_key_id",
        "wrap",
    ),
    (
        "security_grant",
        "id, record_kind, record, unit, field_set, purpose, cause_kind, cause, granted_by, starts_at, ended_why",
        "grant",
    ),
    (
        "casework_dossier",
        "id, number, compartment, status, version, unit, urgency, form, child, opened_at, touched_at,"
        " data_key, title",
        "dossier",
    ),
)


def dossier(unit: UUID, key_id: str, public: bytes, number: int) -> dict[str, tuple[object, ...]]:
    ident, data_key, key = uuid7(), uuid7(), new_data_key()
    at = now() - timedelta(minutes=number)
    title = seal(
        f"Matter {number} (invented)".encode(), key, Aad("casework_dossier", ident, "title", 1)
    )
    box = wrap(key, public)
    return {
        "key": (data_key, "dossier", ident, "DOSSIER", at),
        "wrap": (uuid7(), ident, "UNIT", unit, key_id, box, at, unit, data_key),
        "grant": (uuid7(), "dossier", ident, unit, "ALL", "OWN", "dossier", ident, unit, at, ""),
        "dossier": (
            ident, f"TIP-26-PB-B{number:05d}", "PROTECTION", "OPEN", 1, unit, "U3", "bonded_labour",
            False, at, at,
            data_key, title,
        ),
    }  # fmt: skip


def queries_of(path: str, cookies: dict[str, str]) -> int:
    """SQL statements of one page, without BEGIN and COMMIT."""
    client = Client(HTTP_HOST="localhost")
    for name, value in cookies.items():
        client.cookies[name] = value
    client.get(path, secure=True)
    with CaptureQueriesContext(connection) as captured:
        client.get(path, secure=True)
    words = ("BEGIN", "COMMIT", "ROLLBACK")
    return sum(not str(query["sql"]).startswith(words) for query in captured.captured_queries)


assert os.environ["DJANGO_SETTINGS_MODULE"].endswith("staff")
