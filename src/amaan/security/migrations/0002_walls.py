"""The second wall: what the database itself asks about staff, grants and exclusions."""

from django.db import migrations

from amaan.access.row_security import (
    APP,
    AUDIT,
    KEYS,
    PUBLIC,
    STATS,
    WORKER,
    definer,
    grant,
    policy,
    secure,
)  # fmt: skip

LIVE_SEAT = "s.starts_on <= current_date AND (s.ends_on IS NULL OR s.ends_on > current_date)"

SEAT = f"""
DECLARE found uuid;
BEGIN
    SELECT s.id INTO found FROM security_seat s JOIN security_staff p ON p.id = s.staff_id
     WHERE s.id = access_subject('STAFF') AND p.is_active AND {LIVE_SEAT};
    RETURN found;
END
"""
UNIT = "BEGIN RETURN (SELECT s.unit_id FROM security_seat s WHERE s.id = security_seat()); END"
MAY = """
BEGIN
    RETURN EXISTS (SELECT 1 FROM security_seat s JOIN security_role_permission r ON r.role = s.role
                    WHERE s.id = security_seat() AND r.permission = wanted);
END
"""
PICTURE = """
BEGIN
    RETURN (SELECT CASE
        WHEN s.role IN ('federal_desk', 'oversight_officer', 'npb_analyst', 'nap_monitor') THEN 'NATION'
        WHEN s.role IN ('district_focal_person', 'provincial_coordinator') THEN t.kind
    END FROM security_seat s LEFT JOIN directory_territory t ON t.id = s.territory_id
    WHERE s.id = security_seat());
END
"""
TERRITORY = (
    "BEGIN RETURN (SELECT s.territory_id FROM security_seat s WHERE s.id = security_seat()); END"
)
CONTEXT = f"""
BEGIN
    RETURN QUERY
    SELECT s.id, s.staff_id, s.unit_id, a.code::text, s.role::text, s.territory_id, p.username::text,
           p.name_en::text, p.name_ur::text, u.name_en::text, u.name_ur::text, x.expires_at,
           array(SELECT r.permission::text FROM security_role_permission r WHERE r.role = s.role)
      FROM access_pass x
      JOIN security_seat s ON s.id = x.subject
      JOIN security_staff p ON p.id = s.staff_id
      JOIN directory_unit u ON u.id = s.unit_id
      JOIN directory_agency a ON a.id = u.agency_id
     WHERE x.secret_hash = hash AND x.kind = 'STAFF' AND x.ended_at IS NULL AND x.expires_at > now()
       AND p.is_active AND {LIVE_SEAT};
END
"""
CONTEXT_ROW = (
    "TABLE (seat uuid, staff uuid, unit uuid, agency text, role text, territory uuid, username text,"
    " name_en text, name_ur text, unit_en text, unit_ur text, expires_at timestamptz, permissions text[])"
)
ISSUE = f"""
BEGIN
    IF NOT EXISTS (SELECT 1 FROM security_seat s JOIN security_staff p ON p.id = s.staff_id
                    WHERE s.id = whose AND p.is_active AND {LIVE_SEAT}) THEN
        RETURN false;
    END IF;
    PERFORM access_issue_pass('STAFF', whose, (SELECT staff_id FROM security_seat WHERE id = whose), hash,
                              interval '15 minutes', interval '8 hours');
    RETURN true;
END
"""
EXCLUDED = """
BEGIN
    RETURN EXISTS (SELECT 1 FROM security_exclusion x WHERE x.record = what AND x.unit = whom);
END
"""
HOLDS = """
BEGIN
    RETURN EXISTS (SELECT 1 FROM security_grant g WHERE g.record = what AND g.unit = security_unit()
                      AND (g.seat IS NULL OR g.seat = security_seat())
                      AND g.ended_at IS NULL AND g.starts_at <= now()
                      AND (g.expires_at IS NULL OR g.expires_at > now()));
END
"""
MAY_GRANT = """
BEGIN
    RETURN security_holds(what)
        OR (whom = security_unit() AND NOT EXISTS (SELECT 1 FROM security_grant g WHERE g.record = what));
END
"""
LIVE_GRANT = """
BEGIN
    RETURN EXISTS (SELECT 1 FROM security_grant g WHERE g.record = what AND g.unit = whom
                      AND (g.seat IS NULL OR g.seat = who) AND g.ended_at IS NULL
                      AND g.starts_at <= now() AND (g.expires_at IS NULL OR g.expires_at > now()))
       AND NOT security_excluded(what, whom);
END
"""
PASS_SEAT = f"""
BEGIN
    RETURN QUERY SELECT s.id, s.staff_id, s.unit_id, x.kind::text
      FROM access_pass x JOIN security_seat s ON s.id = x.subject JOIN security_staff p ON p.id = s.staff_id
     WHERE x.secret_hash = hash AND x.kind = 'STAFF' AND x.ended_at IS NULL AND x.expires_at > now()
       AND p.is_active AND {LIVE_SEAT};
END
"""
INHERIT = """
BEGIN
    IF NOT (session_user = 'amaan_worker' OR security_holds(source)) THEN
        RETURN;
    END IF;
    INSERT INTO security_exclusion (id, record, unit, basis, added_at, added_by)
    SELECT gen_random_uuid(), target, x.unit, 'INHERITED', stamp, x.added_by
      FROM security_exclusion x WHERE x.record = source
    ON CONFLICT DO NOTHING;
END
"""
REFUSE = """
CREATE FUNCTION security_refuse_excluded() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM security_exclusion x WHERE x.record = NEW.record AND x.unit = NEW.unit) THEN
        RAISE EXCEPTION 'no reader may be added here' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER security_grant_never_reaches_the_excluded BEFORE INSERT OR UPDATE OF unit, record ON security_grant
    FOR EACH ROW EXECUTE FUNCTION security_refuse_excluded();
CREATE FUNCTION security_refuse_excluded_wrap() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM security_exclusion x WHERE x.record = NEW.record AND x.unit = NEW.recipient) THEN
        RAISE EXCEPTION 'no reader may be added here' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER security_wrap_never_reaches_the_excluded BEFORE INSERT OR UPDATE ON security_wrap
    FOR EACH ROW EXECUTE FUNCTION security_refuse_excluded_wrap();
"""
RUN_TIME = (APP, PUBLIC, WORKER, AUDIT, KEYS, STATS)
SIGNED_IN = "(SELECT security_seat()) IS NOT NULL"
MANAGES = "(SELECT security_may('security:staff:manage'))"
MINE = "unit = (SELECT security_unit())"
REPORTER = "record = (SELECT access_complaint())"

# The platform's sorting unit has a key and no people: what the public site seals, the worker re-wraps to a desk.
SORTING = "'00000000-0000-7000-8000-000000000001'::uuid"


class Migration(migrations.Migration):
    dependencies = [
        ("security", "0001_initial"),
        ("directory", "0001_initial"),
        ("ledger", "0002_append_only"),
        ("access", "0001_initial"),
    ]
    operations = [
        definer("security_seat()", "uuid", SEAT, *RUN_TIME),
        definer("security_unit()", "uuid", UNIT, *RUN_TIME),
        definer("security_may(wanted text)", "boolean", MAY, *RUN_TIME),
        definer("security_picture()", "text", PICTURE, *RUN_TIME),
        definer("security_territory()", "uuid", TERRITORY, *RUN_TIME),
        definer("security_context(hash bytea)", CONTEXT_ROW, CONTEXT, APP),
        definer(
            "security_issue_pass(whose uuid, hash bytea)", "boolean", ISSUE, APP, volatile=True
        ),
        definer("security_excluded(what uuid, whom uuid)", "boolean", EXCLUDED, APP, WORKER, KEYS),
        definer("security_holds(what uuid)", "boolean", HOLDS, APP),
        definer("security_may_grant(what uuid, whom uuid)", "boolean", MAY_GRANT, APP),
        definer(
            "security_live_grant(whom uuid, who uuid, what uuid, why text)",
            "boolean",
            LIVE_GRANT,
            KEYS,
        ),
        definer(
            "access_pass_seat(hash bytea)",
            "TABLE (seat uuid, staff uuid, unit uuid, kind text)",
            PASS_SEAT,
            KEYS,
        ),
        definer(
            "security_inherit_exclusions(source uuid, target uuid, stamp timestamptz)",
            "void",
            INHERIT,
            *(APP, WORKER),
            volatile=True,
        ),
        migrations.RunSQL(
            REFUSE,
            "DROP FUNCTION security_refuse_excluded() CASCADE; DROP FUNCTION security_refuse_excluded_wrap() CASCADE;",
        ),
        # Signing in happens before there is a pass, so the staff table is open to the staff site's own role.
        secure(
            "security_staff",
            select={APP: "true", WORKER: "true"},
            insert={APP: MANAGES},
            update={APP: "true"},
            columns={APP: "password, last_login, is_active, name_en, name_ur, email"},
        ),
        secure(
            "security_seat",
            select={APP: "true", WORKER: "true"},
            insert={APP: MANAGES},
            update={APP: MANAGES},
            columns={APP: "ends_on, certified_until"},
        ),
        secure("security_role_permission", select={APP: "true", WORKER: "true"}),
        secure(
            "security_unit_key",
            select=dict.fromkeys(RUN_TIME, "true"),
            insert={WORKER: "true", APP: MANAGES},
            update={WORKER: "true"},
        ),
        secure(
            "security_data_key",
            select={WORKER: "true", APP: "(SELECT security_holds(record))"},
            insert={APP: SIGNED_IN, WORKER: "true", PUBLIC: REPORTER},
        ),
        secure(
            "security_wrap",
            select={
                APP: "recipient = (SELECT security_unit())",
                WORKER: "true",
                PUBLIC: f"{REPORTER} AND recipient_kind = 'REPORTER'",
            },
            insert={
                APP: "security_holds(record)",
                WORKER: "true",
                PUBLIC: f"{REPORTER} AND (recipient_kind = 'REPORTER' OR recipient = {SORTING})",
            },
            delete={WORKER: "true"},
        ),
        secure(
            "security_grant",
            select={APP: f"{MINE} OR security_holds(record)", WORKER: "true"},
            insert={
                APP: "(granted_by = (SELECT security_seat()) OR granted_by = record)"
                " AND (SELECT security_seat()) IS NOT NULL AND security_may_grant(record, unit)",
                WORKER: "true",
            },
            update={APP: f"{MINE} OR security_holds(record)", WORKER: "true"},
            columns={APP: "ended_at, ended_why"},
        ),
        secure(
            "security_exclusion",
            select={
                APP: "(SELECT security_may('intake:exclusion:review'))"
                " AND NOT security_excluded(record, (SELECT security_unit()))",
                WORKER: "true",
            },
            insert={APP: "security_holds(record)", WORKER: "true"},
        ),
        secure(
            "security_consent",
            select={APP: "security_holds(record)", WORKER: "true", PUBLIC: REPORTER},
            insert={APP: "security_holds(record)", WORKER: "true", PUBLIC: REPORTER},
            update={APP: "security_holds(record)", WORKER: "true"},
            columns={APP: "withdrawn_at", WORKER: "withdrawn_at"},
        ),
        secure(
            "security_read",
            select={
                APP: "(SELECT security_may('security:read_log:read')) OR seat = (SELECT security_seat())"
            },
            insert={APP: "seat = (SELECT security_seat())"},
        ),
        policy(
            "ledger_fact",
            "insert_app",
            "INSERT",
            APP,
            "WITH CHECK ((actor_kind = 'STAFF' AND actor = (SELECT security_seat()))"
            " OR (actor_kind = 'REPORTER' AND (SELECT security_seat()) IS NOT NULL))",
        ),
        grant("ledger_fact", "SELECT, INSERT", APP),
        policy(
            "ledger_fact",
            "select_app_register",
            "SELECT",
            APP,
            f"USING ({SIGNED_IN} AND about_kind IN ('staff', 'seat', 'unit', 'territory', 'agency', 'service',"
            " 'helpline', 'offence', 'calendar', 'clock_limit', 'focal_person', 'post', 'official_source'))",
        ),
        *(
            policy(
                table,
                "select_app",
                "SELECT",
                APP,
                "USING ((SELECT security_may('ledger:audit:read')))",
            )
            for table in ("ledger_link", "ledger_root", "ledger_check")
        ),
        grant("ledger_link", "SELECT", APP),
        grant("ledger_root", "SELECT", APP),
        grant("ledger_check", "SELECT", APP),
    ]
