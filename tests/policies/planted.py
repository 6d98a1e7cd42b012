"""What no action of the world leaves behind: rows laid into the tables by the owner.

Each stands beside another row that differs in one column, so that one condition tells them apart.
"""

import json
from datetime import timedelta
from uuid import UUID, uuid4

from amaan.kernel.pass_secret import hash_of
from tests.factories.nation import Told, as_owner, unit_id
from tests.factories.path import OFFICE, STATION, Path
from tests.passes import issue_pass
from tests.policies.figures import official_figures

LASTS = timedelta(hours=6)
CIRCLE, FIA = "Anti-trafficking circle Gujrat", "FIA headquarters"


def copied(table: str, where: str, **changes: object) -> UUID:
    """A copy of one row with something changed; its id."""
    ident = uuid4()
    as_owner(
        f"INSERT INTO {table} SELECT (jsonb_populate_record(r, %s)).* FROM {table} r"
        f" WHERE {where} LIMIT 1",
        json.dumps({"id": ident, **changes}, default=str),
    )
    return ident


PLANTED = (
    """INSERT INTO directory_post (id, unit_id, date_precision, name_en, name_ur, ladder, is_deputy)
    SELECT gen_random_uuid(), id, 'DAY', 'Post', 'Post', '', false FROM directory_unit LIMIT 1""",
    """INSERT INTO ledger_check (id, made_at, node, facts, pending, chains, roots, marks, seconds,
    findings) VALUES (gen_random_uuid(), now(), 'n', 0, 0, 0, 0, true, 0, '[]')""",
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


def planted(way: Path, draft: Told, referral: UUID) -> dict[str, object]:
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
    facts()
    services()
    official_figures()
    counted_for_the_head(way, referral)
    as_owner(
        "INSERT INTO mfa_authenticator (user_id, type, data, created_at)"
        " VALUES (%s, 'totp', '{}', now())",
        fresh,
    )
    copied(  # an act that waits and is no withdrawal
        "intake_reporter_act", "true", complaint_id=draft.complaint, kind="ANSWER", key="planted"
    )
    return {
        **offices(),
        **consents(referral),
        **granted(),
        "seat_of_trainer": seat,
        "seat_of_ended": as_owner(ONE_SEAT, "nap")[0][0],
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


def facts() -> None:
    """The oldest has its place in a chain, one tells of the node, and one bears the number of a
    transaction of another cluster.
    """
    blank = {"key": "", "about_kind": "node"}
    here = as_owner("SELECT pg_current_xact_id()::text")[0][0]
    told = "kind = 'referral.drafted'"
    ids = [
        copied("ledger_fact", told, **blank, sequence=number, xid=xid, recorded_at=at)
        for number, xid, at in (
            (10**11, here, "1971-01-01T00:00:00Z"),
            (10**11 + 1, str(int(here) + 1), "2001-01-01T00:00:00Z"),
            (10**11 + 2, str(2**40), "1970-01-01T00:00:00Z"),
        )
    ]
    as_owner(
        "INSERT INTO ledger_link (fact_id, chain, position, previous, hash, linked_at)"
        " VALUES (%s, 'c', 1, '', '', now())",
        ids[0],
    )


def services() -> None:
    """Listed and shown to nobody: closed, or verified by nobody; and one that is not listed."""
    for name, change in (
        ("Not listed", {"listed": False}),
        ("Closed", {"status": "INACTIVE"}),
        ("Not verified", {"verified_on": None}),
    ):
        copied("directory_service", "listed AND verified_on IS NOT NULL", name_en=name, **change)


def offices() -> dict[str, object]:
    """Stations that nobody may complain of, each for one reason."""
    agency = as_owner("SELECT id FROM directory_agency WHERE kind = 'NGO' LIMIT 1")[0][0]
    today, tomorrow = as_owner("SELECT current_date, current_date + 1")[0]
    changes: dict[str, dict[str, object]] = {
        "plain": {},
        "sheltering": {"kind": "SHELTER"},
        "receiving": {"is_intake_desk": True},
        "overseeing": {"is_oversight_pool": True},
        "partner": {"agency_id": agency},
        "coming": {"valid_from": tomorrow},
        "gone": {"valid_from": today - timedelta(days=9), "valid_to": today},
    }
    return {
        f"office_{name}": copied(
            "directory_unit",
            f"id = '{unit_id(STATION)}'",
            name_en=f"Office {name}",
            path=f"/{name}",
            **change,
        )
        for name, change in changes.items()
    }


def consents(referral: UUID) -> dict[str, object]:
    """Beside the one of the referral: spare ones, and others that a withdrawal leaves alone."""
    of_referral = f"id = (SELECT consent FROM referral_referral WHERE id = '{referral}')"
    changes: dict[str, dict[str, object]] = {
        "spare": {},
        "carried_once": {},
        "of_another": {"recipient": unit_id("Dar-ul-Aman Gujrat")},
        "of_police": {"purpose": "TO_POLICE"},
        "taken_back": {"withdrawn_at": "2020-01-01T00:00:00Z"},
        "carried": {},
    }
    made: dict[str, object] = {
        f"consent_{name}": copied("security_consent", of_referral, **change)
        for name, change in changes.items()
    }
    service = as_owner(
        "SELECT id FROM directory_service WHERE id NOT IN (SELECT service_id FROM"
        " referral_referral) LIMIT 1"
    )[0][0]
    row = f"id = '{referral}'"
    carried, once = made["consent_carried"], made["consent_carried_once"]
    copied("referral_referral", row, consent=carried, service_id=service)
    copied("referral_referral", row, consent=once, status="CLOSED")
    return made


def counted_for_the_head(way: Path, referral: UUID) -> None:
    """Five of each for an office of the agency, and a sixth from which its head is excluded."""
    circle, head = unit_id(CIRCLE), unit_id(FIA)
    copied(  # generated too, of another agency
        "intake_complaint",
        f"id = '{way.complaint}'",
        locator="8880099",
        begin_key="generated/planted elsewhere",
        generated=True,
        desk_unit=None,
    )
    for number in range(6):
        made = (
            copied(
                "intake_complaint",
                f"id = '{way.complaint}'",
                locator=f"88800{number:02}",
                begin_key=f"generated/planted {number}",
                generated=True,
                action_unit=circle,
                desk_unit=None,
            ),
            copied(
                "referral_referral",
                f"id = '{referral}'",
                consent=None,
                status="CLOSED",
                to_unit=circle,
            ),
            clock(circle),
        )
        for record in made if number == 5 else ():
            as_owner(
                "INSERT INTO security_exclusion (id, record, unit, basis, added_at, added_by)"
                " VALUES (gen_random_uuid(), %s, %s, 'LINE_OF_COMMAND', now(), %s)",
                *(record, head, record),
            )


def clock(unit: UUID) -> UUID:
    """A clock that was met; its record."""
    record, at = uuid4(), "2026-01-01T00:00:00Z"
    copied(
        "work_clock",
        "level = 0 AND breached_at IS NULL",
        record=record,
        unit=unit,
        started_at=at,
        due_at="2026-01-02T00:00:00Z",
        met_at="2026-01-01T12:00:00Z",
        ended_at="2026-01-01T12:00:00Z",
        escalate_at=None,
        paused_at=None,
        pause_ends_at=None,
    )
    return record


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
    # Whoever has the code of a report whose number is the number of a seat.
    DEAD["foreign"] = issue_pass("REPORTER", as_owner(ONE_SEAT, "nap")[0][0], lasts=LASTS)
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
