"""Who is next on the escalation ladder: the next post that is filled and outside the
excluded set.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from amaan.directory.rules.clock_limits import LEVEL_OF, OVERSIGHT_LEVEL, SUPERVISOR_LEVEL
from amaan.security.models import Seat
from amaan.security.queries import excluded
from amaan.security.queries.people import live
from amaan.security.rules.roles import LEADS, SUPERVISORS, Role


@dataclass(frozen=True, slots=True)
class LadderMatter:
    """Where a record stands, for finding its ladder."""

    record: UUID
    unit: UUID | None
    parent_unit: UUID | None
    district: UUID | None
    province: UUID | None


@dataclass(frozen=True, slots=True)
class LadderPost:
    """A filled rung: its level (1 to 6), the seat and its unit."""

    level: int
    seat: UUID
    unit: UUID


def rungs(matter: LadderMatter) -> list[tuple[int, Q]]:
    """The ladder of workflows.md section 2, from the team lead upward; level 1 to 6."""
    return [
        (1, Q(role__in=LEADS, unit=matter.unit)),
        (SUPERVISOR_LEVEL, Q(role__in=SUPERVISORS, unit=matter.parent_unit)),
        (3, Q(role=Role.DISTRICT_FOCAL_PERSON, territory=matter.district)),
        (4, Q(role=Role.PROVINCIAL_COORDINATOR, territory=matter.province)),
        (5, Q(role=Role.FEDERAL_DESK)),
        (OVERSIGHT_LEVEL, Q(role=Role.OVERSIGHT_OFFICER)),
    ]


def post_reached(matter: LadderMatter, post: str, *, rung: int, on: date) -> LadderPost | None:
    """Who answers for the rung that a late clock has reached: the post that the limit names, else
    the next above it that is filled and not excluded.

    `rung` counts where the limit names a post that the ladder does not have.
    """
    return next_post(matter, above=LEVEL_OF.get(post, rung) - 1, on=on)


def next_post(matter: LadderMatter, *, above: int, on: date) -> LadderPost | None:
    """The first filled post above a level that is outside the excluded set; None when the ladder
    ends.
    """
    for level, wanted in rungs(matter):
        if level <= above or not matter_names(level, matter):
            continue
        for seat in Seat.objects.filter(live(on), wanted, staff__is_active=True).order_by(
            "starts_on", "pk"
        ):
            if not excluded(matter.record, seat.unit_id):
                return LadderPost(level, seat.id, seat.unit_id)
    return None


def matter_names(level: int, matter: LadderMatter) -> bool:
    """Whether the matter says whose rung this is; NULL must not match a seat without unit or
    territory.
    """
    named = {1: matter.unit, 2: matter.parent_unit, 3: matter.district, 4: matter.province}
    return level not in named or named[level] is not None
