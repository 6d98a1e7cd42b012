"""May the time that reports took be told without telling the time of one of them?"""

from math import floor

from amaan.statistics.rules.spans import FEWEST, MEDIAN, NINETIETH


def test_half_of_them_lie_below_the_one_and_most_below_the_other() -> None:
    assert (MEDIAN, NINETIETH) == (0.5, 0.9)


def test_the_median_of_the_fewest_has_two_reports_on_either_side() -> None:
    """With four it would lie between two, and who knows the others' times knows them both."""
    below = floor(MEDIAN * (FEWEST - 1))
    assert (below, FEWEST - 1 - below) == (2, 2)
