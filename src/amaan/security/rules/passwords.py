"""What must be right about a password that somebody chooses for the time to come?

The first password is known to whoever handed it over, so it opens nothing but the page where it is
replaced. Length decides (NIST SP 800-63B section 5.1.1.2): no rule asks for signs of each kind.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from amaan.kernel.reasons import Reason
from amaan.security.rules.new_staff import PASSWORD_LETTERS

MOST_LETTERS: Final = 128  # hashing more would only cost time
LEAST_DIFFERENT: Final = 6
LEAST_NAME: Final = 4  # shorter names stand in too many words
RUNS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",
)
WORDS: Final = (
    "password",
    "passwort",
    "pakistan",
    "admin",
    "welcome",
    "letmein",
    "amaan",
    "qwerty",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A password as typed, and what is known about it and its owner."""

    password: str
    again: str
    names: tuple[str, ...]  # user name and names of the person
    is_the_first: bool
    is_common: bool  # stands in a list of passwords that are tried first


def reasons_against_choosing(choice: Choice) -> Iterator[Reason]:
    """Every objection; the words of each never repeat the password."""
    if len(choice.password) < PASSWORD_LETTERS:
        yield Reason("chosen-password-too-short", {"least": PASSWORD_LETTERS})
    elif len(choice.password) > MOST_LETTERS:
        yield Reason("password-too-long", {"most": MOST_LETTERS})
    elif choice.is_the_first:
        yield Reason("password-is-the-first")
    elif choice.is_common or is_simple(choice.password):
        yield Reason("password-too-simple")
    elif holds_a_name(choice.password, choice.names):
        yield Reason("password-holds-your-name")
    if choice.password != choice.again:
        yield Reason("passwords-differ")


def is_simple(password: str) -> bool:
    """Few different signs, one run of the keyboard, or a known word with figures around it."""
    plain = password.casefold()
    letters = "".join(sign for sign in plain if sign.isalpha())
    run = any(plain in order or plain in order[::-1] for order in RUNS)
    known = any(letters.replace(word, "") == "" for word in WORDS) if letters else plain.isdigit()
    return len(set(plain)) < LEAST_DIFFERENT or run or known


def holds_a_name(password: str, names: Iterable[str]) -> bool:
    """Whether the user name, or a longer part of a name, makes up much of the password."""
    plain = password.casefold()
    parts = [part for name in names for part in name.casefold().replace(".", " ").split()]
    rest = plain
    for part in (*(name.casefold() for name in names), *parts):
        if len(part) >= LEAST_NAME:
            rest = rest.replace(part, "")
    return rest != plain and len(rest) < PASSWORD_LETTERS
