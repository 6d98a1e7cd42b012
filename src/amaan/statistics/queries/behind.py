"""Which reports stand behind one figure of the overview?"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from amaan.intake.rules.complaint import OPEN
from amaan.kernel.actor import Actor
from amaan.statistics.queries.overview import REACHED, clocks_of, late
from amaan.statistics.queries.spans import STEPS, reports_with_step

if TYPE_CHECKING:
    from amaan.intake.models import Complaint

ANY_OPEN: Final = "OPEN"  # in the place of one state: every state that is not an end


@dataclass(frozen=True, slots=True)
class CountedFigure:
    """What a figure counts; empty parts narrow nothing."""

    status: str = ""
    reached: str = ""
    closure: str = ""
    clock: str = ""
    timed: str = ""
    late: bool = False
    unplaced: bool = False
    district: UUID | None = None


def rows_behind(
    rows: "QuerySet[Complaint]", figure: CountedFigure, *, to: Actor, at: datetime
) -> "QuerySet[Complaint]":
    """The reports that the figure counts, newest first; clear columns only."""
    found = rows.filter(in_columns(figure)).order_by("-received_at", "-pk")
    if figure.clock or figure.late:
        clocks = clocks_of(rows, to=to).filter(late(at) if figure.late else Q())
        clocks = clocks.filter(kind=figure.clock) if figure.clock else clocks
        found = found.filter(pk__in=clocks.values("record"))
    return reports_with_step(found, figure.timed, to=to) if figure.timed in STEPS else found


def in_columns(figure: CountedFigure) -> Q:
    wanted = Q()
    if figure.status:
        wanted &= Q(status__in=states_of(figure.status))
    if figure.reached in REACHED:
        steps = list(REACHED)[list(REACHED).index(figure.reached) :]
        wanted &= Q(status__in=[state for step in steps for state in REACHED[step]])
    if figure.closure:
        wanted &= Q(closure=figure.closure)
    if figure.unplaced:
        wanted &= Q(district__isnull=True)
    return wanted & Q(district=figure.district) if figure.district else wanted


def states_of(status: str) -> tuple[str, ...]:
    return tuple(OPEN) if status == ANY_OPEN else REACHED.get(status, (status,))
