"""What may ever change of a clock, a task or a notice that is there?"""

from collections.abc import Mapping
from typing import Final

CHANGEABLE: Final[Mapping[str, str]] = {
    "work_clock": (
        "unit, urgency, counted_from, due_at, escalate_at, level, ladder, limit_amount, limit_unit,"
        " calendar_version, paused_at, pause_ends_at, paused_total, pause_limit, pause_unit,"
        " met_at, breached_at, leadership_at, ended_at, ended_why"
    ),
    "work_task": "done_at, done_by",
    "work_notice": "read_at",
}
