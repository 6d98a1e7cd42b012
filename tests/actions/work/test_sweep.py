"""The sweep as amaan_worker: each level once, whenever it runs, and nobody waits for it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.db import OperationalError

from amaan.kernel.ids import Ref
from amaan.work.actions import escalate_clock, hand_out, meet_clock, pause_clocks, start_clock

if TYPE_CHECKING:
    from amaan.node.endpoint import Endpoint
    from tests.actions.work.stage import Stage

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def running(stage: "Stage", kind: str = "accept", urgency: str = "U1") -> None:
    from tests.actions.work.stage import MONDAY, SWEEP, acting_as

    with acting_as(SWEEP):
        start_clock(
            record=stage.record,
            kind=kind,
            urgency=urgency,
            unit=stage.unit("desk"),
            at=MONDAY,
            **stage.place,
        )


def swept(at: datetime) -> int:
    """What a sweep and its jobs do: every due step of every due clock. Returns how many steps."""
    from amaan.work.queries.sweep import due_clocks
    from tests.actions.work.stage import SWEEP
    from tests.sites import as_role

    steps = 0
    with as_role("worker"):
        for clock in due_clocks(at, by=SWEEP):
            while escalate_clock(clock=clock, by=SWEEP, at=at):
                steps += 1
    return steps


@pytest.fixture
def levels() -> Iterator[list[tuple[int, str, bool]]]:
    """The levels told, as (level, post, last)."""
    from tests.actions.work import stage

    class Levels(list[tuple[int, str, bool]]):
        def __iter__(self) -> Iterator[tuple[int, str, bool]]:
            return iter([(it.level, it.post, it.last) for it in stage.told])

    yield Levels()
    stage.told.clear()


LADDER = [
    (0, "", False),
    (1, "duty_officer", False),
    (2, "district_focal_person", False),
    (3, "provincial_coordinator", True),
]


@pytest.mark.invariant("18b")
@pytest.mark.any_postgres
def test_a_sweep_each_hour_and_one_after_72_hours_end_alike(
    stage: "Stage", levels: list[tuple[int, str, bool]]
) -> None:
    from tests.actions.work.stage import MONDAY, told

    running(stage)
    counts = [swept(MONDAY + n * 30 * MINUTE) for n in range(10)]
    assert list(levels) == LADDER
    assert counts == [0, 0, 0, 2, 1, 0, 0, 0, 1, 0]
    often = stage.clock()

    told.clear()
    stage.record = Ref(stage.record.kind, often.id)
    running(stage)
    assert swept(MONDAY + 72 * HOUR) == 4
    assert swept(MONDAY + 72 * HOUR) == 0
    assert list(levels) == LADDER
    once = stage.clock()
    for column in ("level", "breached_at", "leadership_at", "escalate_at", "ended_at", "due_at"):
        assert getattr(once, column) == getattr(often, column), column


def test_a_breach_is_told_with_what_the_record_needs(stage: "Stage") -> None:
    from tests.actions.work.stage import KIND, MONDAY, SWEEP, told

    running(stage)
    swept(MONDAY + 3 * HOUR)
    first, second = told[0], told[1]
    assert (first.record, first.kind, first.urgency) == (stage.record, "accept", "U1")
    assert (first.unit, first.province) == (stage.unit("desk"), stage.province)
    assert first.district == stage.district
    assert first.due_at == first.reached_at == MONDAY + HOUR
    assert second.reached_at == MONDAY + HOUR
    assert (second.by, second.at) == (SWEEP, MONDAY + 3 * HOUR)
    assert first.record.kind == KIND


@pytest.mark.invariant("4a")
def test_done_before_the_late_sweep_came_is_breached_all_the_same(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, SWEEP, acting_as, told

    running(stage)
    with acting_as(SWEEP):
        meet_clock(record=stage.record, kind="accept", at=MONDAY + 2 * HOUR)
    assert swept(MONDAY + 72 * HOUR) == 0
    assert stage.clock().breached_at == MONDAY + HOUR
    assert told == []


def test_a_pause_ends_by_itself(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, SWEEP, acting_as, told

    running(stage, kind="contact", urgency="U2")
    with acting_as(SWEEP):
        pause_clocks(record=stage.record, at=MONDAY)
    assert swept(MONDAY + timedelta(days=6)) == 0
    assert swept(MONDAY + timedelta(days=7)) == 1
    row = stage.clock()
    assert (row.paused_at, row.due_at) == (None, MONDAY + timedelta(days=8))
    assert told == []


@pytest.mark.invariant("19b")
def test_a_step_that_fails_leaves_nothing_and_is_tried_again(
    stage: "Stage", monkeypatch: pytest.MonkeyPatch
) -> None:
    from amaan.work.rules import ports
    from tests.actions.work.stage import KIND, MONDAY, SWEEP, remember, told
    from tests.sites import as_role

    running(stage)
    at = MONDAY + 2 * MINUTE + HOUR

    def broken(breach: ports.Breach) -> None:
        raise RuntimeError("the upper layer has a bug")

    kind = ports.RegisteredClockKind("accept", broken, record_kind=KIND)
    monkeypatch.setitem(ports._kinds, (KIND, "ACCEPT"), kind)
    with pytest.raises(RuntimeError, match="a bug"), as_role("worker"):
        escalate_clock(clock=stage.clock().id, by=SWEEP, at=at)
    assert stage.clock().breached_at is None
    monkeypatch.setitem(
        ports._kinds, (KIND, "ACCEPT"), ports.RegisteredClockKind("accept", remember)
    )
    assert swept(at) == 2
    assert [it.level for it in told] == [0, 1]


def test_two_sweeps_at_once_take_a_clock_once(stage: "Stage", db: "Endpoint") -> None:
    """The row is locked by another worker: this one goes by."""
    from tests.actions.work.stage import MONDAY

    running(stage)
    with other_worker(db) as other:
        other.execute("SELECT 1 FROM work_clock FOR UPDATE")
        assert swept(MONDAY + 72 * HOUR) == 0
    assert swept(MONDAY + 72 * HOUR) == 4


def test_the_sweep_gives_way_to_whoever_works_on_the_record(
    stage: "Stage", db: "Endpoint", monkeypatch: pytest.MonkeyPatch
) -> None:
    """The upper step wants a lock that is held: it fails within the lock time-out, unharmed."""
    from django.db import connections

    from amaan.work.rules import ports
    from tests.actions.work.stage import KIND, MONDAY

    running(stage)

    def wants_the_record(breach: ports.Breach) -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7)")

    kind = ports.RegisteredClockKind("accept", wants_the_record, record_kind=KIND)
    monkeypatch.setitem(ports._kinds, (KIND, "ACCEPT"), kind)
    with other_worker(db) as other:
        other.execute("SELECT pg_advisory_xact_lock(7)")
        with pytest.raises(OperationalError, match="lock timeout"):
            swept(MONDAY + 2 * HOUR)
    assert stage.clock().breached_at is None
    assert swept(MONDAY + 2 * HOUR) == 3


def other_worker(db: "Endpoint") -> "psycopg.Connection[tuple[object, ...]]":
    from django.db import connections

    settings = connections["worker"].settings_dict
    return psycopg.connect(**db.parameters(settings["USER"], settings["PASSWORD"]))


def test_hand_out_queues_one_job_for_each_due_clock(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, SWEEP, sql
    from tests.sites import as_role

    running(stage)
    with as_role("worker"):
        assert hand_out(by=SWEEP, at=MONDAY) == 0
        assert hand_out(by=SWEEP, at=MONDAY + 2 * HOUR) == 1
        assert hand_out(by=SWEEP, at=MONDAY + 2 * HOUR) == 0
    queued = sql("owner", "SELECT task_name, args ->> 'clock' FROM procrastinate_jobs")
    assert queued == [("work.climb", str(stage.clock().id))]


def test_the_sweep_finds_due_clocks_by_an_index(stage: "Stage") -> None:
    """Ten thousand open clocks, one of them late: no scan of the table under the plain role."""
    from tests.actions.work.stage import MONDAY, sql

    running(stage)
    sql(
        "owner",
        "INSERT INTO work_clock SELECT gen_random_uuid(), record_kind, gen_random_uuid(), unit,"
        " kind, urgency, province, district, started_at, counted_from,"
        " due_at + n * interval '1 minute', NULL, level, ladder, limit_amount, limit_unit,"
        " calendar_version, paused_at, pause_ends_at, paused_total, pause_limit, pause_unit,"
        " met_at, breached_at, leadership_at, ended_at, ended_why"
        " FROM work_clock, generate_series(1, 10000) n",
    )
    sql("owner", "ANALYZE work_clock")
    plan = sql(
        "worker",
        "EXPLAIN SELECT id FROM work_clock WHERE ended_at IS NULL AND breached_at IS NULL"
        " AND paused_at IS NULL AND due_at < %s ORDER BY due_at, id LIMIT 5000",
        [MONDAY + HOUR + MINUTE],
    )
    assert "work_clock_due" in str(plan)
    assert "Seq Scan" not in str(plan)
