"""What an upper action does with the clocks of its record, as amaan_app holding the record."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import IntegrityError

from amaan.kernel.clock import Verdict
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import NotFound, Refused
from amaan.work.actions import (
    change_urgency,
    end_clocks,
    meet_clock,
    pause_clocks,
    resume_clocks,
    start_clock,
)

if TYPE_CHECKING:
    from tests.actions.work.stage import Stage

HOUR = timedelta(hours=1)
DAY = 24 * HOUR


def begun(stage: "Stage", kind: str = "accept", urgency: str = "U2") -> None:
    from tests.actions.work.stage import MONDAY, acting_as

    with acting_as(stage.actors["desk"]):
        start_clock(
            record=stage.record,
            kind=kind,
            urgency=urgency,
            unit=stage.unit("desk"),
            at=MONDAY,
            **stage.place,
        )


def test_a_clock_starts_by_the_directory_and_keeps_what_explains_it(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY

    stage.grant("desk")
    begun(stage, urgency="U3")
    row = stage.clock()
    assert (row.kind, row.limit_amount, row.limit_unit) == ("ACCEPT", 2, "WORKING_DAYS")
    assert row.calendar_version == stage.calendar
    assert row.due_at == MONDAY + 2 * DAY
    assert row.escalate_at == MONDAY + 3 * DAY
    assert row.ladder.startswith("supervisor=3 WORKING_DAYS")


def test_the_same_clock_is_started_once(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, acting_as

    stage.grant("desk")
    begun(stage)
    begun(stage)
    first = stage.clock()
    with acting_as(stage.actors["desk"]):
        meet_clock(record=stage.record, kind="Accept", at=MONDAY)
    begun(stage)
    assert stage.clock(ended_at__isnull=True).id != first.id


def test_another_units_open_clock_is_not_replaced_in_silence(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, acting_as

    stage.grant("desk")
    begun(stage)
    with pytest.raises(IntegrityError, match="open_once"), acting_as(stage.actors["desk"]):
        start_clock(
            record=stage.record, kind="accept", urgency="U2", unit=stage.unit("station"), at=MONDAY
        )


def test_unknown_kinds_and_missing_limits_are_refused(stage: "Stage") -> None:
    from amaan.work.rules.ports import RegisteredClockKind, register_clock_kind
    from tests.actions.work.stage import KIND, remember

    with pytest.raises(LookupError, match="nobody answers"):
        begun(stage, kind="nonsense")
    register_clock_kind(RegisteredClockKind("limitless", remember, record_kind=KIND))
    with pytest.raises(NotFound):
        begun(stage, kind="limitless")


def test_met_in_time_met_late_or_not_there(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, acting_as

    stage.grant("desk")
    begun(stage)
    begun(stage, kind="contact")
    with acting_as(stage.actors["desk"]):
        at = MONDAY + 9 * HOUR
        assert meet_clock(record=stage.record, kind="accept", at=at) is Verdict.BREACHED
        assert meet_clock(record=stage.record, kind="contact", at=at) is Verdict.MET
        assert meet_clock(record=stage.record, kind="contact", at=at) is None
    late = stage.clock(kind="ACCEPT")
    assert (late.met_at, late.breached_at, late.ended_why) == (None, late.due_at, "MET_LATE")


def test_ending_all_some_or_none(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, acting_as

    stage.grant("desk")
    for kind in ("accept", "contact", "progress"):
        begun(stage, kind=kind)
    with acting_as(stage.actors["desk"]):
        ended: dict[str, Any] = {"record": stage.record, "at": MONDAY}
        assert end_clocks(why="X", kinds=[], **ended) == 0
        assert end_clocks(why="DECLINED", kinds=["accept"], **ended) == 1
        assert end_clocks(why="DECLINED", kinds=["accept"], **ended) == 0
        assert end_clocks(why="WITHDRAWN", **ended) == 2


def test_pause_and_resume_move_what_may_rest(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, acting_as

    stage.grant("desk")
    begun(stage, kind="acknowledge")
    begun(stage, kind="contact")
    due = {kind: stage.clock(kind=kind).due_at for kind in ("ACKNOWLEDGE", "CONTACT")}
    with acting_as(stage.actors["desk"]):
        assert pause_clocks(record=stage.record, at=MONDAY + HOUR) == 1
        assert pause_clocks(record=stage.record, at=MONDAY + HOUR) == 0
    with acting_as(stage.actors["desk"]):
        assert resume_clocks(record=stage.record, at=MONDAY + 3 * HOUR) == 1
        assert resume_clocks(record=stage.record, at=MONDAY + 3 * HOUR) == 0
    assert stage.clock(kind="ACKNOWLEDGE").due_at == due["ACKNOWLEDGE"]
    assert stage.clock(kind="CONTACT").due_at == due["CONTACT"] + 2 * HOUR


@pytest.mark.invariant("4b")
def test_the_allowance_is_the_records_not_the_clocks(stage: "Stage") -> None:
    """A clock started after five days of pause has no rest left."""
    from tests.actions.work.stage import MONDAY, acting_as

    stage.grant("desk")
    begun(stage, kind="progress", urgency="U3")
    week_on = MONDAY + 7 * DAY
    with acting_as(stage.actors["desk"]):
        pause_clocks(record=stage.record, at=MONDAY)
    with acting_as(stage.actors["desk"]):
        resume_clocks(record=stage.record, at=week_on)
        start_clock(
            record=stage.record,
            kind="contact",
            urgency="U3",
            unit=stage.unit("desk"),
            at=week_on,
            **stage.place,
        )
        assert pause_clocks(record=stage.record, at=week_on + HOUR) == 0


@pytest.mark.invariant("14a")
def test_u1_never_pauses_not_even_by_sql(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, acting_as, sql

    stage.grant("desk")
    begun(stage, kind="contact", urgency="U1")
    with pytest.raises(Refused, match="u1-never-pauses"), acting_as(stage.actors["desk"]):
        pause_clocks(record=stage.record, at=MONDAY)
    with pytest.raises(IntegrityError, match="u1_never_pauses"):
        sql("worker", "UPDATE work_clock SET paused_at = due_at, pause_ends_at = due_at")


@pytest.mark.invariant("4a")
def test_the_table_itself_refuses_met_and_breached(stage: "Stage") -> None:
    from tests.actions.work.stage import sql

    stage.grant("desk")
    begun(stage)
    with pytest.raises(IntegrityError, match="not_both"):
        sql(
            "worker",
            "UPDATE work_clock SET met_at = due_at, ended_at = due_at, ended_why = 'MET',"
            " breached_at = due_at, leadership_at = due_at",
        )
    with pytest.raises(IntegrityError, match="pause_is_within"):
        sql("worker", "UPDATE work_clock SET pause_limit = '1 h', paused_total = '2 h'")


def test_urgency_raised_to_u1_ends_a_pause(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, acting_as

    stage.grant("desk")
    begun(stage, kind="contact", urgency="U3")
    with acting_as(stage.actors["desk"]):
        pause_clocks(record=stage.record, at=MONDAY + HOUR)
    with acting_as(stage.actors["desk"]):
        assert change_urgency(record=stage.record, urgency="U1", at=MONDAY + 2 * HOUR) == 1
        assert change_urgency(record=stage.record, urgency="U1", at=MONDAY + 2 * HOUR) == 0
    row = stage.clock()
    assert (row.urgency, row.paused_at, row.limit_amount) == ("U1", None, 4)
    assert row.due_at == MONDAY + 6 * HOUR
    assert row.paused_total == HOUR


def test_another_urgency_below_u1_goes_on_resting(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, acting_as

    stage.grant("desk")
    begun(stage, kind="contact", urgency="U3")
    with acting_as(stage.actors["desk"]):
        pause_clocks(record=stage.record, at=MONDAY + HOUR)
    with acting_as(stage.actors["desk"]):
        change_urgency(record=stage.record, urgency="U4", at=MONDAY + 2 * HOUR)
    row = stage.clock()
    assert (row.urgency, row.paused_at) == ("U4", MONDAY + 2 * HOUR)


def test_a_matter_without_clocks_is_no_fault(stage: "Stage") -> None:
    from tests.actions.work.stage import KIND, MONDAY, acting_as

    nothing: dict[str, Any] = {"record": Ref(KIND, uuid4()), "at": MONDAY}
    with acting_as(stage.actors["desk"]):
        assert pause_clocks(**nothing) == resume_clocks(**nothing) == 0
        assert change_urgency(urgency="U1", **nothing) == 0
