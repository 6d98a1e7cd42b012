"""Who may queue which job, and what does the worker do with clocks, tasks and notices?

What staff see of them is declared by `security`, which knows units, seats and grants.
"""

from typing import Final

from amaan.kernel.row_security import (
    ALWAYS,
    APP,
    PUBLIC,
    WORKER,
    WRITE,
    BorrowedFunction,
    BorrowedTrigger,
    Declarations,
    Function,
    Trigger,
    callable_by,
    definer,
    library,
    listed,
    numbered,
    quoted,
    secured,
)
from amaan.work.rules.changing import CHANGEABLE
from amaan.work.rules.deferring import ID, NAME, PUBLIC_JOBS

# The list of what a process may queue stands on the table, so that no way round it is left: the
# queue's own function runs as its owner, and every insert passes here.
GUARD_QUEUE: Final = rf"""
BEGIN
    -- session_user is the role of the process, whatever definer function runs in between.
    IF NOT (CASE session_user
        WHEN {quoted(PUBLIC)} THEN NEW.task_name IN ({listed(PUBLIC_JOBS)})
        WHEN {quoted(APP)} THEN NEW.task_name ~ {quoted(NAME)}
        ELSE true
    END) THEN
        RAISE EXCEPTION 'this role may not queue %', NEW.task_name
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    -- Ids only: the queue is read by operators and kept in no sealed column, so that a name or a
    -- number that somebody typed must not come to lie there.
    IF session_user IN ({listed((PUBLIC, APP))})
       AND (jsonb_typeof(NEW.args) <> 'object' OR EXISTS (
        SELECT 1 FROM jsonb_each(NEW.args) one WHERE jsonb_typeof(one.value) <> 'string'
            OR (one.value #>> '{{}}') !~ {quoted(ID)})) THEN
        RAISE EXCEPTION 'a job holds ids only' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
"""
# A job that waits already under the same lock is enough: told by NULL, not by a broken transaction.
DEFER: Final = """
BEGIN
    RETURN (procrastinate_defer_jobs_v1(ARRAY[
        ROW('default', task, 0, NULL, queueing_lock, args, NULL)::procrastinate_job_to_defer_v1
    ]))[1];
EXCEPTION WHEN unique_violation THEN
    RETURN NULL;
END
"""


def workers(table: str) -> Declarations:
    """The worker sees and adds every row, and changes what can change."""
    return secured(
        table,
        select={WORKER: ALWAYS},
        insert={WORKER: ALWAYS},
        update={WORKER: ALWAYS},
        columns={WORKER: CHANGEABLE[table]},
    )


# The sites may put work on the queue and not look at it, so this one runs as the owner.
DEFERRING: Final = "procrastinate_defer_jobs_v1(procrastinate_job_to_defer_v1[])"
TEXT: Final = "character varying"
QUEUE_FUNCTIONS: Final = (
    "procrastinate_cancel_job_v1(bigint, boolean, boolean)",
    f"procrastinate_defer_periodic_job_v2({', '.join([TEXT] * 4)}, integer, {TEXT}, bigint, jsonb)",
    "procrastinate_fetch_job_v2(character varying[], bigint)",
    "procrastinate_finish_job_v1(bigint, procrastinate_job_status, boolean)",
    "procrastinate_notify_queue_abort_job_v1()",
    "procrastinate_notify_queue_job_inserted_v1()",
    "procrastinate_prune_stalled_workers_v1(double precision)",
    "procrastinate_register_worker_v1()",
    f"procrastinate_retry_job_v1(bigint, timestamp with time zone, integer, {TEXT}, {TEXT})",
    f"procrastinate_retry_job_v2(bigint, timestamp with time zone, integer, {TEXT}, {TEXT})",
    "procrastinate_trigger_abort_requested_events_procedure_v1()",
    "procrastinate_trigger_function_scheduled_events_v1()",
    "procrastinate_trigger_function_status_events_insert_v1()",
    "procrastinate_trigger_function_status_events_update_v1()",
    "procrastinate_unlink_periodic_defers_v1()",
    "procrastinate_unregister_worker_v1(bigint)",
    "procrastinate_update_heartbeat_v1(bigint)",
)
QUEUE_TRIGGERS: Final = (
    "procrastinate_jobs_notify_queue_job_aborted_v1",
    "procrastinate_jobs_notify_queue_job_inserted_v1",
    "procrastinate_trigger_abort_requested_events_v1",
    "procrastinate_trigger_delete_jobs_v1",
    "procrastinate_trigger_scheduled_events_v1",
    "procrastinate_trigger_status_events_insert_v1",
    "procrastinate_trigger_status_events_update_v1",
)
QUEUE_TABLES: Final = (
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
)
QUEUE_NUMBERS: Final = (
    "procrastinate_events_id_seq",
    "procrastinate_jobs_id_seq",
    "procrastinate_periodic_defers_id_seq",
)
QUEUE: Final = (
    *(part for table in QUEUE_TABLES for part in library(table, {WORKER: WRITE})),
    *(part for sequence in QUEUE_NUMBERS for part in numbered(sequence, WORKER)),
    BorrowedFunction(DEFERRING, definer=True),
    *callable_by(DEFERRING, WORKER, APP, PUBLIC),
    *(BorrowedFunction(signature) for signature in QUEUE_FUNCTIONS),
    *(part for signature in QUEUE_FUNCTIONS for part in callable_by(signature, WORKER)),
    *(BorrowedTrigger("procrastinate_jobs", name) for name in QUEUE_TRIGGERS),
)

DECLARED: Final = (
    *(part for table in CHANGEABLE for part in workers(table)),
    Function("work_guard_queue", "", "trigger", GUARD_QUEUE, definer=False, volatile=True),
    Trigger("procrastinate_jobs", "work_queue_is_guarded", ("INSERT",), "work_guard_queue"),
    *definer(
        "work_defer(task text, args jsonb, queueing_lock text)",
        "bigint",
        DEFER,
        *(APP, PUBLIC, WORKER),
        volatile=True,
    ),
    *QUEUE,
)
