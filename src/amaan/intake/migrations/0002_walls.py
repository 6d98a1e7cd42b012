"""Who may see and change a complaint, its code and its thread, as the database itself decides."""

from django.db import migrations

from amaan.access.row_security import APP, PUBLIC, WORKER, definer, policy, secure

SALT = """
BEGIN
    RETURN QUERY SELECT c.salt, c.kdf, c.pepper::text
      FROM intake_code c JOIN intake_complaint m ON m.id = c.complaint_id WHERE m.locator = wanted;
END
"""
ISSUE = """
DECLARE found uuid;
BEGIN
    SELECT c.complaint_id INTO found FROM intake_code c JOIN intake_complaint m ON m.id = c.complaint_id
     WHERE m.locator = wanted AND c.verifier = proof;
    IF found IS NOT NULL THEN
        PERFORM access_issue_pass('REPORTER', found, NULL, hash, interval '10 minutes', interval '4 hours');
    END IF;
    RETURN found;
END
"""
DRAW = """
DECLARE drawn text;
BEGIN
    DELETE FROM intake_locator_stock WHERE locator =
        (SELECT locator FROM intake_locator_stock ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING locator INTO drawn;
    RETURN drawn;
END
"""
BEGUN_BEFORE = """
BEGIN
    RETURN QUERY SELECT m.id, m.locator::text, (m.status = 'BEGUN' AND c.confirmed_at IS NULL)
      FROM intake_complaint m JOIN intake_code c ON c.complaint_id = m.id WHERE m.begin_key = wanted;
END
"""
REPLACE = """
BEGIN
    UPDATE intake_code c SET salt = new_salt, kdf = new_kdf, pepper = new_pepper, verifier = new_verifier,
           public = new_public, private = new_private, issued_at = now()
      FROM intake_complaint m
     WHERE m.id = c.complaint_id AND m.begin_key = wanted AND m.status = 'BEGUN' AND c.confirmed_at IS NULL;
    RETURN FOUND;
END
"""
COUNTS = """
BEGIN
    RETURN QUERY SELECT
        (SELECT count(*) FROM intake_attempt a
          WHERE a.locator = wanted AND a.failed AND a.at > now() - interval '1 hour')::int,
        (SELECT count(*) FROM intake_attempt a
          WHERE a.bucket = source AND a.failed AND a.at > now() - interval '1 hour')::int;
END
"""
HOLDING = """
BEGIN
    RETURN (SELECT array_remove(ARRAY[m.desk_unit, m.action_unit], NULL)
              FROM intake_complaint m WHERE m.id = access_complaint());
END
"""
WITHDRAWAL = """
BEGIN
    RETURN EXISTS (SELECT 1 FROM intake_reporter_act a
                    WHERE a.complaint_id = what AND a.applied_at IS NULL AND a.kind = 'WITHDRAW');
END
"""
REPORTER_PUBLIC = """
BEGIN
    IF NOT (security_holds(what) OR session_user = 'amaan_worker') THEN RETURN NULL; END IF;
    RETURN (SELECT c.public FROM intake_code c WHERE c.complaint_id = what);
END
"""
REFUSE = """
CREATE FUNCTION intake_refuse_excluded() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM security_exclusion x
                WHERE x.record = NEW.id AND x.unit IN (NEW.desk_unit, NEW.action_unit)) THEN
        RAISE EXCEPTION 'no reader may be added here' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER intake_complaint_never_reaches_the_excluded
    BEFORE INSERT OR UPDATE OF desk_unit, action_unit ON intake_complaint
    FOR EACH ROW EXECUTE FUNCTION intake_refuse_excluded();
"""
HELD = (
    "desk_unit = (SELECT security_unit()) OR action_unit = (SELECT security_unit()) OR security_holds(id)"
    " OR (operator = (SELECT security_seat()) AND status IN ('BEGUN', 'RECEIVED') AND sorted_at IS NULL)"
)
PICTURE = (
    "(status <> 'BEGUN' AND sorted_at IS NOT NULL AND ((SELECT security_picture()) = 'NATION'"
    " OR ((SELECT security_picture()) = 'PROVINCE' AND province = (SELECT security_territory()))"
    " OR ((SELECT security_picture()) = 'DISTRICT' AND district = (SELECT security_territory())))"
    " AND NOT security_excluded(id, (SELECT security_unit())))"
)
OWN = "complaint_id = (SELECT access_complaint())"
RECEIVES = "(SELECT security_may('intake:complaint:receive'))"
SORTING = "'00000000-0000-7000-8000-000000000001'::uuid"
COMPLAINT_COLUMNS = (
    "former_officers, status, closure, asked_in, version, urgency, form, child, official_named, contact_barred, to_police, province,"
    " district, desk_unit, action_unit, action_officer, acknowledged_by, rejections, outcome, outcome_evidence,"
    " received_at, sorted_at, acknowledged_at, asked_reporter_at, closed_at, review_on, provisional_urgency"
)
# The public process never learns which unit or officer has the matter (invariant 9).
PUBLIC_COLUMNS = (
    "id, locator, begin_key, channel, status, closure, version, urgency, child, contact_barred, to_police, province,"
    " district, begun_at, received_at, closed_at, rejections, data_key, answers, provisional_urgency, official_named"
)
DRAFT_COLUMNS = (
    "status, received_at, answers, data_key, urgency, provisional_urgency, child, official_named, to_police, province,"
    " district, version, contact_barred"
)


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("security", "0002_walls")]
    operations = [
        definer(
            "intake_code_salt(wanted text)",
            "TABLE (salt bytea, kdf int, pepper text)",
            SALT,
            PUBLIC,
        ),
        definer(
            "intake_issue_pass(wanted text, proof bytea, hash bytea)",
            "uuid",
            ISSUE,
            PUBLIC,
            volatile=True,
        ),
        definer("intake_draw_locator()", "text", DRAW, PUBLIC, APP, volatile=True),
        definer(
            "intake_begun_before(wanted text)",
            "TABLE (complaint uuid, locator text, replaceable boolean)",
            BEGUN_BEFORE,
            *(PUBLIC, APP),
        ),
        definer(
            "intake_replace_code(wanted text, new_salt bytea, new_kdf int, new_pepper text, new_verifier bytea,"
            " new_public bytea, new_private bytea)",
            "boolean",
            REPLACE,
            PUBLIC,
            volatile=True,
        ),
        definer(
            "intake_attempt_counts(wanted text, source bytea)",
            "TABLE (by_locator int, by_bucket int)",
            COUNTS,
            PUBLIC,
        ),
        definer("intake_holding_units()", "uuid[]", HOLDING, PUBLIC),
        definer("intake_withdrawal_waiting(what uuid)", "boolean", WITHDRAWAL, APP, PUBLIC),
        definer("intake_reporter_public(what uuid)", "bytea", REPORTER_PUBLIC, APP, WORKER),
        migrations.RunSQL(
            f"CREATE SEQUENCE intake_locator_number START 1; GRANT USAGE ON SEQUENCE intake_locator_number TO {WORKER};",
            "DROP SEQUENCE intake_locator_number;",
        ),
        migrations.RunSQL(REFUSE, "DROP FUNCTION intake_refuse_excluded() CASCADE;"),
        secure(
            "intake_complaint",
            select={
                APP: f"{HELD} OR {PICTURE}",
                PUBLIC: "id = (SELECT access_complaint())",
                WORKER: "true",
            },
            insert={
                PUBLIC: "status = 'BEGUN' AND channel = 'WEB' AND desk_unit IS NULL AND action_unit IS NULL",
                APP: f"status = 'BEGUN' AND channel = 'WALK_IN' AND desk_unit IS NULL AND action_unit IS NULL"
                f" AND operator = (SELECT security_seat()) AND {RECEIVES}",
            },
            update={
                APP: HELD,
                WORKER: "true",
                PUBLIC: (
                    "id = (SELECT access_complaint()) AND status = 'BEGUN'",
                    (
                        "id = (SELECT access_complaint()) AND status IN ('BEGUN', 'RECEIVED')"
                        " AND desk_unit IS NULL AND action_unit IS NULL"
                    ),
                ),
            },
            columns={APP: COMPLAINT_COLUMNS, WORKER: COMPLAINT_COLUMNS, PUBLIC: DRAFT_COLUMNS},
            read_columns={PUBLIC: PUBLIC_COLUMNS},
        ),
        policy(
            "intake_complaint",
            "nobody_reads_while_a_withdrawal_waits",
            "SELECT",
            APP,
            "USING (NOT intake_withdrawal_waiting(id))",
            restrictive=True,
        ),
        secure(
            "intake_code",
            select={PUBLIC: OWN},
            insert={PUBLIC: "true", APP: RECEIVES},
            update={PUBLIC: OWN},
            columns={PUBLIC: "confirmed_at"},
        ),
        secure(
            "intake_accused",
            select={WORKER: "true"},
            insert={PUBLIC: OWN, APP: RECEIVES},
        ),
        secure("intake_locator_stock", select={WORKER: "true"}, insert={WORKER: "true"}),
        secure(
            "intake_attempt",
            select={WORKER: "true"},
            insert={PUBLIC: "true"},
            delete={WORKER: "true"},
        ),
        secure(
            "intake_spent_proof",
            select={WORKER: "true"},
            insert={PUBLIC: "true"},
            delete={WORKER: "true"},
        ),
        secure(
            "intake_message",
            select={PUBLIC: OWN, APP: "security_holds(complaint_id)", WORKER: "true"},
            insert={
                PUBLIC: f"{OWN} AND side = 'REPORTER'",
                APP: "security_holds(complaint_id) AND (side = 'DESK' AND seat = (SELECT security_seat())"
                " OR kind = 'ANSWER')",
                WORKER: "kind = 'ANSWER'",
            },
            read_columns={PUBLIC: "id, complaint_id, side, kind, key, sent_at, data_key, body"},
        ),
        policy(
            "intake_message",
            "nobody_reads_while_a_withdrawal_waits",
            "SELECT",
            APP,
            "USING (NOT intake_withdrawal_waiting(complaint_id))",
            restrictive=True,
        ),
        secure(
            "intake_reporter_act",
            select={PUBLIC: OWN, APP: "security_holds(complaint_id)", WORKER: "true"},
            insert={PUBLIC: OWN},
            update={APP: "security_holds(complaint_id)", WORKER: "true"},
            columns={APP: "applied_at, refused", WORKER: "applied_at, refused"},
        ),
        policy(
            "security_wrap",
            "insert_public_thread",
            "INSERT",
            PUBLIC,
            "WITH CHECK (record = (SELECT access_complaint())"
            " AND recipient = ANY ((SELECT intake_holding_units())::uuid[]))",
        ),
        policy(
            "security_wrap",
            "insert_app_walk_in",
            "INSERT",
            APP,
            f"WITH CHECK ({RECEIVES} AND (recipient = {SORTING} OR recipient_kind = 'REPORTER'))",
        ),
        policy(
            "ledger_fact",
            "select_app_complaint",
            "SELECT",
            APP,
            "USING (about_kind = 'complaint' AND EXISTS (SELECT 1 FROM intake_complaint c WHERE c.id = about))",
        ),
    ]
