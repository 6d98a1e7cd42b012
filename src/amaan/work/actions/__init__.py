"""What may be done with clocks, tasks, notices and the queue."""

from amaan.work.actions.calendars import recompute_open_due
from amaan.work.actions.clocks import (
    end_clocks,
    meet_clock,
    start_clock,
)
from amaan.work.actions.deferring import defer
from amaan.work.actions.notices import give_notice, read_notices
from amaan.work.actions.pausing import pause_clocks, resume_clocks
from amaan.work.actions.sweeping import escalate_clock, hand_out
from amaan.work.actions.tasks import end_tasks, finish_task, open_task
from amaan.work.actions.urgency import change_urgency

__all__ = [
    "change_urgency",
    "defer",
    "end_clocks",
    "end_tasks",
    "escalate_clock",
    "finish_task",
    "give_notice",
    "hand_out",
    "meet_clock",
    "open_task",
    "pause_clocks",
    "read_notices",
    "recompute_open_due",
    "resume_clocks",
    "start_clock",
]
