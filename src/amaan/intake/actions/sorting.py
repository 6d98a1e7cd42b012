"""The job that runs before anybody reads: who must never know, which desk opens, and the keys for
that desk alone.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from amaan.access.transactions import action
from amaan.directory.queries import intake_desks, territory_parents
from amaan.intake.actions.clocks import begin_clocks
from amaan.intake.actions.moving import locked, ref_of
from amaan.intake.models import Accused, Complaint
from amaan.intake.queries.offices import office_tree
from amaan.intake.rules.exclusion import Accusation, excluded_offices
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.reasons import OutsideFailed
from amaan.keyservice.port import SORTING_UNIT, Handover
from amaan.ledger.actions import record
from amaan.security.actions.granting import exclude_units, give_grant
from amaan.security.actions.handing_over import hand_over_keys
from amaan.security.rules.purposes import ExclusionBasis, GrantPurpose
from amaan.work.actions import give_notice


@action
def sort_complaint(*, complaint: UUID, by: Actor, at: datetime) -> Complaint:
    """State the excluded set, choose a desk outside it, give it grant and keys, start its clock.

    Running twice changes nothing. Raises OutsideFailed when every desk and the oversight pool are
    excluded or missing: the job is tried again and the complaint stays in the sorting unit, visible
    to nobody.
    """
    row = locked(complaint, by=by)
    if row.sorted_at is not None:
        return row
    excluded = excluded_units(row)
    exclude_units(record=row.id, units=excluded, by=by, at=at)
    desk = desk_for(row, {unit for unit, _ in excluded})
    give_grant(
        record=ref_of(row), unit=desk, cause=ref_of(row), purpose=GrantPurpose.DESK, by=by, at=at
    )
    handover = Handover(row.id, SORTING_UNIT, desk, cause=str(ref_of(row)))
    hand_over_keys(handover, by=by, at=at)
    row.desk_unit, row.sorted_at, row.version = desk, at, row.version + 1
    row.save(update_fields=["desk_unit", "sorted_at", "version"])
    record(Fact("intake.sorted", ref_of(row), by, at, body={"desk": str(desk)}))
    begin_clocks(row, at=at)
    give_notice(unit=desk, kind="new_report", record=ref_of(row), at=at)
    return row


def excluded_units(row: Complaint) -> list[tuple[UUID, ExclusionBasis]]:
    """The excluded set of every accusation, each unit once; the offices are read when there is
    one.
    """
    accusations = list(Accused.objects.filter(complaint=row.id).order_by("added_at", "pk"))
    tree = office_tree(row.received_at or row.begun_at) if accusations else {}
    found: dict[UUID, ExclusionBasis] = {}
    for accused in accusations:
        above = territory_parents(accused.territory)
        places = frozenset(place for place in (above.division, above.province) if place)
        accusation = Accusation(accused.agency_kind, accused.unit, accused.territory, places)
        for unit, basis in excluded_offices(tree, accusation):
            found.setdefault(unit, basis)
    return list(found.items())


def desk_for(row: Complaint, excluded: Iterable[UUID]) -> UUID:
    """The first intake desk outside the excluded set: of the province, of the nation, then the
    oversight pool.
    """
    barred = set(excluded)
    for desk in intake_desks(row.province, row.received_at or row.begun_at):
        if desk not in barred:
            return desk
    raise OutsideFailed("no desk outside the excluded set", permanent=False)
