"""Who may see and change a complaint, its code and its thread?"""

from typing import Final

from amaan.access.permissions import Permission
from amaan.directory.rules.mandates import UnitKind
from amaan.intake.rules import holding, proving
from amaan.intake.rules.acts import Act
from amaan.intake.rules.answers import OfficeKind
from amaan.intake.rules.complaint import Status
from amaan.intake.rules.thread import Channel, MessageKind, Side
from amaan.kernel.actor import ActorKind
from amaan.kernel.row_security import (
    ALWAYS,
    APP,
    PUBLIC,
    WORKER,
    Policy,
    definer,
    lasting,
    listed,
    numbered,
    quoted,
    secured,
)
from amaan.keyservice.port import SORTING_UNIT
from amaan.security.rules.asking import (
    REPORTER,
    SEAT,
    UNIT,
    holds,
    in_picture,
    may,
    never_reaches_the_excluded,
    not_excluded,
    refuses_excluded,
)
from amaan.security.rules.purposes import RecipientKind

BEGUN: Final = quoted(Status.BEGUN)
AN_ANSWER: Final = f"kind = {quoted(MessageKind.ANSWER)}"
FRESH: Final = listed((Status.BEGUN, Status.RECEIVED))
FAILED_LATELY: Final = f"a.failed AND a.at > now() - {lasting(proving.WINDOW)}"

# What the key service needs for the verifier, and nothing about the report: a locator that is
# unknown gives no row, and the caller does the same work as for one that is known.
SALT: Final = """
BEGIN
    RETURN QUERY SELECT c.salt, c.kdf, c.pepper::text
      FROM intake_code c JOIN intake_complaint m ON m.id = c.complaint_id WHERE m.locator = wanted;
END
"""
ISSUE: Final = f"""
DECLARE found uuid;
BEGIN
    -- Against the verifier, which only the key service computes from the code: a captured public
    -- process opens no report whose code it has not seen.
    SELECT c.complaint_id INTO found FROM intake_code c
      JOIN intake_complaint m ON m.id = c.complaint_id
     WHERE m.locator = wanted AND c.verifier = proof;
    IF found IS NOT NULL THEN
        PERFORM access_issue_pass({quoted(ActorKind.REPORTER)}, found, NULL, hash,
                                  {lasting(holding.IDLE)}, {lasting(holding.TOTAL)});
    END IF;
    RETURN found;
END
"""
DRAW: Final = """
DECLARE drawn text;
BEGIN
    -- SKIP LOCKED: two who begin at once get two numbers and neither waits.
    DELETE FROM intake_locator_stock WHERE locator =
        (SELECT locator FROM intake_locator_stock ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING locator INTO drawn;
    RETURN drawn;
END
"""
BEGUN_BEFORE: Final = f"""
BEGIN
    -- The key of the form is 128 random bits of that browser: it names no report of anybody else.
    RETURN QUERY SELECT m.id, m.locator::text, (m.status = {BEGUN} AND c.confirmed_at IS NULL)
      FROM intake_complaint m JOIN intake_code c ON c.complaint_id = m.id
     WHERE m.begin_key = wanted;
END
"""
REPLACE: Final = f"""
BEGIN
    -- Only until the code is confirmed: later, a new code would hand the report to whoever asks.
    UPDATE intake_code c SET salt = new_salt, kdf = new_kdf, pepper = new_pepper,
           verifier = new_verifier, public = new_public, private = new_private, issued_at = now()
      FROM intake_complaint m
     WHERE m.id = c.complaint_id AND m.begin_key = wanted AND m.status = {BEGUN}
       AND c.confirmed_at IS NULL;
    RETURN FOUND;
END
"""
# Two counts, never one for all: failures elsewhere cost neither this locator nor this source more.
COUNTS: Final = f"""
BEGIN
    RETURN QUERY SELECT
        (SELECT count(*) FROM intake_attempt a
          WHERE a.locator = wanted AND {FAILED_LATELY})::integer,
        (SELECT count(*) FROM intake_attempt a
          WHERE a.bucket = source AND {FAILED_LATELY})::integer;
END
"""
# The public process seals its messages to these units and learns their ids only; which office has
# the matter is not in its columns.
HOLDING: Final = """
BEGIN
    RETURN (SELECT array_remove(ARRAY[m.desk_unit, m.action_unit], NULL)
              FROM intake_complaint m WHERE m.id = access_complaint());
END
"""
WITHDRAWAL: Final = f"""
BEGIN
    RETURN EXISTS (SELECT 1 FROM intake_reporter_act a
                    WHERE a.complaint_id = what AND a.applied_at IS NULL
                      AND a.kind = {quoted(Act.WITHDRAW)});
END
"""
REPORTER_PUBLIC: Final = f"""
BEGIN
    -- Sealing to a reporter is for who holds the report: nobody else puts words into the thread.
    IF NOT (security_holds(what) OR session_user = {quoted(WORKER)}) THEN RETURN NULL; END IF;
    RETURN (SELECT c.public FROM intake_code c WHERE c.complaint_id = what);
END
"""
# Neither shelters nor partners: an office complained of has officials, and an address of a shelter
# must not even be told by its name in a list.
OFFICES: Final = f"""
BEGIN
    RETURN QUERY
    WITH RECURSIVE places AS (
        SELECT t.id FROM directory_territory t WHERE t.id = place
        UNION SELECT t.id FROM directory_territory t JOIN places p ON t.parent_id = p.id
    )
    SELECT u.id, a.kind::text, u.name_en::text, u.name_ur::text
      FROM directory_unit u JOIN directory_agency a ON a.id = u.agency_id
     WHERE u.territory_id IN (SELECT p.id FROM places p)
       AND u.kind <> {quoted(UnitKind.SHELTER)} AND NOT u.is_intake_desk AND NOT u.is_oversight_pool
       AND a.kind IN ({listed(set(OfficeKind) - {OfficeKind.OTHER})})
       AND (u.valid_from IS NULL OR u.valid_from <= current_date)
       AND (u.valid_to IS NULL OR u.valid_to > current_date);
END
"""
# Keys first: without a wrap the sealed answers open for nobody, wherever a copy may lie.
PURGE: Final = f"""
BEGIN
    -- A draft and nothing else: no report that was sent is ever deleted. The row is locked, or a
    -- reporter who sends it in this very moment would lose the keys of a report that was taken.
    PERFORM 1 FROM intake_complaint m WHERE m.id = draft AND m.status = {BEGUN} FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM security_wrap w WHERE w.record = draft;
    DELETE FROM intake_code c WHERE c.complaint_id = draft;
    DELETE FROM intake_complaint m WHERE m.id = draft;
    RETURN true;
END
"""
HELD: Final = (
    f"desk_unit = {UNIT} OR action_unit = {UNIT} OR {holds('id')}"
    f" OR (operator = {SEAT} AND status IN ({FRESH}) AND sorted_at IS NULL)"
)
IN_PICTURE: Final = (
    f"(status <> {BEGUN} AND sorted_at IS NOT NULL AND {in_picture()} AND {not_excluded('id')})"
)
OWN_REPORT: Final = f"id = {REPORTER}"
OWN: Final = f"complaint_id = {REPORTER}"
HOLDS: Final = holds("complaint_id")
RECEIVES: Final = may(Permission.INTAKE_COMPLAINT_RECEIVE)
TAKEN_BY_ME: Final = (
    f"record IN (SELECT c.id FROM intake_complaint c WHERE c.operator = {SEAT}"
    " AND c.sorted_at IS NULL)"
)
WITH_NOBODY: Final = "desk_unit IS NULL AND action_unit IS NULL"
COMPLAINT_COLUMNS: Final = (
    "former_officers, status, closure, asked_in, version, urgency, form, child, official_named,"
    " contact_barred, to_police, province, district, desk_unit, action_unit, action_officer,"
    " acknowledged_by, rejections, rejected_at, outcome, outcome_by,"
    " outcome_evidence, received_at, sorted_at,"
    " acknowledged_at, asked_reporter_at, closed_at, review_on, provisional_urgency"
)
# The public process never learns which unit or officer has the matter.
PUBLIC_COLUMNS: Final = (
    "id, locator, begin_key, channel, status, closure, version, urgency, child, contact_barred,"
    " to_police, province, district, begun_at, received_at, closed_at, rejections, data_key,"
    " answers, provisional_urgency, official_named"
)
DRAFT_COLUMNS: Final = (
    "status, received_at, answers, data_key, urgency, provisional_urgency, child, official_named,"
    " to_police, province, district, version, contact_barred"
)

FUNCTIONS: Final = (
    *definer(
        "intake_code_salt(wanted text)",
        "TABLE(salt bytea, kdf integer, pepper text)",
        SALT,
        PUBLIC,
    ),
    *definer(
        "intake_issue_pass(wanted text, proof bytea, hash bytea)",
        "uuid",
        ISSUE,
        PUBLIC,
        volatile=True,
    ),
    *definer("intake_draw_locator()", "text", DRAW, PUBLIC, APP, volatile=True),
    *definer(
        "intake_begun_before(wanted text)",
        "TABLE(complaint uuid, locator text, replaceable boolean)",
        BEGUN_BEFORE,
        *(PUBLIC, APP),
    ),
    *definer(
        "intake_replace_code(wanted text, new_salt bytea, new_kdf integer, new_pepper text,"
        " new_verifier bytea, new_public bytea, new_private bytea)",
        "boolean",
        REPLACE,
        PUBLIC,
        volatile=True,
    ),
    *definer(
        "intake_attempt_counts(wanted text, source bytea)",
        "TABLE(by_locator integer, by_bucket integer)",
        COUNTS,
        PUBLIC,
    ),
    *definer("intake_holding_units()", "uuid[]", HOLDING, PUBLIC),
    *definer("intake_withdrawal_waiting(what uuid)", "boolean", WITHDRAWAL, APP, PUBLIC),
    *definer("intake_reporter_public(what uuid)", "bytea", REPORTER_PUBLIC, APP, WORKER),
    # Reporters choose from the list, and so does an officer who takes a report in person.
    *definer(
        "intake_public_offices(place uuid)",
        "TABLE(unit uuid, kind text, name_en text, name_ur text)",
        OFFICES,
        *(PUBLIC, APP),
    ),
    *definer("intake_purge_draft(draft uuid)", "boolean", PURGE, WORKER, volatile=True),
    refuses_excluded("intake_refuse_excluded", records="id", units="desk_unit, action_unit"),
)

COMPLAINT: Final = (
    *never_reaches_the_excluded(
        "intake_complaint", "intake_refuse_excluded", "desk_unit", "action_unit"
    ),
    # The mark of a generated report is set by no site: neither inserts it, neither may update it.
    *secured(
        "intake_complaint",
        select={APP: f"{HELD} OR {IN_PICTURE}", PUBLIC: OWN_REPORT, WORKER: ALWAYS},
        insert={
            PUBLIC: f"status = {BEGUN} AND channel = {quoted(Channel.WEB)} AND {WITH_NOBODY}"
            " AND NOT generated",
            APP: f"status = {BEGUN} AND channel = {quoted(Channel.WALK_IN)} AND {WITH_NOBODY}"
            f" AND operator = {SEAT} AND {RECEIVES} AND NOT generated",
        },
        update={
            APP: HELD,
            WORKER: ALWAYS,
            # The one change of the reporter's own: begun becomes received, and nobody is chosen.
            PUBLIC: (
                f"{OWN_REPORT} AND status = {BEGUN}",
                f"{OWN_REPORT} AND status IN ({FRESH}) AND {WITH_NOBODY}",
            ),
        },
        columns={APP: COMPLAINT_COLUMNS, WORKER: COMPLAINT_COLUMNS, PUBLIC: DRAFT_COLUMNS},
        read_columns={PUBLIC: PUBLIC_COLUMNS},
    ),
    # Who takes a wish back is obeyed from that moment, not from when the worker has time.
    Policy(
        "intake_complaint",
        "nobody_reads_while_a_withdrawal_waits",
        "SELECT",
        (APP,),
        using="NOT intake_withdrawal_waiting(id)",
        restrictive=True,
    ),
    *secured("intake_accused", select={WORKER: ALWAYS}, insert={PUBLIC: OWN, APP: RECEIVES}),
)

CODE: Final = (
    *secured(
        "intake_code",
        select={PUBLIC: OWN},
        insert={PUBLIC: ALWAYS, APP: RECEIVES},
        update={PUBLIC: OWN},
        columns={PUBLIC: "confirmed_at"},
    ),
    *secured("intake_locator_stock", select={WORKER: ALWAYS}, insert={WORKER: ALWAYS}),
    *numbered("intake_locator_number", WORKER),
    *(
        part
        for table in ("intake_attempt", "intake_spent_proof")
        for part in secured(
            table, select={WORKER: ALWAYS}, insert={PUBLIC: ALWAYS}, delete={WORKER: ALWAYS}
        )
    ),
)

THREAD: Final = (
    *secured(
        "intake_message",
        select={PUBLIC: OWN, APP: HOLDS, WORKER: ALWAYS},
        insert={
            PUBLIC: f"{OWN} AND side = {quoted(Side.REPORTER)}",
            # In the own name; or a reporter's answer, which the act that brought it has sealed.
            APP: f"{HOLDS} AND (side = {quoted(Side.DESK)} AND seat = {SEAT} OR {AN_ANSWER})",
            WORKER: AN_ANSWER,
        },
        read_columns={PUBLIC: "id, complaint_id, side, kind, key, sent_at, data_key, body"},
    ),
    Policy(
        "intake_message",
        "nobody_reads_while_a_withdrawal_waits",
        "SELECT",
        (APP,),
        using="NOT intake_withdrawal_waiting(complaint_id)",
        restrictive=True,
    ),
    *secured(
        "intake_reporter_act",
        select={PUBLIC: OWN, APP: HOLDS, WORKER: ALWAYS},
        insert={PUBLIC: OWN},
        update={APP: HOLDS, WORKER: ALWAYS},
        columns={APP: "applied_at, refused", WORKER: "applied_at, refused"},
    ),
)

ON_LOWER_TABLES: Final = (
    # What the reporter adds is readable to who has the report now.
    Policy(
        "security_wrap",
        "insert_public_thread",
        "INSERT",
        (PUBLIC,),
        check=f"record = {REPORTER} AND recipient = ANY ((SELECT intake_holding_units())::uuid[])",
    ),
    # A report taken in person is sealed as the web's is: to the sorting unit and to its code.
    Policy(
        "security_wrap",
        "insert_app_walk_in",
        "INSERT",
        (APP,),
        check=f"{RECEIVES} AND (recipient = {quoted(str(SORTING_UNIT))}::uuid"
        f" OR recipient_kind = {quoted(RecipientKind.REPORTER)})",
    ),
    # Whoever takes a report in person notes its consent until the report is sorted.
    Policy(
        "security_consent",
        "insert_app_walk_in",
        "INSERT",
        (APP,),
        check=f"{RECEIVES} AND {TAKEN_BY_ME}",
    ),
    Policy(
        "ledger_fact",
        "select_app_complaint",
        "SELECT",
        (APP,),
        using="about_kind = 'complaint'"
        " AND EXISTS (SELECT 1 FROM intake_complaint c WHERE c.id = about)",
    ),
)

DECLARED: Final = (*FUNCTIONS, *COMPLAINT, *CODE, *THREAD, *ON_LOWER_TABLES)
