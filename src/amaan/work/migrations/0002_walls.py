"""Who may see clocks, tasks and notices, who may queue which job, as the database itself decides."""

from django.db import migrations

from amaan.access.row_security import APP, PUBLIC, WORKER, definer, secure

OWN_UNIT = "unit = (SELECT security_unit())"
OWN_SEAT = "(seat IS NULL OR seat = (SELECT security_seat()))"
# A unit can become excluded after it got a row; from then on the row is not there for it.
NOT_EXCLUDED = "NOT security_excluded(record, (SELECT security_unit()))"
PICTURE = (
    "(SELECT security_picture()) = 'NATION'"
    " OR ((SELECT security_picture()) = 'PROVINCE' AND province = (SELECT security_territory()))"
    " OR ((SELECT security_picture()) = 'DISTRICT' AND district = (SELECT security_territory()))"
)
HOLDS_OR_OWN = f"({OWN_UNIT} AND {NOT_EXCLUDED}) OR security_holds(record)"
SEES_CLOCK = f"(({OWN_UNIT} OR {PICTURE}) AND {NOT_EXCLUDED}) OR security_holds(record)"
SEES_OWN = f"{OWN_UNIT} AND {OWN_SEAT} AND {NOT_EXCLUDED}"
CLOCK_COLUMNS = (
    "unit, urgency, counted_from, due_at, escalate_at, level, ladder, limit_amount, limit_unit,"
    " calendar_version, paused_at, pause_ends_at, paused_total, pause_limit, pause_unit, met_at,"
    " breached_at, leadership_at, ended_at, ended_why"
)
TABLES = ("work_clock", "work_task", "work_notice")
REFUSE = "".join(
    f"CREATE TRIGGER {table}_never_reaches_the_excluded BEFORE INSERT OR UPDATE OF unit, record"
    f" ON {table} FOR EACH ROW EXECUTE FUNCTION security_refuse_excluded();"
    for table in TABLES
)
ALLOW = "".join(f"DROP TRIGGER {table}_never_reaches_the_excluded ON {table};" for table in TABLES)

# Whoever holds the record finishes its tasks in units whose tasks he cannot see.
END_TASKS = """
DECLARE ended integer;
BEGIN
    IF NOT (session_user = 'amaan_worker' OR security_holds(what)) THEN
        RETURN 0;
    END IF;
    UPDATE work_task SET done_at = stamp, done_by = who
     WHERE record = what AND done_at IS NULL AND (which = '' OR kind = which);
    GET DIAGNOSTICS ended = ROW_COUNT;
    RETURN ended;
END
"""
# The list of what a process may queue stands on the table, so that no way round it is left.
# session_user is the role of the process, whatever function runs in between.
GUARD_QUEUE = r"""
CREATE FUNCTION work_guard_queue() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public AS $$
BEGIN
    IF NOT (CASE session_user
        WHEN 'amaan_public' THEN NEW.task_name IN ('intake.sort', 'intake.apply_acts')
        WHEN 'amaan_app' THEN NEW.task_name ~ '^[a-z]+\.[a-z_]+$'
        ELSE true
    END) THEN
        RAISE EXCEPTION 'this role may not queue %', NEW.task_name
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF session_user IN ('amaan_public', 'amaan_app')
       AND (jsonb_typeof(NEW.args) <> 'object' OR EXISTS (
        SELECT 1 FROM jsonb_each(NEW.args) one WHERE jsonb_typeof(one.value) <> 'string'
            OR (one.value #>> '{}') !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')) THEN
        RAISE EXCEPTION 'a job holds ids only' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER work_queue_is_guarded BEFORE INSERT ON procrastinate_jobs
    FOR EACH ROW EXECUTE FUNCTION work_guard_queue();
"""
UNGUARD_QUEUE = "DROP FUNCTION work_guard_queue() CASCADE;"
DEFER = """
BEGIN
    RETURN (procrastinate_defer_jobs_v1(ARRAY[
        ROW('default', task, 0, NULL, queueing_lock, args, NULL)::procrastinate_job_to_defer_v1
    ]))[1];
EXCEPTION WHEN unique_violation THEN
    RETURN NULL;
END
"""


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0001_initial"),
        ("security", "0002_walls"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [
        secure(
            "work_clock",
            select={APP: SEES_CLOCK, WORKER: "true"},
            insert={APP: HOLDS_OR_OWN, WORKER: "true"},
            update={APP: HOLDS_OR_OWN, WORKER: "true"},
            columns={APP: CLOCK_COLUMNS, WORKER: CLOCK_COLUMNS},
        ),
        secure(
            "work_task",
            select={APP: SEES_OWN, WORKER: "true"},
            insert={APP: HOLDS_OR_OWN, WORKER: "true"},
            update={APP: SEES_OWN, WORKER: "true"},
            columns={APP: "done_at, done_by", WORKER: "done_at, done_by"},
        ),
        secure(
            "work_notice",
            select={APP: SEES_OWN, WORKER: "true"},
            insert={APP: HOLDS_OR_OWN, WORKER: "true"},
            update={APP: SEES_OWN, WORKER: "true"},
            columns={APP: "read_at", WORKER: "read_at"},
        ),
        migrations.RunSQL(REFUSE, ALLOW),
        definer(
            "work_end_tasks(what uuid, which text, who uuid, stamp timestamptz)",
            "integer",
            END_TASKS,
            *(APP, WORKER),
            volatile=True,
        ),
        migrations.RunSQL(GUARD_QUEUE, UNGUARD_QUEUE),
        definer(
            "work_defer(task text, args jsonb, queueing_lock text)",
            "bigint",
            DEFER,
            *(APP, PUBLIC, WORKER),
            volatile=True,
        ),
    ]
