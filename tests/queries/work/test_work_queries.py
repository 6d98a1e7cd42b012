"""What the queries of work give to whom, and how much they ask of the database."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amaan.work import queries
from amaan.work.actions import escalate_clock, give_notice, meet_clock, open_task, start_clock
from amaan.work.rules.standing import State

if TYPE_CHECKING:
    from tests.actions.work.stage import Stage

HOUR = timedelta(hours=1)


@pytest.fixture
def filled(stage: "Stage") -> "Stage":
    """Three clocks: one met, one late and ended, one late and open; tasks and a notice."""
    from tests.actions.work.stage import MONDAY, acting_as

    stage.grant("desk")
    desk = stage.actors["desk"]
    with acting_as(desk):
        for kind in ("accept", "contact", "progress"):
            start_clock(
                record=stage.record,
                kind=kind,
                urgency="U1",
                unit=stage.unit("desk"),
                at=MONDAY,
                **stage.place,
            )
        meet_clock(record=stage.record, kind="contact", at=MONDAY + HOUR)
        meet_clock(record=stage.record, kind="accept", at=MONDAY + 30 * HOUR)
        for urgency in ("U1", "U3"):
            open_task(
                record=stage.record,
                unit=stage.unit("desk"),
                kind="late",
                urgency=urgency,
                by=desk,
                at=MONDAY,
            )
        give_notice(unit=stage.unit("desk"), kind="answer", record=stage.record, at=MONDAY)
    return stage


def late(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, SWEEP
    from tests.sites import as_role

    with as_role("worker"):
        escalate_clock(clock=stage.clock(kind="PROGRESS").id, by=SWEEP, at=MONDAY + 13 * HOUR)


def test_clocks_of_a_record_and_how_they_stand(filled: "Stage") -> None:
    from amaan.access.transactions import reading
    from tests.actions.work.stage import MONDAY

    desk = filled.actors["desk"]
    with reading(desk):
        assert queries.clocks_of(filled.record, to=desk).count() == 3
        (row,) = queries.clock_rows(filled.record, to=desk, at=MONDAY + 11 * HOUR)
        assert (row.kind, row.state, row.left, row.used) == ("PROGRESS", State.SOON, HOUR, 92)
        assert [it.kind for it in queries.open_clocks(to=desk)] == ["PROGRESS"]


def test_counts_beside_the_menu_cost_two_queries(filled: "Stage") -> None:
    from amaan.access.transactions import reading
    from tests.actions.work.stage import MONDAY

    desk, other = filled.actors["desk"], filled.actors["other"]
    with reading(desk), CaptureQueriesContext(connection) as asked:
        counts = queries.counts_for_rail(to=desk, at=MONDAY + 2 * HOUR)
    assert counts == queries.RailCounts(tasks=2, late=1, notices=1)
    assert len(asked) == 2
    with reading(other):
        nothing = queries.counts_for_rail(to=other, at=MONDAY)
    assert nothing == queries.RailCounts(0, 0, 0)


def test_a_list_goes_on_behind_a_task_even_one_that_is_done(filled: "Stage") -> None:
    from uuid import uuid4

    from amaan.access.transactions import reading
    from tests.actions.work.stage import MONDAY

    desk = filled.actors["desk"]
    with reading(desk):
        first, second = queries.tasks_for(to=desk, at=MONDAY)
        assert [it.id for it in queries.tasks_after(first.id, to=desk, at=MONDAY)] == [second.id]
        assert queries.tasks_after(uuid4(), to=desk, at=MONDAY).count() == 2
