"""Does office time count only while the office is open?"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.kernel.calendar import WorkingCalendar

PUNJAB = WorkingCalendar(
    version="PB-2024",
    weekly_holidays=frozenset({5, 6}),
    opens=time(9),
    closes=time(17),
    holidays=frozenset({date(2024, 3, 25)}),  # a Monday
)
KARACHI = ZoneInfo("Asia/Karachi")
MOMENTS = st.datetimes(datetime(2023, 12, 1), datetime(2024, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001
SPANS = st.timedeltas(timedelta(0), timedelta(hours=200))


def karachi(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2024, month, day, hour, minute, tzinfo=KARACHI)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (karachi(3, 18, 10), 1, karachi(3, 19, 10)),  # Monday
        (karachi(3, 18, 7), 1, karachi(3, 19, 9)),  # before the opening
        (karachi(3, 18, 20), 1, karachi(3, 20, 9)),  # after the closing
        (karachi(3, 18, 17), 0, karachi(3, 19, 9)),  # the closing minute is outside
        (karachi(3, 22, 16, 30), 1, karachi(3, 26, 16, 30)),  # weekend, then a gazetted Monday
        (karachi(3, 23, 12), 2, karachi(3, 28, 9)),
        (karachi(3, 18, 10), 10, karachi(4, 2, 10)),
    ],
)
def test_working_days_skip_nights_weekends_and_gazetted_days(
    start: datetime, days: int, end: datetime
) -> None:
    due = PUNJAB.add_working_days(start, days)
    assert due == end
    assert due.tzinfo is UTC


def test_working_minutes_run_over_the_night() -> None:
    assert PUNJAB.add_working_minutes(karachi(3, 18, 16, 30), 45) == karachi(3, 19, 9, 15)
    assert PUNJAB.add_working_minutes(karachi(3, 18, 9), 8 * 60) == karachi(3, 19, 9)


@pytest.mark.parametrize(
    ("at", "working"),
    [
        (karachi(3, 18, 9), True),
        (karachi(3, 18, 16, 59), True),
        (karachi(3, 18, 17), False),
        (karachi(3, 18, 8, 59), False),
        (karachi(3, 23, 12), False),
        (karachi(3, 25, 12), False),
        (datetime(2024, 3, 18, 4, tzinfo=UTC), True),  # 9:00 in Karachi
    ],
)
def test_the_office_is_open_half_open(at: datetime, working: bool) -> None:
    assert PUNJAB.is_working(at) is working


@given(MOMENTS, SPANS, SPANS)
def test_office_time_adds_up(start: datetime, one: timedelta, other: timedelta) -> None:
    due = PUNJAB.add_working_time(start, one + other)
    assert PUNJAB.add_working_time(PUNJAB.add_working_time(start, one), other) == due
    assert PUNJAB.working_time_between(start, due) == one + other
    assert PUNJAB.is_working(due)
    assert due >= start


@given(MOMENTS, st.integers(0, 40))
def test_a_working_day_is_a_day_of_office_time(start: datetime, days: int) -> None:
    by_days = PUNJAB.add_working_days(start, days)
    assert by_days == PUNJAB.add_working_minutes(start, days * 8 * 60)
    assert PUNJAB.day_length == timedelta(hours=8)


@given(MOMENTS, MOMENTS)
def test_office_time_between_is_never_negative_nor_more_than_wall_time(
    start: datetime, end: datetime
) -> None:
    office = PUNJAB.working_time_between(start, end)
    assert timedelta(0) <= office <= max(end - start, timedelta(0))


@given(MOMENTS, SPANS, st.sampled_from(["Asia/Karachi", "Europe/Athens", "America/New_York"]))
@pytest.mark.invariant("12b")
def test_the_zone_in_which_a_moment_is_given_changes_nothing(
    start: datetime, span: timedelta, zone: str
) -> None:
    elsewhere = start.astimezone(ZoneInfo(zone))
    assert PUNJAB.add_working_time(elsewhere, span) == PUNJAB.add_working_time(start, span)


@pytest.mark.parametrize(
    ("weekly", "opens", "closes"),
    [
        (frozenset(range(7)), time(9), time(17)),
        (frozenset({7}), time(9), time(17)),
        (frozenset({6}), time(17), time(9)),
    ],
)
def test_a_calendar_without_office_time_is_refused(
    weekly: frozenset[int], opens: time, closes: time
) -> None:
    with pytest.raises(ValueError, match=r"working day|opens before"):
        WorkingCalendar("x", weekly, opens, closes)


def test_time_is_counted_forward_and_from_a_known_zone() -> None:
    with pytest.raises(ValueError, match="forward"):
        PUNJAB.add_working_days(karachi(3, 18, 10), -1)
    with pytest.raises(ValueError, match="forward"):
        PUNJAB.add_working_minutes(karachi(3, 18, 10), -1)
    with pytest.raises(ValueError, match="zone"):
        PUNJAB.is_working(datetime(2024, 3, 18, 10))  # noqa: DTZ001  (that is the fault)
