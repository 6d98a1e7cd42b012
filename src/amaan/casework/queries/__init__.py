"""Reads of dossiers: the list of a unit, one dossier opened for its readers, and the other side's
existence.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet

from amaan.access.transactions import current_connection
from amaan.casework.models import ENTRY, TITLE, Dossier, Entry, Party
from amaan.casework.rules.dossier import EVIDENCE, Compartment
from amaan.directory.rules.services import Somebody
from amaan.identity.actions import link_of
from amaan.identity.queries import traits_of
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import NotFound
from amaan.security.queries.opening import SealedValue, open_fields, open_titles

PAGE = 50


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page of the list ends: the last row's time and id."""

    touched_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class OtherSide:
    """All that one compartment may know of the other: that it exists and whom to ask."""

    compartment: str
    name_en: str
    name_ur: str
    contact: str


def dossiers(*, to: Actor, status: str = "OPEN", after: Cursor | None = None) -> QuerySet[Dossier]:
    """Dossiers of the reader's unit, the last touched first; keyset paging from `after` on."""
    rows = Dossier.objects.filter(unit=to.desk, status=status).order_by("-touched_at", "-id")
    if after is not None:
        earlier = Q(touched_at=after.touched_at, id__lt=after.id)
        rows = rows.filter(Q(touched_at__lt=after.touched_at) | earlier)
    return rows


def dossier_states(ident: OuterRef) -> QuerySet[Dossier, str]:
    """The state of the dossier in a column of another table, for whoever may read it."""
    return Dossier.objects.filter(pk=ident).values_list("status", flat=True)


def titles_of(rows: list[Dossier], *, to: Actor) -> dict[UUID, str | None]:
    """Opened titles of a page, in one round trip; None where the number must do."""
    closed = [SealedValue(TITLE.of(row.id), row.data_key, bytes(row.title)) for row in rows]
    return dict(zip((row.id for row in rows), open_titles(closed, to=to), strict=True))


def dossier_for(ident: UUID, *, to: Actor) -> Dossier:
    """One dossier; raises NotFound also for what the reader may not know of."""
    del to
    row = Dossier.objects.filter(pk=ident).first()
    if row is None:
        raise NotFound
    return row


def entries_of(row: Dossier, *, to: Actor) -> list[tuple[Entry, str | None]]:
    """Entries with their opened texts, newest first."""
    entries = list(
        Entry.objects.filter(dossier=row.id).order_by("-happened_on", "-written_at", "-pk")
    )
    closed = [
        SealedValue(ENTRY.of(row.id, entry.id), entry.data_key, bytes(entry.text))
        for entry in entries
    ]
    return list(zip(entries, open_fields(closed, to=to), strict=True))


def evidence_in(row: Dossier, *, to: Actor) -> list[tuple[Entry, str | None]]:
    """Entries that an outcome may rest on."""
    return [(entry, text) for entry, text in entries_of(row, to=to) if entry.kind in EVIDENCE]


def parties_of(row: Dossier) -> list[Party]:
    return list(Party.objects.filter(dossier=row.id).order_by("added_at", "pk"))


def traits_of_affected(dossier: Any) -> QuerySet[Any, str]:
    """Sex and age of the affected persons of a dossier, for a column of another query."""
    return traits_of(Party.objects.filter(dossier=dossier, role="AFFECTED").values("person"))


def affected_in(dossier: UUID, *, to: Actor) -> list[Somebody]:
    """The affected persons of a dossier, as far as a service asks who they are."""
    del to  # the pass of the transaction decides
    return [read_traits(told) for told in traits_of_affected(dossier)]


def read_traits(told: str) -> Somebody:
    sex, _, age = told.partition(" ")
    return Somebody(sex, {"ADULT": True, "CHILD": False}.get(age))


def other_side(row: Dossier, parties: list[Party], *, to: Actor) -> OtherSide | None:
    """Whether the other compartment has a dossier of an affected person: existence and a contact,
    nothing else.
    """
    affected = [party.person for party in parties if party.role == "AFFECTED"]
    if not affected:
        return None
    here = Compartment(row.compartment)
    there = Compartment.INVESTIGATION if here is Compartment.PROTECTION else Compartment.PROTECTION
    link = link_of(affected[0], there, by=to)
    with current_connection().cursor() as cursor:
        cursor.execute(
            "SELECT compartment, unit_en, unit_ur, contact FROM casework_other_side(%s)", [link]
        )
        found = cursor.fetchone()
    return OtherSide(*found) if found else None
