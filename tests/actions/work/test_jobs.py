"""The jobs of work, called by hand and by a real worker process."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from amaan.kernel.ids import Ref
from amaan.work.actions import start_clock
from tests.waiting import until

if TYPE_CHECKING:
    from tests.actions.work.stage import Stage
    from tests.live import LiveSites


def late_clock(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, SWEEP, acting_as

    with acting_as(SWEEP):
        start_clock(
            record=stage.record,
            kind="accept",
            urgency="U1",
            unit=stage.unit("desk"),
            at=MONDAY,
            **stage.place,
        )


@pytest.mark.invariant("18a")
def test_the_sweep_hands_out_and_the_job_climbs_to_the_end(stage: "Stage") -> None:
    from amaan.work.jobs import climb_all, sweep
    from tests.actions.work.stage import sql, told
    from tests.sites import as_role

    late_clock(stage)
    with as_role("worker"):
        sweep(0)
        sweep(60)
        queued = sql("worker", "SELECT task_name, args FROM procrastinate_jobs")
        assert queued == [("work.climb", {"clock": str(stage.clock().id)})]
        climb_all(clock=str(stage.clock().id))
        climb_all(clock=str(stage.clock().id))
    assert [it.level for it in told] == [0, 1, 2, 3]


def test_the_sweep_follows_an_edited_calendar(stage: "Stage") -> None:
    from django.utils import timezone

    from amaan.work.jobs import sweep
    from tests.actions.work.stage import SWEEP, acting_as, edited_calendar
    from tests.sites import as_role

    with acting_as(SWEEP):
        start_clock(
            record=stage.record,
            kind="progress",
            urgency="U3",
            unit=stage.unit("desk"),
            at=timezone.now(),
            **stage.place,
        )
    before = stage.clock()
    soon = (timezone.now() + timedelta(days=n) for n in range(1, 8))
    new = edited_calendar(stage.calendar, holidays=tuple(day.date().isoformat() for day in soon))
    with as_role("worker"):
        sweep(0)
    after = stage.clock()
    assert after.calendar_version == new
    assert after.due_at > before.due_at


@pytest.fixture
def late_complaint(stage: "Stage") -> "Stage":
    """A clock whose kind the real worker knows; the complaint itself is not needed."""
    from amaan.work.rules import ports
    from tests.actions.work.stage import remember

    stage.record = Ref("complaint", stage.record.id)
    known = {("complaint", "ACCEPT"), ("", "ACCEPT")} & set(ports._kinds)
    if not known:
        ports.register_clock_kind(
            ports.RegisteredClockKind("accept", remember, record_kind="complaint")
        )
    late_clock(stage)
    return stage


def test_a_real_worker_sweeps_under_its_own_role(
    late_complaint: "Stage", live_sites: "LiveSites"
) -> None:
    until(lambda: late_complaint.clock().level >= 3, "the worker's sweep", every=0.3)
    assert late_complaint.clock().level == 3
