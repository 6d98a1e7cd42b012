"""Tasks and notices: opened by a holder, seen and done by their unit, ended with their reason."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from amaan.kernel.reasons import NotFound, Refused
from amaan.work.actions import (
    end_tasks,
    finish_task,
    give_notice,
    open_task,
    read_notices,
)
from amaan.work.models import Notice, Task

if TYPE_CHECKING:
    from tests.actions.work.stage import Stage

HOUR = timedelta(hours=1)


def opened(stage: "Stage", to: str, kind: str = "escalation", *, seat: bool = False) -> Task:
    from tests.actions.work.stage import MONDAY, acting_as

    desk = stage.actors["desk"]
    with acting_as(desk):
        return open_task(
            record=stage.record,
            unit=stage.unit(to),
            seat=stage.actors[to].subject if seat else None,
            kind=kind,
            urgency="U2",
            by=desk,
            at=MONDAY,
        )


def test_a_task_is_due_by_the_limit_of_its_kind(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY

    stage.grant("desk")
    assert opened(stage, "station").due_at == MONDAY + 8 * HOUR
    again = opened(stage, "desk", "allocate_again")
    assert (again.kind, again.due_at) == ("ALLOCATE_AGAIN", MONDAY + 2 * HOUR)
    assert again.made_by == stage.actors["desk"].subject


@pytest.mark.invariant("19a")
def test_finishing_writes_one_fact_about_the_record(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, sql

    stage.grant("desk")
    task, station = opened(stage, "station"), stage.actors["station"]
    done = finish_task(task=task.id, by=station, at=MONDAY + HOUR)
    assert (done.done_at, done.done_by) == (MONDAY + HOUR, station.subject)
    facts = sql("owner", "SELECT kind, about, actor, body FROM ledger_fact WHERE about = %s",
                [stage.record.id])  # fmt: skip
    body = {"task": str(task.id), "task_kind": "ESCALATION"}
    assert facts == [("work.task_done", stage.record.id, station.subject, body)]
    with pytest.raises(Refused, match="task-done-already"):
        finish_task(task=task.id, by=station, at=MONDAY + HOUR)


@pytest.mark.parametrize("who", ["desk", "other", "federal"])
def test_nobody_finishes_the_task_of_another_unit(stage: "Stage", who: str) -> None:
    from tests.actions.work.stage import MONDAY

    stage.grant("desk")
    task = opened(stage, "station")
    with pytest.raises(NotFound):
        finish_task(task=task.id, by=stage.actors[who], at=MONDAY)


def test_a_task_of_one_seat_is_not_its_colleagues(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY

    stage.grant("desk")
    task = opened(stage, "desk", seat=True)
    with pytest.raises(NotFound):
        finish_task(task=task.id, by=stage.actors["colleague"], at=MONDAY)
    assert finish_task(task=task.id, by=stage.actors["desk"], at=MONDAY).done_at == MONDAY


def test_a_holder_ends_the_records_tasks_in_every_unit(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, acting_as

    stage.grant("desk")
    for to, kind in (("station", "late"), ("other", "escalation"), ("desk", "late")):
        opened(stage, to, kind)
    ending: dict[str, Any] = {"record": stage.record, "at": MONDAY}
    other, desk = stage.actors["other"], stage.actors["desk"]
    with acting_as(other):
        assert end_tasks(by=other, **ending) == 0  # it does not hold the record
    with acting_as(desk):
        assert end_tasks(by=desk, kind="late", **ending) == 2
        assert end_tasks(by=desk, **ending) == 1
        assert end_tasks(by=desk, **ending) == 0


def test_notices_are_read_once_by_their_unit(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, acting_as

    stage.grant("desk")
    desk, station = stage.actors["desk"], stage.actors["station"]
    with acting_as(desk):
        for to in ("station", "station", "desk"):
            give_notice(unit=stage.unit(to), kind="new_report", record=stage.record, at=MONDAY)
    assert read_notices(by=station, at=MONDAY + HOUR) == 2
    assert read_notices(by=station, at=MONDAY + 2 * HOUR) == 0
    assert read_notices(by=desk, at=MONDAY + 2 * HOUR) == 1


def test_a_notice_has_no_column_for_a_name_a_place_or_a_case() -> None:
    columns = {field.name for field in Notice._meta.get_fields()}
    assert columns == {"id", "record_kind", "record", "unit", "kind", "seat", "at", "read_at"}
