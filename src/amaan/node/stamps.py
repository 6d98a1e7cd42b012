"""Has a step of set-up been done with these very inputs? Then it is not done again."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from amaan.node.places import REPOSITORY, Places


@dataclass(frozen=True, slots=True)
class SetupStep:
    """One step: what a person reads, which files decide its result, and the work."""

    name: str
    title: str
    inputs: Callable[[], Iterable[Path]]
    work: Callable[[], None]


def hash_of_files(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(REPOSITORY)).encode() + b"\0")
        digest.update(file.read_bytes())
    return digest.hexdigest()


Say = Callable[[str], object]


def perform(where: Places, step: SetupStep, *, say: Say, salt: str = "") -> None:
    """Say what is done and do it, unless its stamp says that it has been done.

    `salt` names what else the result depends on, such as the very database that was filled.
    """
    wanted = f"{hash_of_files(step.inputs())} {salt}".strip()
    stamp = where.stamps / step.name
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say(step.title)
    step.work()
    stamp.write_text(wanted)
