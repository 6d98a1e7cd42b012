"""Who answers for a clock, how a clock looks, what a job may hold, when a task is due."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from amaan.work.rules.clocks import Times
from amaan.work.rules.deferring import ids_only
from amaan.work.rules.ports import (
    Breach,
    RegisteredClockKind,
    clock_kind,
    register_clock_kind,
)
from amaan.work.rules.standing import ClockView, State, share_used, standing_of
from amaan.work.rules.tasks import limit_of, reasons_against_finishing

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DIAL = Times("U2", started_at=NOON, counted_from=NOON, due_at=NOON + 10 * HOUR)


def nothing(breach: Breach) -> None:
    """What a kind of a test does."""


@pytest.mark.parametrize(
    ("times", "hours", "standing"),
    [
        (DIAL, 1, ClockView(State.FINE, 9 * HOUR, 10)),
        (DIAL, 9, ClockView(State.SOON, HOUR, 90)),
        (DIAL, 12, ClockView(State.LATE, -2 * HOUR, 100)),
        (
            Times("U2", NOON, NOON, NOON + 10 * HOUR, paused_at=NOON + HOUR),
            50,
            ClockView(State.PAUSED, 9 * HOUR, 10),
        ),
        (
            Times("U2", NOON, NOON, NOON + HOUR, met_at=NOON, ended_at=NOON),
            50,
            ClockView(State.MET, HOUR, 0),
        ),
        (
            Times("U2", NOON, NOON, NOON + HOUR, breached_at=NOON + HOUR, ended_at=NOON + 2 * HOUR),
            50,
            ClockView(State.LATE, -HOUR, 100),
        ),
    ],
)
def test_standing_of(times: Times, hours: int, standing: ClockView) -> None:
    assert standing_of(times, at=NOON + hours * HOUR) == standing


def test_a_way_of_no_length_is_gone_whole() -> None:
    assert share_used(NOON, NOON, NOON) == 100


def test_a_clock_finds_who_answers_for_its_record_or_for_all() -> None:
    own = RegisteredClockKind("probe_a", nothing, record_kind="thing")
    all_of_them = RegisteredClockKind("probe_a", nothing, limit="accept")
    register_clock_kind(own)
    register_clock_kind(own)
    register_clock_kind(all_of_them)
    assert clock_kind("thing", "PROBE_A") is own
    assert clock_kind("other", "probe_a") is all_of_them
    assert (own.limit_kind, all_of_them.limit_kind) == ("PROBE_A", "ACCEPT")


def test_nobody_answers_for_an_unknown_clock_and_none_has_two_meanings() -> None:
    with pytest.raises(LookupError, match="probe_unknown"):
        clock_kind("thing", "probe_unknown")
    register_clock_kind(RegisteredClockKind("probe_b", nothing))
    with pytest.raises(ValueError, match="two meanings"):
        register_clock_kind(RegisteredClockKind("probe_b", nothing, pausable=True))


def test_a_job_holds_ids_only() -> None:
    ident = uuid4()
    assert ids_only({"a": ident, "b": str(ident).upper()}) == {"a": str(ident), "b": str(ident)}
    for said in ("Bibi", "0300-1234567", ""):
        with pytest.raises(TypeError, match="must be an id"):
            ids_only({"a": said})
    assert UUID(ids_only({"a": ident})["a"]) == ident


@pytest.mark.parametrize(
    ("kind", "limit"), [("allocate_again", "DECLINED"), ("escalation", "ACCEPT"), ("new", "ACCEPT")]
)
def test_limit_of_a_task(kind: str, limit: str) -> None:
    assert limit_of(kind) == limit


def test_a_task_is_done_once() -> None:
    assert not list(reasons_against_finishing(None))
    assert [it.code for it in reasons_against_finishing(NOON)] == ["task-done-already"]
