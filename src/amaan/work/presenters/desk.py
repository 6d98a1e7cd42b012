"""How do a task and a notice read on the page of what waits?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from amaan.kernel.ids import Ref
from amaan.ui import catalogues
from amaan.ui.language import current
from amaan.work.models import Notice, Task
from amaan.work.rules.standing import NOTHING, SOON, State, share_used

UNNAMED: Final = "OTHER"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task: what to do about which record, how urgent, how much time is left."""

    id: UUID
    what: str
    about: Ref
    record_word: str
    urgency: str
    own: bool
    state: State
    left: timedelta
    used: int


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice; it names nobody and no place."""

    id: UUID
    what: str
    about: Ref
    record_word: str
    at: datetime


def task_rows(tasks: Iterable[Task], *, at: datetime) -> Iterator[TaskRow]:
    for task in tasks:
        left, used = task.due_at - at, share_used(task.made_at, task.due_at, at)
        near = State.SOON if used > SOON else State.FINE
        yield TaskRow(
            id=task.id,
            what=code_words("label.task", task.kind),
            about=task.about,
            record_word=code_words("label.record", task.record_kind),
            urgency=task.urgency,
            own=task.seat is not None,
            state=State.LATE if left < NOTHING else near,
            left=left,
            used=used,
        )


def notice_rows(notices: Iterable[Notice]) -> Iterator[NoticeRow]:
    for notice in notices:
        yield NoticeRow(
            id=notice.id,
            what=code_words("label.notice", notice.kind),
            about=notice.about,
            record_word=code_words("label.record", notice.record_kind),
            at=notice.at,
        )


def code_words(section: str, code: str) -> str:
    """The words of a code. One that an upper layer has not named yet must not close the page."""
    try:
        return catalogues.say(section, code, current())
    except catalogues.UnknownWord:
        return catalogues.say(section, UNNAMED, current())
