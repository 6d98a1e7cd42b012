"""Opening a dossier, writing in it, naming persons, closing it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from amaan.access.transactions import action, current_alias
from amaan.casework.models import ENTRY, TITLE, Dossier, Entry, Party
from amaan.casework.queries.steps import Adding, reasons_against
from amaan.casework.rules.dossier import (
    LIFECYCLE,
    Compartment,
    EntryKind,
    Event,
    new_number,
)  # fmt: skip
from amaan.identity.actions import Particulars, link_of, record_person
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref, uuid7
from amaan.kernel.reasons import OutsideFailed, Reason, refuse_if
from amaan.ledger.actions import Machine, Transition, record
from amaan.security.actions.granting import give_grant
from amaan.security.actions.sealing import Recipients, seal_text
from amaan.security.rules.purposes import GrantPurpose, KeyPurpose

KIND = {
    Event.OPEN: "casework.opened",
    Event.CLOSE: "casework.closed",
    Event.REOPEN: "casework.reopened",
}
DRAWS: Final = 20  # of millions: nobody waits for the last one
DOSSIER = Machine(LIFECYCLE, Dossier, "dossier", KIND)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a new dossier starts with; `source` is the blind token of the complaint it
    grows out of.
    """

    compartment: Compartment
    title: str
    urgency: str
    province: UUID | None = None
    district: UUID | None = None
    province_code: str = ""
    form: str = ""
    child: bool = False
    source: bytes | None = None
    officer: UUID | None = None


@action
def open_dossier(*, opening: Opening, by: Actor, at: datetime) -> Dossier:
    """Open one side of a matter for the acting unit.

    Raises Refused("title-missing"); OutsideFailed when no free number was drawn: try again.
    """
    refuse_if([] if opening.title.strip() else [Reason("title-missing")])
    assert by.unit is not None  # noqa: S101  (staff always sit in a unit)
    ident = uuid7()
    ref = Ref("dossier", ident)
    give_grant(record=ref, unit=by.unit, cause=ref, purpose=GrantPurpose.OWN, by=by, at=at)
    sealed = seal_text(
        opening.title,
        TITLE.of(ident),
        Recipients((by.unit,)),
        kind=ref.kind,
        purpose=KeyPurpose.DOSSIER,
        by=by,
        at=at,
    )
    row = Dossier(
        id=ident,
        compartment=opening.compartment,
        status=LIFECYCLE.after(None, Event.OPEN),
        unit=by.unit,
        officer=opening.officer or by.subject,
        province=opening.province,
        district=opening.district,
        urgency=opening.urgency,
        form=opening.form,
        child=opening.child,
        source=opening.source,
        opened_at=at,
        touched_at=at,
        data_key=sealed.data_key,
        title=sealed.envelope,
    )
    keep_numbered(row, opening.province_code)
    DOSSIER.tell_birth(row, step(row, Event.OPEN), by=by, at=at)
    return row


def keep_numbered(row: Dossier, province: str) -> None:
    """Insert the row under a number that no other dossier has.

    Whoever opens one sees few of those that there are, so only the table knows which are taken.
    """
    for _ in range(DRAWS):
        row.number = new_number(row.opened_at.year, province, Compartment(row.compartment))
        try:
            with transaction.atomic(using=current_alias()):  # a savepoint: the action goes on
                row.save(force_insert=True)
        except IntegrityError as refused:
            if not is_taken(refused):
                raise
        else:
            return
    raise OutsideFailed("no free number was drawn", permanent=False)


def is_taken(refused: IntegrityError) -> bool:
    clash = refused.__cause__
    return isinstance(clash, UniqueViolation) and "number" in (clash.diag.constraint_name or "")


@action
def write_entry(
    *, dossier: UUID, kind: EntryKind, text: str, happened_on: date, by: Actor, at: datetime
) -> Entry:
    """Add one dated entry. Raises Refused("dossier-closed"), Refused("entry-empty"),
    Refused("entry-in-future").
    """
    row = DOSSIER.locked(dossier)
    future = [Reason("entry-in-future")] if happened_on > at.date() else []
    empty = [] if text.strip() else [Reason("entry-empty")]
    refuse_if(reasons_against(row, Adding.ENTRY, by=by), empty, future)
    ident = uuid7()
    sealed = seal_text(
        text,
        ENTRY.of(row.id, ident),
        Recipients((row.unit,)),
        kind="dossier",
        purpose=KeyPurpose.ENTRY,
        by=by,
        at=at,
    )
    entry = Entry(
        id=ident,
        dossier_id=row.id,
        kind=kind,
        happened_on=happened_on,
        written_at=at,
        written_by=by.subject,
        data_key=sealed.data_key,
        text=sealed.envelope,
    )
    entry.save(force_insert=True)
    touch(row, at=at)
    record(Fact("casework.entry_written", Ref("dossier", row.id), by, at, body={"kind": str(kind)}))
    return entry


@action
def add_party(*, dossier: UUID, person: UUID, role: str, by: Actor, at: datetime) -> Party:
    """Name a person in a dossier; the first affected person gives the dossier its blind link."""
    row = DOSSIER.locked(dossier)
    refuse_if(reasons_against(row, Adding.PERSON, by=by))
    party = Party(dossier_id=row.id, person=person, role=role, added_at=at, added_by=by.subject)
    party.save(force_insert=True)
    if role == "AFFECTED" and row.link is None:
        row.link = link_of(person, row.compartment, by=by)
        row.save(update_fields=["link"])
    touch(row, at=at)
    record(Fact("casework.party_added", Ref("dossier", row.id), by, at, body={"role": role}))
    return party


@action
def add_new_person(
    *, dossier: UUID, particulars: Particulars, role: str, by: Actor, at: datetime
) -> Party:
    """Record a person for the side of this dossier and name them in it: both or neither.

    Raises Refused as `record_person` and `add_party` do.
    """
    side = DOSSIER.locked(dossier).compartment
    person = record_person.step(particulars=particulars, compartment=side, by=by, at=at)
    return add_party.step(dossier=dossier, person=person.id, role=role, by=by, at=at)


def touch(row: Dossier, *, at: datetime) -> None:
    row.touched_at, row.version = at, row.version + 1
    row.save(update_fields=["touched_at", "version"])


@action
def close_dossier(*, dossier: UUID, reason: str, by: Actor, at: datetime) -> Dossier:
    row = DOSSIER.locked(dossier)
    refuse_if(
        reasons_against(row, Event.CLOSE, by=by),
        [] if reason.strip() else [Reason("reason-missing")],
    )
    return DOSSIER.take(row, step(row, Event.CLOSE, closed_at=at), by=by, at=at)


def step(row: Dossier, event: Event, **columns: object) -> Transition:
    return Transition(event, columns=columns, body={"compartment": row.compartment})
