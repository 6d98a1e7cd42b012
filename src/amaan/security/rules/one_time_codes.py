"""Which one-time code does a secret show at a moment, and which are taken? (RFC 6238)

The code of the running step is taken and, for the time that reading and typing take, the one just
before (section 5.2 recommends one step at most). A code of the step to come is refused: nothing
delays a code into the future, so only a phone with a wrong clock shows it, and each step more is
one more code that a guesser may hit.
"""

import base64
import hmac
from typing import Final

PERIOD: Final = 30
DIGITS: Final = 6
STEPS_OF_GRACE: Final = 1


def step_at(moment: float) -> int:
    """The number of the time step of a Unix time."""
    return int(moment // PERIOD)


def code_at(secret: str, moment: float) -> str:
    """Six digits for a base32 secret at a Unix time."""
    return code_of(secret, step_at(moment))


def code_of(secret: str, step: int) -> str:
    padded = secret + "=" * (-len(secret) % 8)
    digest = hmac.digest(base64.b32decode(padded), step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 0xF
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of(code: str, secret: str, moment: float) -> int | None:
    """The step whose code this is, among those taken at a moment; None for any other code."""
    present = step_at(moment)
    for step in range(present, present - STEPS_OF_GRACE - 1, -1):
        if hmac.compare_digest(code_of(secret, step).encode(), code.encode()):
            return step
    return None
