"""Bringing a matter one rung up the ladder: a reader is added, never an excluded one, and a task
opens there.
"""

from datetime import datetime

from amaan.directory.queries import parent_unit
from amaan.directory.rules.clock_limits import OVERSIGHT_LEVEL, SUPERVISOR_LEVEL
from amaan.intake.actions.moving import ref_of
from amaan.intake.models import Complaint
from amaan.kernel.actor import Actor
from amaan.security.actions.escalating import TASK, raise_to
from amaan.security.queries.ladder import (
    LadderMatter,
    LadderPost,
    next_post,
    post_reached,
)  # fmt: skip


def matter_of(complaint: Complaint) -> LadderMatter:
    unit = complaint.action_unit or complaint.desk_unit
    parent = parent_unit(unit) if unit else None
    return LadderMatter(complaint.id, unit, parent, complaint.district, complaint.province)


def raise_one_level(complaint: Complaint, *, to_oversight: bool, by: Actor, at: datetime) -> int:
    """Add the next post as a reader with a task; two rejections go to the oversight pool. Returns
    the level reached.

    A consequence: the fact of the step that caused it names it. Returns 0 when the ladder has no
    post left.
    """
    return raise_above(complaint, OVERSIGHT_LEVEL - 1 if to_oversight else 0, by=by, at=at)


def raise_above(complaint: Complaint, level: int, *, by: Actor, at: datetime) -> int:
    found = next_post(matter_of(complaint), above=level, on=at.date())
    if found is None:
        return 0
    add_reader(complaint, found, by=by, at=at)
    return found.level


def raise_to_post(complaint: Complaint, post: str, rung: int, *, by: Actor, at: datetime) -> int:
    """Add the post that a late clock has reached, or the next above it; returns its level, 0 when
    the ladder has ended.
    """
    found = post_reached(matter_of(complaint), post, rung=rung, on=at.date())
    if found is None:
        return 0
    add_reader(complaint, found, by=by, at=at)
    return found.level


def ask_another_unit(complaint: Complaint, *, by: Actor, at: datetime) -> int:
    """Ask a supervisor of another unit to read the file and agree, or the oversight pool where
    there is none.
    """
    for above in (SUPERVISOR_LEVEL - 1, OVERSIGHT_LEVEL - 1):
        found = next_post(matter_of(complaint), above=above, on=at.date())
        other = found is not None and found.unit not in (complaint.action_unit, complaint.desk_unit)
        if found is not None and other and found.level in (SUPERVISOR_LEVEL, OVERSIGHT_LEVEL):
            add_reader(complaint, found, kind="agree_unconfirmed", by=by, at=at)
            return found.level
    return 0


def add_reader(
    complaint: Complaint, post: LadderPost, *, by: Actor, at: datetime, kind: str = TASK
) -> None:
    units = [unit for unit in (complaint.action_unit, complaint.desk_unit) if unit]
    raise_to(
        post,
        record=ref_of(complaint),
        holders=units,
        urgency=complaint.urgency,
        kind=kind,
        by=by,
        at=at,
    )
