"""How does a log survive the process that wrote it, and stay small? Appended to, and above a size
kept as one older file beside it.
"""

import shutil
from pathlib import Path
from typing import BinaryIO

BOUND = 8 * 2**20
OLDER = ".1"


def appended(log: Path) -> BinaryIO:
    """Open for a process that writes; what stands there stays."""
    hold_in_bounds(log)
    return log.open("ab")


def hold_in_bounds(log: Path, bound: int = BOUND) -> bool:
    """Above `bound` bytes it becomes the older file; True then.

    It is copied and emptied, not renamed: a process that runs goes on writing into the same file.
    What it writes between the two steps is lost.
    """
    if not log.exists() or log.stat().st_size <= bound:
        return False
    shutil.copyfile(log, log.with_name(log.name + OLDER))
    with log.open("r+b") as file:
        file.truncate(0)
    return True


def set_aside(log: Path) -> None:
    """Begin an empty log; the former one stays as the older file."""
    if log.exists():
        log.replace(log.with_name(log.name + OLDER))


def last_words(log: Path, size: int = 1500) -> str:
    """The end of a log; of the older one too where the log has only begun."""
    text = ""
    for file in (log.with_name(log.name + OLDER), log):
        if file.exists():
            text += file.read_text(errors="replace")[-size:]
    return text[-size:]
