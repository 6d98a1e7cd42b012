"""Bringing a record to a post of the escalation ladder: a reader is added, never an excluded one,
and a task opens there.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref
from amaan.keyservice.port import Handover
from amaan.security.actions.granting import give_grant
from amaan.security.actions.handing_over import first_holder, hand_over_keys
from amaan.security.queries.ladder import LadderPost
from amaan.security.rules.purposes import GrantPurpose
from amaan.work.actions import give_notice, open_task

TASK = "escalation"


def raise_to(
    post: LadderPost,
    *,
    record: Ref,
    holders: Sequence[UUID],
    urgency: str,
    by: Actor,
    at: datetime,
    kind: str = TASK,
) -> None:
    """Let the post read `record` and ask it to act; `holders` are units that can open it, the
    likeliest first.

    A consequence: call inside an action, whose fact names the rung. Raises
    Refused("unit-excluded").
    """
    give_grant(
        record=record, unit=post.unit, cause=record, purpose=GrantPurpose.ESCALATION, by=by, at=at
    )
    holder = first_holder(record.id, holders)
    if holder is not None and holder != post.unit:
        hand_over_keys(Handover(record.id, holder, post.unit, cause=str(record)), by=by, at=at)
    open_task(
        record=record,
        unit=post.unit,
        seat=post.seat,
        kind=kind,
        urgency=urgency,
        by=by,
        at=at,
    )
    give_notice(unit=post.unit, seat=post.seat, kind=kind, record=record, at=at)
