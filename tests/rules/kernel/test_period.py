"""Are periods half-open everywhere?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.kernel.period import Period

DAYS = st.dates(date(2020, 1, 1), date(2020, 1, 20))
ALL_DAYS = [date(2019, 12, 25) + timedelta(days=n) for n in range(40)]


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = sorted((draw(DAYS), draw(DAYS)))
    return Period(
        draw(st.sampled_from([start, None])),
        draw(st.sampled_from([end, None])),
    )


def test_the_start_lies_inside_and_the_end_outside() -> None:
    march = Period(date(2024, 3, 1), date(2024, 4, 1))
    assert march.holds(date(2024, 3, 1))
    assert march.holds(date(2024, 3, 31))
    assert not march.holds(date(2024, 4, 1))
    assert not march.holds(date(2024, 2, 29))


def test_a_period_without_end_is_open() -> None:
    assert Period(date(2024, 3, 1)).open
    assert not Period(date(2024, 3, 1), date(2024, 4, 1)).open
    assert Period().holds(datetime(2024, 1, 1, tzinfo=UTC))


@given(periods(), periods())
def test_two_periods_overlap_when_some_day_lies_in_both(one: Period, other: Period) -> None:
    shared = any(one.holds(day) and other.holds(day) for day in ALL_DAYS)
    assert one.overlaps(other) is shared
    assert other.overlaps(one) is shared


def test_an_empty_period_holds_and_overlaps_nothing() -> None:
    empty = Period(date(2024, 3, 1), date(2024, 3, 1))
    assert empty.empty
    assert not empty.holds(date(2024, 3, 1))
    assert not empty.overlaps(Period())
    assert not Period().overlaps(empty)
    assert not Period().empty


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [
        (date(2024, 3, 2), date(2024, 3, 1), "end before"),
        (date(2024, 3, 1), datetime(2024, 3, 2, tzinfo=UTC), "not of both"),
        (datetime(2024, 3, 1), None, "zone"),  # noqa: DTZ001  (that is the fault)
    ],
)
def test_a_period_that_makes_no_sense_is_refused(start: date, end: date | None, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Period(start, end)
