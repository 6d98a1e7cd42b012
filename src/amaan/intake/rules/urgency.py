"""How urgent a report is before anyone has read it, and who may lower that (workflows.md section
2).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from amaan.kernel.reasons import Reason
from amaan.kernel.urgency import Urgency


@dataclass(frozen=True, slots=True)
class Danger:
    """The intake answers that the automatic check looks at; None is "not answered"."""

    child: bool | None = None
    confined: bool | None = None
    violence: bool | None = None
    travel_within_48h: bool | None = None


def provisional(danger: Danger) -> tuple[Urgency, tuple[str, ...]]:
    """The urgency and the names of the answers that made it: any danger sign is U1, otherwise U3
    until somebody reads.
    """
    fired = tuple(
        name
        for name in ("child", "confined", "violence", "travel_within_48h")
        if getattr(danger, name) is True
    )
    return (Urgency.U1, fired) if fired else (Urgency.U3, ())


def reasons_against_lowering(
    before: Urgency, after: Urgency, *, second_person: bool, reason: str
) -> Iterator[Reason]:
    """Lowering a U1 needs a reason and a second person (invariant 14)."""
    if before is Urgency.U1 and after is not Urgency.U1:
        if not reason:
            yield Reason("lowering-needs-reason")
        if not second_person:
            yield Reason("lowering-needs-second-person")
