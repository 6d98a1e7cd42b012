"""By when is a task due, and who may finish it?"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from amaan.kernel.reasons import Reason

# A task asks its unit for an answer as a new matter does, unless it repairs a declined one.
LIMIT_OF: Final[Mapping[str, str]] = {
    "ALLOCATE_AGAIN": "DECLINED",
    "REFERRAL_DECLINED": "DECLINED",
    "OUTCOME_REPORTED": "OUTCOME_CONFIRM",
    "CONFIRM_STOP": "STOP_CONFIRM",
}
DEFAULT_LIMIT: Final = "ACCEPT"


def limit_of(kind: str) -> str:
    """The row of the directory's clock table that says how long a task of this kind may take."""
    return LIMIT_OF.get(kind.upper(), DEFAULT_LIMIT)


def reasons_against_finishing(done_at: datetime | None) -> Iterator[Reason]:
    """A task is done once; what it is about cannot be undone here."""
    if done_at is not None:
        yield Reason("task-done-already")
