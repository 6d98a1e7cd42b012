"""What must be right about a person who will sign in, before a row is written?"""

import re
from collections.abc import Iterator
from typing import Final

from amaan.kernel.reasons import Reason

USERNAME: Final = r"^[a-z0-9][a-z0-9._-]{2,63}\Z"
NAME_LETTERS: Final = 120
PASSWORD_LETTERS: Final = 12  # at least; the first password is handed over in person


def reasons_against_adding(
    *, username: str, names: tuple[str, str], password: str
) -> Iterator[Reason]:
    if not re.match(USERNAME, username):
        yield Reason("username-not-well-formed")
    if not all(0 < len(name.strip()) <= NAME_LETTERS for name in names):
        yield Reason("staff-name-missing", {"most": NAME_LETTERS})
    if len(password) < PASSWORD_LETTERS:
        yield Reason("password-too-short", {"least": PASSWORD_LETTERS})
