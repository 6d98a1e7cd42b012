"""What does a reporter hold? Twenty digits: seven to find the record, twelve to prove, one check.

The locator may be quoted to an officer; the secret and the check digit may not. Digits work on
keypads and on the telephone (security.md section 4).
"""

import hmac
import secrets
from dataclasses import dataclass, field

from amaan.kernel.folding import latin_digits
from amaan.kernel.reasons import Reason, Refused

LOCATOR_DIGITS = 7
SECRET_DIGITS = 12
CODE_DIGITS = LOCATOR_DIGITS + SECRET_DIGITS + 1
SPACE: int = 10**LOCATOR_DIGITS

# H. Michael Damm's quasigroup of order 10 (dissertation, Marburg 2004): every single wrong digit
# and every swap of neighbours shows.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
_ROUNDS = 10
_HALF_BITS = 12  # two halves cover 2**24, the smallest even power of two above the space
_HALF = (1 << _HALF_BITS) - 1

# What people and phones put between digits: spaces, dashes, and the direction and joining marks
# that copying from a right-to-left page brings along.
_BETWEEN = dict.fromkeys(
    [*range(0x2010, 0x2016), *range(0x2000, 0x2010), *range(0x202A, 0x2030), *range(0x2066, 0x206A)]
    + [ord(c) for c in " \t\r\n-_.\u00a0\u00ad\u061c\u2212\u3000\ufeff\u2060"]
)


def damm(digits: str) -> int:
    """The check digit of a string of ASCII digits; over a string with its check digit, zero."""
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return interim


def new_secret() -> str:
    """Twelve digits (39.9 bits) from the system's generator."""
    return f"{secrets.randbelow(10**SECRET_DIGITS):0{SECRET_DIGITS}d}"


@dataclass(frozen=True, slots=True)
class TrackingCode:
    """A locator and its secret, ASCII digits both; the secret never shows in a repr."""

    locator: str
    secret: str = field(repr=False)

    def __post_init__(self) -> None:
        lengths = (len(self.locator), len(self.secret)) == (LOCATOR_DIGITS, SECRET_DIGITS)
        if not (lengths and _are_digits(self.locator + self.secret, CODE_DIGITS - 1)):
            raise ValueError("a code has seven digits and twelve")

    @property
    def check(self) -> str:
        """The Damm digit over the first nineteen."""
        return str(damm(self.locator + self.secret))

    @property
    def digits(self) -> str:
        """All twenty digits."""
        return self.locator + self.secret + self.check

    @property
    def lines(self) -> tuple[str, str, str]:
        """As printed: the locator on its own line, so that quoting a line gives no secret away."""
        locator, secret = self.locator, self.secret
        return (
            f"{locator[:3]} {locator[3:]}",
            f"{secret[:4]} {secret[4:8]} {secret[8:]}",
            self.check,
        )


def parse(text: str) -> TrackingCode:
    """Read a code as people type it: ASCII, Urdu or Arabic digits, spaces and dashes between.

    Raises Refused `code-typing-mistake` for any other sign, another length or a wrong check digit;
    that costs nothing and is no attempt. Whether it opens a report is asked by
    `intake/actions/signing_in.py`.
    """
    digits = latin_digits(text).translate(_BETWEEN)
    if not _are_digits(digits, CODE_DIGITS) or damm(digits) != 0:
        raise Refused(Reason("code-typing-mistake"))
    return TrackingCode(digits[:LOCATOR_DIGITS], digits[LOCATOR_DIGITS:-1])


@dataclass(frozen=True, slots=True)
class LocatorPermutation:
    """Running number to public locator and back: unique by construction, no running number shown.

    A Feistel network of ten rounds on HMAC-SHA256 over 24 bits, walked until the value falls into
    0 … 9,999,999 (cycle-walking: Black and Rogaway, 2002). `key` has 32 bytes or more.
    """

    key: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.key) < 32:
            raise ValueError("the locator key has 32 bytes or more")

    def locator(self, number: int) -> str:
        """The seven digits for a running number. Raises ValueError outside the space."""
        if not 0 <= number < SPACE:
            raise ValueError("the number is outside the locator space")
        value = self._forward(number)
        while value >= SPACE:
            value = self._forward(value)
        return f"{value:0{LOCATOR_DIGITS}d}"

    def number(self, locator: str) -> int:
        """The running number behind a locator. Raises ValueError when it is not seven digits."""
        if not _are_digits(locator, LOCATOR_DIGITS):
            raise ValueError("a locator has seven digits")
        value = self._backward(int(locator))
        while value >= SPACE:
            value = self._backward(value)
        return value

    def _forward(self, value: int) -> int:
        left, right = value >> _HALF_BITS, value & _HALF
        for number in range(_ROUNDS):
            left, right = right, left ^ self._round(number, right)
        return left << _HALF_BITS | right

    def _backward(self, value: int) -> int:
        left, right = value >> _HALF_BITS, value & _HALF
        for number in reversed(range(_ROUNDS)):
            left, right = right ^ self._round(number, left), left
        return left << _HALF_BITS | right

    def _round(self, number: int, half: int) -> int:
        message = b"locator-1" + (number << 16 | half).to_bytes(4, "big")
        return int.from_bytes(hmac.digest(self.key, message, "sha256")[:2], "big") & _HALF


def _are_digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()
