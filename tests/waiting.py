"""How does a test wait for something that another process or thread does? For the state, never for
a time: one limit for all, so generous that only what never comes can reach it.
"""

import os
import time
from collections.abc import Callable
from typing import Final, TypeVar

LIMIT: Final = float(os.environ.get("AMAAN_PATIENCE") or 600)  # seconds
T = TypeVar("T")


def until(condition: Callable[[], T], what: str, *, every: float = 0.05) -> T:
    """Ask `condition` every so many seconds until it gives something true, and return that.

    Raises AssertionError that names `what` was waited for when the limit has passed.
    """
    ends = time.monotonic() + LIMIT
    while not (found := condition()):
        if time.monotonic() > ends:
            raise AssertionError(f"waited {LIMIT:.0f} s in vain for {what}")
        time.sleep(every)
    return found
