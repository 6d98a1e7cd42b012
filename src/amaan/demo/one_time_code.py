"""Which one-time code would this member of the demonstration staff see on a phone now? (RFC
6238)
"""

import base64
import hmac
import time

PERIOD = 30
DIGITS = 6
LEAST_SECONDS = 3


def code_at(secret: str, moment: float) -> str:
    """Six digits for a base32 secret at a Unix time."""
    padded = secret + "=" * (-len(secret) % 8)
    counter = int(moment // PERIOD).to_bytes(8, "big")
    digest = hmac.digest(base64.b32decode(padded), counter, "sha1")
    start = digest[-1] & 0xF
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def code_now(secret: str) -> str:
    """The present code; near the end of its period the next one is waited for."""
    left = PERIOD - time.time() % PERIOD
    if left < LEAST_SECONDS:
        time.sleep(left + 0.1)
    return code_at(secret, time.time())
