"""From how many reports on may the time that they took be told?"""

from typing import Final

FEWEST: Final = 5  # design: below it a percentile is the time of one report or two
MEDIAN: Final = 0.5
NINETIETH: Final = 0.9
