"""Which offices are there, in which tree, and which of them may receive a matter?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from amaan.directory.models import Agency, Post, Unit
from amaan.directory.queries.territories import (
    Tree,
    above_columns,
    kinds_above,
    territory_tree,
)
from amaan.directory.rules.districts import TerritoryKind
from amaan.directory.rules.mandates import Candidate, Matter, reasons_against_unit
from amaan.kernel.reasons import Reason


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One open unit for reckoning who must not know: where it hangs, whose it is, in which
    district.
    """

    id: UUID
    parent: UUID | None
    agency_kind: str
    district: UUID | None


AFTER_SLASH = "0"  # the text that follows "/" in the C collation: the end of a branch


def open_units(on: date) -> QuerySet[Unit]:
    begun = Q(valid_from=None) | Q(valid_from__lte=on)
    lasts = Q(valid_to=None) | Q(valid_to__gt=on)
    rows = Unit.objects.filter(begun, lasts).select_related("agency", "territory")
    return rows.order_by("name_en", "id")


def units_in(
    territory: UUID, *, at: datetime, kinds: Iterable[str] = (), tree: Tree | None = None
) -> QuerySet[Unit]:
    """Open units whose place is this one or lies in it, of the kinds named (none: all)."""
    places = (tree or territory_tree()).below(territory)
    rows = open_units(at.date()).filter(territory__in=places)
    return rows.filter(kind__in=list(kinds)) if kinds else rows


def unit(unit_id: UUID) -> Unit | None:
    rows = Unit.objects.select_related("agency", "territory", "parent")
    return rows.filter(id=unit_id).first()


def branch_of(path: str) -> QuerySet[Unit]:
    """The unit at `path` and all units below it: a range of texts, so that the index serves it."""
    below = Q(path__gt=f"{path}/", path__lt=path + AFTER_SLASH)
    return Unit.objects.filter(Q(path=path) | below).order_by("path")


def parent_unit(unit_id: UUID) -> UUID | None:
    return Unit.objects.filter(id=unit_id).values_list("parent", flat=True).first()


def is_police(unit_id: UUID) -> bool:
    """Does a report go there only with consent, U1 or a child? An unknown unit counts as police."""
    row = Unit.objects.filter(id=unit_id).values_list("agency__is_police", flat=True).first()
    return True if row is None else row


def offices(at: datetime) -> list[OfficeRow]:
    """Every open unit, with the 2023 district that its place lies in (None above the districts)."""
    tree = territory_tree()
    return [
        OfficeRow(row.id, row.parent_id, row.agency.kind, _district_of(row.territory_id, tree))
        for row in open_units(at.date())
    ]


def _district_of(territory: UUID, tree: Tree) -> UUID | None:
    districts = [r.id for r in tree.above(territory) if r.kind == TerritoryKind.DISTRICT]
    return districts[-1] if districts else None


def duty_desks(at: datetime, tree: Tree) -> Mapping[UUID, set[UUID]]:
    """Province -> the intake desks that lie in it."""
    found: dict[UUID, set[UUID]] = {}
    for row in open_units(at.date()).filter(is_intake_desk=True):
        for place in tree.above(row.territory_id):
            if place.kind == TerritoryKind.PROVINCE:
                found.setdefault(place.id, set()).add(row.id)
    return found


def intake_desks(province: UUID | None, at: datetime) -> list[UUID]:
    """Where a report may be opened: desks of the province, of the nation, of others, then
    oversight pools.
    """
    found = open_units(at.date()).filter(Q(is_intake_desk=True) | Q(is_oversight_pool=True))
    rows = found.order_by("id").values_list("id", "is_intake_desk", *above_columns("territory__"))

    def rank(row: tuple[Any, ...]) -> tuple[bool, int, str]:
        ident, reads_reports, *columns = row
        above = kinds_above(columns)
        near = 0 if province in above.values() else 2 - (TerritoryKind.PROVINCE not in above)
        return not reads_reports, near, str(ident)

    return [row[0] for row in sorted(rows, key=rank)]


def candidate_of(row: Unit, tree: Tree, on: date) -> Candidate:
    """The unit as the mandate rule sees it; a unit of the whole nation is bound to no place."""
    begun = row.valid_from is None or row.valid_from <= on
    lasts = row.valid_to is None or row.valid_to > on
    everywhere = tree.rows[row.territory_id].kind == TerritoryKind.NATION
    places = frozenset[UUID]() if everywhere else tree.below(row.territory_id)
    return Candidate(row.id, row.kind, open=begun and lasts, territories=places)


def candidate(unit_id: UUID, at: datetime) -> Candidate:
    """One unit for the mandate rule; an unknown one is not open and of no kind."""
    row = unit(unit_id)
    if row is None:
        return Candidate(unit_id, kind="", open=False)
    return candidate_of(row, territory_tree(), at.date())


def reasons_against_receiving(unit_id: UUID, matter: Matter, *, at: datetime) -> Iterator[Reason]:
    """Why a unit may not receive a matter."""
    yield from reasons_against_unit(candidate(unit_id, at), matter)


def units_for(matter: Matter, *, at: datetime) -> list[Unit]:
    """Open units that may receive the matter as far as kind and place go, the nearest place
    first.
    """
    tree, on = territory_tree(), at.date()
    able = [
        row
        for row in open_units(on)
        if not any(reasons_against_unit(candidate_of(row, tree, on), matter))
    ]
    near = {place.id: rank for rank, place in enumerate(tree.above(matter.territory))}
    return sorted(able, key=lambda row: (near.get(row.territory_id, len(near)), row.name_en))


def agencies() -> QuerySet[Agency]:
    return Agency.objects.select_related("province").order_by("code")


def agency_coded(code: str) -> Agency | None:
    return Agency.objects.filter(code=code).first()


def posts_of(unit_id: UUID, on: date) -> QuerySet[Post]:
    lasts = Q(valid_to=None) | Q(valid_to__gt=on)
    return Post.objects.filter(lasts, unit=unit_id).order_by("is_deputy", "name_en", "id")


def unit_named(text: str, *, at: datetime) -> Unit | None:
    """The one open unit of this name in either language, or None."""
    found = list(open_units(at.date()).filter(Q(name_en=text) | Q(name_ur=text))[:2])
    return found[0] if len(found) == 1 else None
