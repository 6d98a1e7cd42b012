"""What a late clock of a complaint does: it is written down, and the matter goes one rung up the
ladder.
"""

from typing import Final

from amaan.intake.actions.clocks import after_step
from amaan.intake.actions.moving import COMPLAINT, locked, ref_of
from amaan.intake.actions.raising import ask_another_unit, raise_to_post
from amaan.intake.models import Complaint
from amaan.intake.rules.clocks import CONFIRM, CONTACT, INFORMATION, KINDS, PROGRESS
from amaan.intake.rules.complaint import Event, Status
from amaan.kernel.fact import Fact
from amaan.kernel.reasons import NotFound
from amaan.ledger.actions import Transition, record
from amaan.work.rules.ports import Breach, RegisteredClockKind, register_clock_kind

PAUSABLE: Final = frozenset({CONTACT, PROGRESS, "accept"})


def register() -> None:
    """Tell `work` what a late clock of a complaint does; called once at start-up."""
    for name in (*KINDS, "second_review"):
        register_clock_kind(
            RegisteredClockKind(
                name, on_breach=went_late, pausable=name in PAUSABLE, record_kind="complaint"
            )
        )
    asked = RegisteredClockKind(
        INFORMATION, on_breach=answer_lapsed, record_kind="complaint", limit="PAUSE_TOTAL"
    )
    register_clock_kind(asked)


def answer_lapsed(breach: Breach) -> None:
    """No answer within the total pause: back to where it was asked, and the clock goes on."""
    row = locked_or_gone(breach)
    if row is None or breach.level or row.status != Status.MORE_INFORMATION:
        return
    back = Status(row.asked_in) if row.asked_in else None
    step = Transition(Event.LIMIT, to=back, columns={"asked_in": ""})
    COMPLAINT.take(row, step, by=breach.by, at=breach.at)
    after_step(row, by=breach.by, at=breach.at)


def went_late(breach: Breach) -> None:
    """One level of one late clock: the post of that rung becomes a reader with a task, unless
    excluded.

    The post that is vacant or excluded is passed over for the next one above.
    """
    row = locked_or_gone(breach)
    if row is None:
        return
    reached = step_up(row, breach)
    body = {"clock": breach.kind, "level": breach.level, "rung": reached}
    record(Fact("intake.clock_late", ref_of(row), breach.by, breach.at, body=body))


def locked_or_gone(breach: Breach) -> Complaint | None:
    try:
        return locked(breach.record.id, by=breach.by)
    except NotFound:
        return None


def step_up(row: Complaint, breach: Breach) -> int:
    if breach.level == 0:
        # Nobody answered within the period: a supervisor of another unit has to read the file and
        # agree.
        return ask_another_unit(row, by=breach.by, at=breach.at) if breach.kind == CONFIRM else 0
    return raise_to_post(row, breach.post, breach.level, by=breach.by, at=breach.at)
