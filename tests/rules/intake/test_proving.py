"""Does a try of a code become dearer as security.md section 4 says, and never impossible?"""

from hypothesis import given
from hypothesis import strategies as st

from amaan.intake.rules.proving import BASE, CAP, doublings, highest_number, wait_seconds

COUNTS = st.integers(0, 100_000)


def test_the_first_failures_cost_nothing() -> None:
    assert doublings(4, 19) == 0
    assert doublings(5, 0) == doublings(0, 20) == 1
    assert doublings(10, 0) == 2
    assert [wait_seconds(each) for each in range(6)] == [10, 20, 40, 60, 60, 60]


@given(by_locator=COUNTS, by_bucket=COUNTS)
def test_the_cost_never_falls_and_has_an_end(by_locator: int, by_bucket: int) -> None:
    now, next_one = doublings(by_locator, by_bucket), doublings(by_locator + 1, by_bucket)
    assert BASE <= highest_number(now) <= highest_number(next_one) <= BASE * CAP
    assert wait_seconds(now) <= wait_seconds(next_one) <= 60
