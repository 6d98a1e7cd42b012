"""What a late clock of a referral does: the sender learns of it, the matter climbs the receiver's
ladder, and an outcome that nobody confirms is confirmed automatically.

Which posts stand on the ladder: `security/queries/ladder.py`; after which time each is told:
`data/clock_limits.csv`.
"""

from typing import Final

from amaan.directory.queries import parent_unit
from amaan.kernel.fact import Fact
from amaan.kernel.reasons import NotFound
from amaan.ledger.actions import record
from amaan.referral.actions.moving import REFERRAL, ask_unit, ref_of
from amaan.referral.actions.sending import confirm_outcome
from amaan.referral.models import Referral
from amaan.referral.rules.referral import Status
from amaan.security.actions.escalating import raise_to
from amaan.security.actions.granting import inherit_exclusions
from amaan.security.queries.ladder import LadderMatter, post_reached
from amaan.work.rules.ports import Breach, RegisteredClockKind, register_clock_kind

KINDS: Final = ("acknowledge", "accept", "contact", "progress")


def register() -> None:
    """Tell `work` what a late clock of a referral does; called once at start-up."""
    for name in KINDS:
        register_clock_kind(RegisteredClockKind(name, on_breach=went_late, record_kind="referral"))
    register_clock_kind(
        RegisteredClockKind("outcome_confirm", on_breach=confirm_by_itself, record_kind="referral")
    )


def went_late(breach: Breach) -> None:
    """At once the sender's unit has a task; at each rung the post of that rung becomes a reader
    with a task, unless excluded (workflows.md section 2).

    The post that is vacant or excluded is passed over for the next one above.
    """
    try:
        row = REFERRAL.locked(breach.record.id)
    except NotFound:
        return
    rung = 0
    if breach.level == 0:
        ask_unit(row, row.from_unit, "late", by=breach.by, at=breach.at)
    else:
        rung = step_up(row, breach)
    body = {"clock": breach.kind, "level": breach.level, "rung": rung}
    record(Fact("referral.clock_late", ref_of(row), breach.by, breach.at, body=body))


def step_up(row: Referral, breach: Breach) -> int:
    """Bring it to the post that the limit names on the ladder of the unit that owes the step, or to
    the next above; returns the level reached, 0 when the ladder has ended.
    """
    # Who was excluded from the dossier after this was sent is excluded from it too.
    inherit_exclusions(source=row.dossier_id, record=row.id, at=breach.at)
    parent = parent_unit(row.to_unit)
    matter = LadderMatter(row.id, row.to_unit, parent, row.district, row.province)
    post = post_reached(matter, breach.post, rung=breach.level, on=breach.at.date())
    if post is None:
        return 0
    # Once it is accepted the receiving unit reads by seats alone; the sending unit holds as a
    # whole, and only such a unit's keys are handed on.
    raise_to(
        post,
        record=ref_of(row),
        holders=(row.from_unit, row.to_unit),
        urgency=row.urgency,
        by=breach.by,
        at=breach.at,
    )
    return post.level


def confirm_by_itself(breach: Breach) -> None:
    """The sender did not answer: the outcome counts as confirmed automatically, and is
    marked so.
    """
    row = REFERRAL.locked(breach.record.id)
    if breach.level == 0 and row.status == Status.OUTCOME_REPORTED:
        confirm_outcome.step(referral=row.id, by=breach.by, at=breach.at, automatic=True)
