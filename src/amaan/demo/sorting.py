"""The worker's part of the demonstration, done at once instead of within seconds."""

from uuid import UUID

from django.utils.timezone import now

from amaan.demo.story import state
from amaan.intake.actions.acting import apply_act
from amaan.intake.actions.sorting import sort_complaint
from amaan.intake.queries.desk import waiting_acts_of
from amaan.kernel.actor import Actor


def sort_everything() -> None:
    """Sort what waits and apply what reporters decided; running twice changes nothing."""
    for told in state().get("reports", {}).values():
        complaint = UUID(told["complaint"])
        sort_complaint(complaint=complaint, by=Actor.system("sort"), at=now())
        for act in waiting_acts_of(complaint):
            apply_act(act=act, by=Actor.system("act"), at=now())
