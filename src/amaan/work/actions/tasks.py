"""Opening a task for a unit or a seat, and finishing it by hand or because its reason is gone."""

from datetime import datetime
from uuid import UUID

from amaan.access.transactions import action, one_row
from amaan.directory.queries import calendar_for
from amaan.kernel.actor import Actor
from amaan.kernel.clock import due_at
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import NotFound, refuse_if
from amaan.ledger.actions import record as write_fact
from amaan.work.models import Task
from amaan.work.queries.terms import terms_in_force
from amaan.work.rules.tasks import limit_of, reasons_against_finishing


def open_task(
    *,
    record: Ref,
    unit: UUID,
    kind: str,
    urgency: str,
    by: Actor,
    at: datetime,
    seat: UUID | None = None,
) -> Task:
    """Ask a unit, or one seat of it, to do something about `record`; due by the kind's limit.

    A consequence: call inside an action, whose fact names it. Raises IntegrityError when `unit` is
    excluded from the record.
    """
    # Tasks follow the calendar of the federation: a unit may work for several provinces.
    calendar = calendar_for(None, at)
    terms = terms_in_force(limit_of(kind), urgency, calendar, at)
    task = Task(
        record_kind=record.kind,
        record=record.id,
        unit=unit,
        seat=seat,
        kind=kind.upper(),
        urgency=urgency,
        made_at=at,
        made_by=by.subject,
        due_at=due_at(at, terms.limit, calendar),
    )
    task.save(force_insert=True)
    return task


@action
def finish_task(*, task: UUID, by: Actor, at: datetime) -> Task:
    """Somebody of the unit did it and says so.

    A task is no record, so the one fact, `work.task_done`, is about the record that the task is
    about, and names the task. Raises NotFound, Refused("task-done-already").
    """
    row = Task.objects.select_for_update().filter(pk=task).first()
    if row is None:
        raise NotFound
    refuse_if(reasons_against_finishing(row.done_at))
    row.done_at, row.done_by = at, by.subject
    row.save(update_fields=["done_at", "done_by"])
    body = {"task": str(row.id), "task_kind": row.kind}
    write_fact(Fact("work.task_done", row.about, by, at, body=body))
    return row


def end_tasks(*, record: Ref, by: Actor, at: datetime, kind: str = "") -> int:
    """Finish the record's open tasks (of one kind, when named) in every unit; returns how many.

    A consequence: what they asked for has happened, or nothing is left to do. Whoever acts must
    hold the record, so end tasks before you end grants.
    """
    row = one_row(
        "SELECT work_end_tasks(%s, %s, %s, %s)", [record.id, kind.upper(), by.subject, at]
    )
    return int(row[0]) if row else 0
