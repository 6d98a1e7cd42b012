"""Is this node in service, and what is lacking until it may be?"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError

from amaan.access.permissions import Permission
from amaan.access.transactions import one_row
from amaan.directory.queries import Tree, duty_desks, territory_tree, verified_numbers
from amaan.directory.rules.districts import TerritoryKind
from amaan.directory.rules.helplines import ALWAYS_SHOWN, CHILD_LINES
from amaan.kernel.actor import Actor
from amaan.keyservice.port import key_service
from amaan.security.models import NodeMark, Seat
from amaan.security.queries.people import live
from amaan.security.rules.readiness import Ready
from amaan.security.rules.roles import PERMISSIONS

if TYPE_CHECKING:
    from amaan.directory.models import Territory


def in_service() -> bool:
    """What the newest mark says; no, while the database does not answer."""
    try:
        row = one_row("SELECT security_in_service()", [])
    except DatabaseError:
        return False
    return bool(row and row[0])


def newest_mark(*, to: Actor) -> NodeMark | None:
    del to  # open to every member of staff
    return NodeMark.objects.select_related("authority").order_by("-marked_at", "-pk").first()


def marks(*, to: Actor) -> Sequence[NodeMark]:
    del to
    return list(NodeMark.objects.select_related("authority").order_by("-marked_at", "-pk")[:20])


def real_keys() -> bool:
    return not key_service().status().demonstration


def readiness(at: datetime, *, to: Actor) -> list[Ready]:
    """The provinces that this node covers, each with what a report there needs."""
    tree = territory_tree()
    desks, numbers, staffed = duty_desks(at, tree), verified_numbers(at), staffed_units(at, to=to)
    everywhere = numbers.get(None, set())
    found = []
    for province in covered(tree):
        lines = everywhere | numbers.get(province.id, set())
        found.append(
            Ready(
                province=province.short_code,
                name_en=province.name_en,
                name_ur=province.name_ur,
                emergency_line=lines.issuperset(ALWAYS_SHOWN),
                child_line=not lines.isdisjoint(CHILD_LINES),
                duty_desk=not staffed.isdisjoint(desks.get(province.id, set())),
            )
        )
    return found


def covered(tree: Tree) -> "list[Territory]":
    """`province:PB` covers Punjab; a national node covers every province."""
    kind, _colon, code = settings.AMAAN_NODE.partition(":")
    provinces = tree.of_kind(TerritoryKind.PROVINCE)
    return [row for row in provinces if kind != "province" or row.short_code == code]


def staffed_units(at: datetime, *, to: Actor) -> set[UUID]:
    """Units where somebody sits who may acknowledge a report."""
    del to
    acknowledge = Permission.INTAKE_COMPLAINT_ACKNOWLEDGE
    roles = [role for role, may in PERMISSIONS.items() if acknowledge in may]
    rows = Seat.objects.filter(live(at.date()), role__in=roles, staff__is_active=True)
    return set(rows.values_list("unit", flat=True))
