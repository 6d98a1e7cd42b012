"""Which offices must never learn of a complaint: the one complained of and its line of command.

security.md section 7, *conflict of interest*: the named office, every unit up to district
headquarters, and whoever reports to it. "The police here" excludes every such office of the
district.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from amaan.security.rules.purposes import ExclusionBasis

DISTRICT_LEVEL = "DISTRICT"


@dataclass(frozen=True, slots=True)
class Office:
    """One unit as the rule sees it: where it hangs, whose it is, and where its line leaves the
    district.
    """

    id: UUID
    parent: UUID | None
    agency_kind: str
    district: UUID | None
    territory: UUID | None = None


@dataclass(frozen=True, slots=True)
class Accusation:
    """Whom a reporter complains of: an office from the list, or a kind of office in a district."""

    agency_kind: str
    unit: UUID | None
    district: UUID | None
    places_above: frozenset[UUID] = (
        frozenset()
    )  # division and province, for agencies without a district office


def excluded_offices(
    offices: Mapping[UUID, Office], accusation: Accusation
) -> Iterator[tuple[UUID, ExclusionBasis]]:
    """(office, basis) of the excluded set; each office once.

    A named office of another district than the report's may be a slip of the reporter: then it and
    every such office of the district are kept away, for a doubt must reach neither.
    """
    named = {accusation.unit} if accusation.unit in offices else set()
    elsewhere = any(is_elsewhere(offices[office], accusation) for office in named if office)
    unnamed = set(of_kind_in_district(offices, accusation)) if elsewhere or not named else set()
    core = named | unnamed
    above = {up for office in core if office for up in line_of_command(offices, office)} - core
    below = (
        {down for office in core if office for down in reporting_to(offices, office)} - core - above
    )
    yield from ((office, ExclusionBasis.NAMED_OFFICE) for office in named if office)
    yield from ((office, ExclusionBasis.UNNAMED_OFFICE) for office in unnamed - named)
    yield from ((office, ExclusionBasis.LINE_OF_COMMAND) for office in above)
    yield from ((office, ExclusionBasis.REPORTS_TO_IT) for office in below)


def is_elsewhere(office: Office, accusation: Accusation) -> bool:
    return None not in (office.district, accusation.district) and (
        office.district != accusation.district
    )


def of_kind_in_district(offices: Mapping[UUID, Office], accusation: Accusation) -> list[UUID]:
    """Every such office of the district; where there is none, those that cover it from above."""
    kind = [office for office in offices.values() if office.agency_kind == accusation.agency_kind]
    here = [office.id for office in kind if office.district == accusation.district is not None]
    return here or [office.id for office in kind if office.territory in accusation.places_above]


def line_of_command(offices: Mapping[UUID, Office], office: UUID) -> Iterator[UUID]:
    """Every unit above `office` as far as the line stays in its district; above the district, the
    next one up.
    """
    district, seen = offices[office].district, {office}
    parent = offices[office].parent
    if district is None and parent is not None and parent in offices:
        yield parent
        return
    while (
        parent is not None
        and parent in offices
        and parent not in seen
        and offices[parent].district == district is not None
    ):
        yield parent
        seen.add(parent)
        parent = offices[parent].parent


def reporting_to(offices: Mapping[UUID, Office], office: UUID) -> Iterator[UUID]:
    """Every unit below `office`, however deep."""
    waiting, seen = [office], {office}
    while waiting:
        here = waiting.pop()
        below = [
            each.id for each in offices.values() if each.parent == here and each.id not in seen
        ]
        yield from below
        seen.update(below)
        waiting += below
