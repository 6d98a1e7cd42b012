"""A value of the file is a number, a suppressed mark, or no value at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.statistics.rules.official import Interval, Value

COUNTS = st.integers(min_value=0, max_value=10**15 - 1)


def intervals() -> st.SearchStrategy[Interval]:
    return st.tuples(COUNTS, COUNTS).map(lambda pair: Interval(min(pair), max(pair)))


@pytest.mark.parametrize(
    ("raw", "number"),
    [("7", 7), ("0", 0), ("1,526", 1526), ("61,102,019", 61_102_019), (" 42 ", 42), ("1526", 1526)],
)
def test_numbers_with_and_without_thousands_commas(raw: str, number: int) -> None:
    value = Value.parse(raw)
    assert value is not None
    assert (value.number, value.raw, value.suppressed) == (number, raw, False)


@pytest.mark.parametrize("raw", ["<5", " <5", "< 5"])
def test_a_suppressed_mark_is_an_interval_and_never_a_number(raw: str) -> None:
    value = Value.parse(raw)
    assert value is not None
    assert value.suppressed
    assert value.number is None
    assert value.interval == Interval(0, 4)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "n/a",
        "-5",
        "+5",
        "1.5",
        "1.526",
        "12,34",
        "1,5260",
        "<10",
        "<=5",
        ">5",
        "5%",
        "٥",
        "1e3",
        "9" * 16,
    ],
)
def test_anything_else_is_no_value(raw: str) -> None:
    assert Value.parse(raw) is None


@given(COUNTS)
def test_every_count_reads_back(number: int) -> None:
    for raw in (str(number), f"{number:,}"):
        value = Value.parse(raw)
        assert value is not None
        assert value.number == number


@given(st.text())
def test_no_text_becomes_a_wrong_value(text: str) -> None:
    value = Value.parse(text)
    if value is not None and not value.suppressed:
        assert text.strip().replace(",", "") == str(value.number).zfill(
            len(text.strip().replace(",", ""))
        )
    if value is not None and value.suppressed:
        assert text.strip().replace(" ", "").replace("\t", "").startswith("<")


@given(intervals(), intervals())
def test_sums_hold_every_sum_of_counts_inside(one: Interval, other: Interval) -> None:
    total = one + other
    for a in (one.low, one.high):
        for b in (other.low, other.high):
            assert total.low <= a + b <= total.high


@given(intervals(), intervals())
def test_two_intervals_meet_or_one_is_surely_above(one: Interval, other: Interval) -> None:
    verdicts = [one.meets(other), one.surely_above(other), other.surely_above(one)]
    assert verdicts.count(True) == 1
    assert one.meets(other) == other.meets(one)


@given(intervals(), intervals())
def test_the_hull_holds_both(one: Interval, other: Interval) -> None:
    hull = one.hull(other)
    assert hull.low <= min(one.low, other.low)
    assert hull.high >= max(one.high, other.high)


def test_no_interval_below_zero_or_backwards() -> None:
    for low, high in ((-1, 3), (4, 2)):
        with pytest.raises(ValueError, match="no interval"):
            Interval(low, high)
