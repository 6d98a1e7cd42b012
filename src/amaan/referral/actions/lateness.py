"""What a late clock of a referral does: a task for the sender's lead, and the automatic
confirmation of an outcome.
"""

from typing import Final

from amaan.kernel.fact import Fact
from amaan.kernel.reasons import NotFound
from amaan.ledger.actions import record
from amaan.referral.actions.moving import ask_unit, locked, ref_of
from amaan.referral.actions.sending import confirm_outcome
from amaan.referral.rules.referral import Status
from amaan.work.rules.ports import Breach, ClockKind, register_clock_kind

KINDS: Final = ("acknowledge", "accept", "contact", "progress")


def register() -> None:
    """Tell `work` what a late clock of a referral does; called once at start-up."""
    for name in KINDS:
        register_clock_kind(ClockKind(name, on_breach=went_late, record_kind="referral"))
    register_clock_kind(
        ClockKind("outcome_confirm", on_breach=confirm_by_itself, record_kind="referral")
    )


def went_late(breach: Breach) -> None:
    """The sender's unit learns that the receiver is late, at every level again."""
    try:
        row = locked(breach.record.id)
    except NotFound:
        return
    if breach.level == 0:  # one task; higher rungs tell their own posts
        ask_unit(row, row.from_unit, "late", by=breach.by, at=breach.at)
    body = {"clock": breach.kind, "level": breach.level}
    record(Fact("referral.clock_late", ref_of(row), breach.by, breach.at, body=body))


def confirm_by_itself(breach: Breach) -> None:
    """The sender did not answer: the outcome counts as confirmed automatically, and is
    marked so.
    """
    row = locked(breach.record.id)
    if breach.level == 0 and row.status == Status.OUTCOME_REPORTED:
        confirm_outcome.step(referral=row.id, by=breach.by, at=breach.at, automatic=True)
