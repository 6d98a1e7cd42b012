"""A pause that begins after the due moment rewrites nothing."""

from datetime import UTC, datetime, time, timedelta

import pytest

from amaan.kernel.calendar import WorkingCalendar
from amaan.kernel.clock import LimitUnit, paused_due
from amaan.kernel.period import Period

CALENDAR = WorkingCalendar("PB-2026", frozenset({5, 6}), time(9), time(17))
DUE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.invariant("12a")
@pytest.mark.parametrize("unit", list(LimitUnit))
@pytest.mark.parametrize("late", [timedelta(0), timedelta(hours=1), timedelta(days=9)])
def test_what_is_due_already_does_not_move(unit: LimitUnit, late: timedelta) -> None:
    pause = Period(DUE + late, DUE + late + timedelta(days=3))
    assert paused_due(DUE, pause, unit, CALENDAR) == DUE
