"""Has a fact waited too long for its place in the chain?"""

from datetime import datetime, timedelta
from typing import Final

LONG: Final = timedelta(seconds=60)  # the sealer passes every second


def waits_too_long(oldest: datetime | None, at: datetime) -> bool:
    """`oldest` is when the oldest fact without a link was recorded; None when there is none."""
    return oldest is not None and at - oldest > LONG
