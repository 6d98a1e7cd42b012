"""Work for later: a row of the queue in the same transaction as what makes it necessary."""

from uuid import UUID

from psycopg.types.json import Jsonb

from amaan.access.transactions import acting, one_row
from amaan.work.rules.deferring import ids_only


def defer(task: str, /, *, queueing_lock: str = "", **args: UUID | str) -> int | None:
    """Queue a job by its name; its arguments are ids. Returns the job's number.

    Which names a role may queue, the database knows (`work_defer`). Two calls make two jobs, and
    jobs are idempotent. With `queueing_lock` a second job is not made while one of that lock waits,
    and None is returned: only for a job that looks at everything, because the waiting one may start
    before this transaction is committed. Raises RuntimeError outside an action, TypeError for an
    argument that is no id, ProgrammingError for a task that this role may not queue.
    """
    if acting() is None:
        raise RuntimeError(f"{task} deferred outside an action")
    row = one_row(
        "SELECT work_defer(%s, %s, %s)", [task, Jsonb(ids_only(args)), queueing_lock or None]
    )
    return row[0] if row else None
