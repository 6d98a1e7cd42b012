"""Where do the generated reports come from? Many from few districts, as everywhere."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from math import ceil
from random import Random
from typing import Final

TOP: Final = 0.1
SHARE_OF_TOP: Final = 0.5
FEWEST: Final = 124  # districts in a small nation
EACH: Final = 4  # so many reports a district before every district takes part


def districts_in_use(reports: int, known: int) -> int:
    """With few reports not every district is shown."""
    return known if reports >= EACH * known else min(known, FEWEST)


@cache
def chances(reports: int, districts: int) -> Sequence[float]:
    """Cumulative chances of the districts, the busiest first, for the reports that come after each
    district had its one: in all, the top tenth has half.
    """
    top = ceil(districts * TOP)
    rest = max(reports - districts, 1)
    share = min(1.0, max(0.0, (SHARE_OF_TOP * reports - top) / rest))
    busy = [1 / (2 + rank) for rank in range(top)]
    quiet = [1 / (20 + rank) for rank in range(districts - top)]
    weights = [share * value / sum(busy) for value in busy]
    weights += [(1 - share) * value / sum(quiet) for value in quiet]
    return list(accumulate(weights))


def district_of(number: int, random: Random, *, reports: int, districts: int) -> int:
    """The place of a report's district in the order of districts, 0 the busiest."""
    if number < districts <= reports:
        return number
    return min(bisect_left(chances(reports, districts), random.random()), districts - 1)
