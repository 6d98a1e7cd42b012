"""How dear is the next try of a code? Failures raise the cost and never lock anybody out.

security.md section 4, *limits that never punish a victim*: 0-4 failures of a locator and 0-19 of
a source bucket in the last hour cost nothing more; then the cost doubles with every five.
"""

from datetime import timedelta
from typing import Final

WINDOW: Final = timedelta(hours=1)  # failures before it cost nothing more
FREE_BY_LOCATOR: Final = 5
FREE_BY_BUCKET: Final = 20
EACH: Final = 5
BASE: Final = 50_000  # numbers to try, half of them on average: under a second on a slow phone
CAP: Final = 64  # about a minute on a slow phone
WAITS: Final = (10, 20, 40, 60)  # seconds of a timed ticket


def doublings(by_locator: int, by_bucket: int) -> int:
    """How often the base cost has doubled."""
    return max(_over(by_locator, FREE_BY_LOCATOR), _over(by_bucket, FREE_BY_BUCKET))


def _over(failures: int, free: int) -> int:
    return 0 if failures < free else (failures - free) // EACH + 1


def highest_number(doubled: int) -> int:
    """The range in which the browser must search."""
    return BASE * min(1 << min(doubled, 10), CAP)


def wait_seconds(doubled: int) -> int:
    """How long a ticket rests before it is valid, for browsers without scripts."""
    return WAITS[min(doubled, len(WAITS) - 1)]
