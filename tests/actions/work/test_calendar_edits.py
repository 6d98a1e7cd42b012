"""A calendar is edited: open due times follow with one fact, history stays (invariant 12)."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from amaan.kernel.ids import Ref
from amaan.work.actions import meet_clock, recompute_open_due, start_clock

if TYPE_CHECKING:
    from uuid import UUID

    from tests.actions.work.stage import Stage

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def follow(stage: "Stage") -> int:
    """What the sweep does about edited calendars; returns how many clocks it looked at."""
    from amaan.access.transactions import reading
    from amaan.work.queries.sweep import stale_calendars
    from tests.actions.work.stage import MONDAY, SWEEP
    from tests.sites import as_role

    done, at = 0, MONDAY + HOUR
    with as_role("worker"):
        with reading(SWEEP):
            edited = stale_calendars(at, by=SWEEP)
        for stale in edited:
            while count := recompute_open_due(stale=stale, by=SWEEP, at=at):
                done += count
    return done


def begin(stage: "Stage", kind: str, urgency: str) -> None:
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


def facts() -> "list[tuple[UUID, dict[str, object]]]":
    from tests.actions.work.stage import sql

    return sql("owner", "SELECT about, body FROM ledger_fact WHERE kind = 'work.due_times_moved'")


@pytest.mark.security("23b")
@pytest.mark.invariant("12a")
def test_open_due_times_follow_and_history_does_not(stage: "Stage") -> None:
    from tests.actions.work.stage import MONDAY, SWEEP, acting_as, edited_calendar, sql

    begin(stage, "accept", "U3")
    begin(stage, "contact", "U2")
    begin(stage, "progress", "U3")
    with acting_as(SWEEP):
        meet_clock(record=stage.record, kind="progress", at=MONDAY)
    met = stage.clock(kind="PROGRESS")
    assert follow(stage) == 0
    new = edited_calendar(stage.calendar, holidays=("2026-03-03",))
    assert follow(stage) == 2
    assert follow(stage) == 0

    accept, contact = stage.clock(kind="ACCEPT"), stage.clock(kind="CONTACT")
    assert accept.due_at == MONDAY + 3 * DAY
    assert contact.due_at == MONDAY + DAY
    assert accept.calendar_version == contact.calendar_version == new
    after = stage.clock(kind="PROGRESS")
    assert (after.due_at, after.calendar_version) == (met.due_at, stage.calendar)

    entry = sql("owner", "SELECT entry FROM directory_calendar_version WHERE id = %s", [new])
    body = {"version": str(new), "instead_of": str(stage.calendar), "moved": 1}
    assert facts() == [(entry[0][0], body)]


@pytest.mark.invariant("12a")
def test_what_is_late_already_keeps_its_version(stage: "Stage") -> None:
    from amaan.work.queries.sweep import Stale
    from tests.actions.work.stage import MONDAY, SWEEP, edited_calendar
    from tests.sites import as_role

    begin(stage, "accept", "U1")
    before = stage.clock()
    edited_calendar(stage.calendar, holidays=("2026-03-03",))
    with as_role("worker"):
        stale = Stale(stage.province, stage.calendar)
        assert recompute_open_due(stale=stale, by=SWEEP, at=MONDAY + 2 * HOUR) == 0
    assert stage.clock().calendar_version == before.calendar_version
    assert facts() == []


def test_a_sweep_without_an_edit_writes_nothing(stage: "Stage") -> None:
    begin(stage, "accept", "U3")
    assert follow(stage) == 0
    assert facts() == []
    assert stage.record == Ref(stage.record.kind, stage.record.id)
