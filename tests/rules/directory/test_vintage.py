"""A vintage never says more than its text: 16 spellings, and no day that nobody named."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.directory.rules.vintage import (
    Edge,
    Force,
    Precision,
    Vintage,
    edge,
    force_on,
    read_vintage,
)
from amaan.kernel.reasons import Refused

YEAR_2018 = Edge(date(2018, 1, 1), date(2018, 12, 31), Precision.YEAR)
YEAR_2025 = Edge(date(2025, 1, 1), date(2025, 12, 31), Precision.YEAR)
YEARS_2021_22 = Edge(date(2021, 1, 1), date(2022, 12, 31), Precision.YEAR)
MARCH_2025 = Edge(date(2025, 3, 1), date(2025, 3, 31), Precision.MONTH)
MAY_2025 = Edge(date(2025, 5, 1), date(2025, 5, 31), Precision.MONTH)
JUNE_2016 = Edge(date(2016, 6, 1), date(2016, 6, 30), Precision.MONTH)
NONE = Edge()


@pytest.mark.parametrize(
    ("raw", "start", "end", "precision"),
    [
        ("", NONE, NONE, Precision.UNKNOWN),
        ("2018", YEAR_2018, NONE, Precision.YEAR),
        ("2018-2025", YEAR_2018, YEAR_2025, Precision.YEAR),
        ("2018-2025 amendment", YEAR_2018, YEAR_2025, Precision.YEAR),
        ("2018/2025", YEAR_2018, NONE, Precision.YEAR),
        ("2018 to 2021/22 amendment", YEAR_2018, YEARS_2021_22, Precision.YEAR),
        ("2021/22 to 2025", YEARS_2021_22, YEAR_2025, Precision.YEAR),
        ("from 2025", YEAR_2025, NONE, Precision.YEAR),
        ("from 2025 amendment", YEAR_2025, NONE, Precision.YEAR),
        ("from 2025-03", MARCH_2025, NONE, Precision.MONTH),
        ("from 2025-05", MAY_2025, NONE, Precision.MONTH),
        ("from 2016-06", JUNE_2016, NONE, Precision.MONTH),
        ("pre-2025", NONE, YEAR_2025, Precision.YEAR),
        ("from 2025-03-09", Edge(date(2025, 3, 9), date(2025, 3, 9), Precision.DAY), NONE, "DAY"),
    ],
)
def test_spellings(raw: str, start: Edge, end: Edge, precision: str) -> None:
    vintage = read_vintage(raw)
    assert (vintage.start, vintage.end, vintage.precision) == (start, end, precision)
    assert vintage.raw == raw
    assert vintage.start_known is (start != NONE)


def test_outside_punjab_is_a_limit_of_place_not_a_date() -> None:
    vintage = read_vintage("outside Punjab")
    assert vintage == Vintage("outside Punjab", outside="Punjab")


@pytest.mark.parametrize("raw", ["2018-2025", "pre-2025", "from 2025", "from 2025-03", "2018"])
def test_a_year_or_month_never_becomes_an_exact_day(raw: str) -> None:
    vintage = read_vintage(raw)
    assert vintage.start.exact is None
    assert vintage.end.exact is None


@pytest.mark.parametrize("raw", ["soon", "from then", "2018-20", "from 2025-13", "from 2025-02-30"])
def test_other_texts_are_refused(raw: str) -> None:
    with pytest.raises(Refused):
        read_vintage(raw)


def test_an_exact_day_is_exact() -> None:
    assert edge("2025-03-09").exact == date(2025, 3, 9)


@pytest.mark.parametrize(
    ("on", "force"),
    [
        (date(2017, 12, 31), Force.NOT),
        (date(2018, 6, 1), Force.UNSURE),
        (date(2019, 1, 1), Force.SURE),
        (date(2024, 12, 31), Force.SURE),
        (date(2025, 1, 1), Force.UNSURE),
        (date(2025, 12, 31), Force.NOT),
    ],
)
def test_in_force_between_windows(on: date, force: Force) -> None:
    assert force_on(YEAR_2018, YEAR_2025, on) is force


def test_an_unknown_start_is_never_sure() -> None:
    assert force_on(NONE, NONE, date(2020, 1, 1)) is Force.UNSURE


DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))


@given(first=DAYS, width=st.integers(0, 800), gap=st.integers(1, 3000), on=DAYS)
def test_two_wordings_that_meet_are_never_both_sure(
    first: date, width: int, gap: int, on: date
) -> None:
    start = Edge(first, first + timedelta(days=width), Precision.YEAR)
    change = Edge(first + timedelta(days=gap), first + timedelta(days=gap + width), Precision.YEAR)
    old, new = force_on(start, change, on), force_on(change, NONE, on)
    assert not (old is Force.SURE and new is Force.SURE)
    if on >= first + timedelta(days=width):
        assert {old, new} != {Force.NOT}
