"""Which one-time code would this member of the demonstration staff see on a phone now? (RFC
6238)
"""

import time

from amaan.security.rules.one_time_codes import PERIOD, code_at

LEAST_SECONDS = 3


def code_now(secret: str) -> str:
    """The present code; near the end of its period the next one is waited for."""
    left = PERIOD - time.time() % PERIOD
    if left < LEAST_SECONDS:
        time.sleep(left + 0.1)
    return code_at(secret, time.time())
