"""Who sees and writes clocks, tasks and notices, through the plain roles and raw SQL."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError

from amaan.work.actions import give_notice, open_task, start_clock
from amaan.work.models import Clock

if TYPE_CHECKING:
    from tests.actions.work.stage import Stage

TABLES = ("work_clock", "work_task", "work_notice")
EVERYBODY = ("desk", "colleague", "station", "other", "focal", "coordinator", "federal")


@pytest.fixture
def filled(stage: "Stage") -> "Stage":
    """The desk holds the matter; clock, task and notice are the station's."""
    from tests.actions.work.stage import MONDAY, acting_as

    stage.grant("desk")
    desk, unit = stage.actors["desk"], stage.unit("station")
    about: dict[str, Any] = {"record": stage.record, "unit": unit, "at": MONDAY}
    with acting_as(desk):
        start_clock(kind="accept", urgency="U3", **about, **stage.place)
        open_task(kind="escalation", urgency="U3", by=desk, **about)
        give_notice(kind="new_report", **about)
    return stage


def seen(stage: "Stage", who: str, statement: str = "SELECT count(*) FROM {}") -> tuple[int, ...]:
    """How many rows of each table an actor sees by raw SQL."""
    from amaan.access.transactions import current_connection
    from tests.actions.work.stage import acting_as

    with acting_as(stage.actors[who]), current_connection().cursor() as cursor:
        counts = []
        for table in TABLES:
            cursor.execute(statement.format(table))
            counts.append(cursor.fetchone()[0])
    return tuple(counts)


# Clocks follow grant, unit and picture; tasks and notices belong to their unit alone.
SEES = {
    "desk": (1, 0, 0),
    "colleague": (1, 0, 0),
    "station": (1, 1, 1),
    "other": (0, 0, 0),
    "focal": (1, 0, 0),
    "coordinator": (1, 0, 0),
    "federal": (1, 0, 0),
}


@pytest.mark.any_postgres
def test_who_sees_what(filled: "Stage") -> None:
    assert {who: seen(filled, who) for who in EVERYBODY} == SEES


def test_without_a_live_pass_there_is_nothing(filled: "Stage") -> None:
    from tests.actions.work.stage import sql

    for alias in ("default",):
        for table in TABLES:
            assert sql(alias, f"SELECT count(*) FROM {table}") == [(0,)]
            forged = f"SELECT set_config('amaan.pass', '{'ab' * 32}', false)"
            sql(alias, forged)
            assert sql(alias, f"SELECT count(*) FROM {table}") == [(0,)]
    for alias in ("public", "stats", "keys", "audit"):
        for table in TABLES:
            with pytest.raises(ProgrammingError, match="permission denied"):
                sql(alias, f"SELECT 1 FROM {table}")


@pytest.mark.invariant("13a")
@pytest.mark.any_postgres
def test_an_excluded_unit_gets_no_row_by_any_step(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, SWEEP, acting_as

    stage.grant("desk")
    stage.exclude("station")
    about: dict[str, Any] = {"record": stage.record, "unit": stage.unit("station"), "at": MONDAY}
    for by in (stage.actors["desk"], SWEEP):
        with refused(), acting_as(by):
            start_clock(kind="accept", urgency="U3", **about)
        with refused(), acting_as(by):
            open_task(kind="escalation", urgency="U3", by=by, **about)
        with refused(), acting_as(by):
            give_notice(kind="new_report", **about)
    with acting_as(stage.actors["desk"]):
        start_clock(kind="accept", urgency="U3", **(about | {"unit": stage.unit("desk")}))
    with refused(), acting_as(stage.actors["desk"]):
        Clock.objects.filter(record=stage.record.id).update(unit=stage.unit("station"))


def refused() -> Any:
    return pytest.raises(IntegrityError, match="no reader may be added here")


@pytest.mark.invariant("13a")
def test_a_unit_excluded_later_loses_what_it_had(filled: "Stage") -> None:
    filled.exclude("station")
    assert seen(filled, "station") == (0, 0, 0)
    assert seen(filled, "desk") == SEES["desk"]


@pytest.mark.invariant("13a")
@pytest.mark.parametrize("who", ["focal", "coordinator", "federal"])
def test_an_excluded_picture_is_empty_and_others_are_whole(filled: "Stage", who: str) -> None:
    filled.exclude(who)
    assert seen(filled, who) == (0, 0, 0)
    assert seen(filled, "station") == SEES["station"]


def test_a_picture_ends_at_its_territory(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, SWEEP, acting_as

    with acting_as(SWEEP):
        start_clock(
            record=stage.record,
            kind="accept",
            urgency="U3",
            unit=stage.unit("station"),
            at=MONDAY,
            district=uuid4(),
        )
    assert [seen(stage, who)[0] for who in ("focal", "coordinator", "federal")] == [0, 0, 1]


def changed(stage: "Stage", who: str, statement: str) -> int:
    from amaan.access.transactions import current_connection
    from tests.actions.work.stage import acting_as

    with acting_as(stage.actors[who]), current_connection().cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


def test_a_picture_and_a_stranger_change_nothing(filled: "Stage") -> None:
    done = "UPDATE work_task SET done_at = now(), done_by = unit"
    for who in ("other", "focal", "federal"):
        assert changed(filled, who, "UPDATE work_clock SET level = 0") == 0
        assert changed(filled, who, done) == 0
        assert changed(filled, who, "UPDATE work_notice SET read_at = now()") == 0
    assert changed(filled, "station", done) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE work_task SET unit = unit",
        "UPDATE work_notice SET kind = kind",
        "UPDATE work_clock SET record = record",
        "UPDATE work_clock SET started_at = started_at",
        "DELETE FROM work_clock",
        "DELETE FROM work_task",
        "DELETE FROM work_notice",
    ],
)
def test_what_a_row_is_about_cannot_be_changed(filled: "Stage", statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        changed(filled, "station", statement)


def test_nobody_plants_a_row_in_another_unit(stage: "Stage") -> None:
    """A task for a unit about a matter that the writer does not hold."""
    from tests.actions.work.stage import MONDAY, acting_as

    other = stage.actors["other"]
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as(other):
        give_notice(unit=stage.unit("desk"), kind="new_report", record=stage.record, at=MONDAY)


def test_the_public_process_may_queue_two_tasks_only(stage: "Stage") -> None:
    from tests.actions.work.stage import sql

    for task in ("intake.sort", "intake.apply_acts"):
        sql("public", "SELECT work_defer(%s, '{}', NULL)", [task])
    for task in ("work.sweep", "intake.stock", "intake.sort2", "builtin:remove"):
        with pytest.raises(ProgrammingError, match="may not queue"):
            sql("public", "SELECT work_defer(%s, '{}', NULL)", [task])


@pytest.mark.parametrize("task", ["work.sweep", "intake.stock"])
def test_there_is_no_way_round_the_list(stage: "Stage", task: str) -> None:
    """Neither by the library's own function nor by the table."""
    from tests.actions.work.stage import sql

    row = f"ROW('default', '{task}', 0, NULL, NULL, '{{}}', NULL)::procrastinate_job_to_defer_v1"
    for statement in (
        f"SELECT procrastinate_defer_jobs_v1(ARRAY[{row}])",
        f"INSERT INTO procrastinate_jobs (queue_name, task_name) VALUES ('default', '{task}')",
    ):
        with pytest.raises(ProgrammingError, match=r"permission denied|may not queue"):
            sql("public", statement)


@pytest.mark.parametrize("alias", ["default", "public"])
def test_nobody_on_a_site_looks_into_the_queue(stage: "Stage", alias: str) -> None:
    from tests.actions.work.stage import sql

    for verb in ("SELECT args FROM", "DELETE FROM", "UPDATE"):
        tail = " SET status = status" if verb == "UPDATE" else ""
        with pytest.raises(ProgrammingError, match="permission denied"):
            sql(alias, f"{verb} procrastinate_jobs{tail}")


@pytest.mark.parametrize("alias", ["stats", "keys", "audit"])
def test_other_roles_queue_nothing(stage: "Stage", alias: str) -> None:
    from tests.actions.work.stage import sql

    with pytest.raises(ProgrammingError, match="permission denied"):
        sql(alias, "SELECT work_defer('intake.sort', '{}', NULL)")


@pytest.mark.parametrize("args", ['{"name": "Bibi"}', '{"n": 5}', "[]", '{"a": ["x"]}', '"x"'])
def test_a_job_with_anything_but_ids_is_refused_by_the_database(stage: "Stage", args: str) -> None:
    from tests.actions.work.stage import sql

    with pytest.raises(IntegrityError, match="ids only"):
        sql("default", "SELECT work_defer('intake.sort', %s, NULL)", [args])
