"""Are these the columns that the file may have? A name that nobody reads is refused, for what
stands under it would be lost in silence: a secret address under `Secret_Address` was once shown to
everybody.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Final

from amaan.kernel.reasons import Reason

NEAR: Final = 0.8  # how alike two names must be for "did you mean"
SHOWN: Final = 60
OTHER_SEPARATORS: Final = re.compile(r"[;\t|]")
_NOT_TOLD_APART: Final = re.compile(r"[\W_]+")


def reasons_against_columns(
    given: Sequence[str], required: Sequence[str], known: Sequence[str]
) -> Iterator[Reason]:
    """Objections to the column names of a file, each with the name and what to do about it."""
    if len(given) == 1 and OTHER_SEPARATORS.search(given[0]):
        yield Reason("file-other-separator")
        return
    meant = {name: wanted for name in given if (wanted := meant_by(name, given, known))}
    for position, name in enumerate(given):
        yield from _reasons_against_name(position, given, known, meant.get(name, ""))
    for name in required:
        if name not in given and name not in meant.values():
            yield Reason("column-missing", {"field": name})


def _reasons_against_name(
    position: int, given: Sequence[str], known: Sequence[str], meant: str
) -> Iterator[Reason]:
    name = given[position]
    told = {"field": name.strip()[:SHOWN]}
    if not name.strip():
        yield Reason("column-without-name", {"column": position + 1})
    elif name in given[:position]:
        yield Reason("column-twice", told)
    elif meant:
        yield Reason("column-misnamed", {**told, "meant": meant})
    elif name not in known:
        yield Reason("column-unknown", told)


def meant_by(name: str, given: Sequence[str], known: Sequence[str]) -> str:
    """The column that a misspelt name may stand for, when the file lacks it; else ""."""
    free = {_spelling(one): one for one in known if one not in given}
    found = get_close_matches(_spelling(name), free, n=1, cutoff=NEAR) if name.strip() else []
    return free[found[0]] if found and name not in known else ""


def _spelling(name: str) -> str:
    """A name without what a hand at a spreadsheet changes: capitals, spaces, underlines."""
    return _NOT_TOLD_APART.sub("", name).casefold()
