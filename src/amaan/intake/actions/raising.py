"""Bringing a matter one rung up the ladder: a reader is added, never an excluded one, and a task
opens there.
"""

from datetime import datetime

from amaan.directory.queries import parent_unit
from amaan.intake.actions.moving import ref_of
from amaan.intake.models import Complaint
from amaan.kernel.actor import Actor
from amaan.keyservice.port import Handover
from amaan.security.actions.granting import give_grant
from amaan.security.actions.handing_over import first_holder, hand_over_keys
from amaan.security.queries.ladder import OVERSIGHT_LEVEL, Matter, Post, next_post
from amaan.work.actions import give_notice, open_task

SUPERVISOR_LEVEL = 2


def matter_of(complaint: Complaint) -> Matter:
    unit = complaint.action_unit or complaint.desk_unit
    parent = parent_unit(unit) if unit else None
    return Matter(complaint.id, unit, parent, complaint.district, complaint.province)


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
    complaint: Complaint, post: Post, *, by: Actor, at: datetime, kind: str = "escalation"
) -> None:
    ref = ref_of(complaint)
    give_grant(record=ref, unit=post.unit, cause=ref, purpose="ESCALATION", by=by, at=at)
    units = [unit for unit in (complaint.action_unit, complaint.desk_unit) if unit]
    holder = first_holder(complaint.id, units)
    if holder is not None and holder != post.unit:
        hand_over_keys(Handover(complaint.id, holder, post.unit, cause=str(ref)), by=by, at=at)
    open_task(
        record=ref,
        unit=post.unit,
        seat=post.seat,
        kind=kind,
        urgency=complaint.urgency,
        by=by,
        at=at,
    )
    give_notice(unit=post.unit, seat=post.seat, kind=kind, record=ref, at=at)
