"""The rows of one report while its life is told: facts, keys and wraps, grants, tasks, notices.

Each function stands for the inner step of the same name in `security`, `work` and `ledger`, and
leaves the rows that it would leave; the rules and the sealing are the same code. A test drives the
same life through the real actions and compares every row.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model

from amaan.demo.generator.rows import Row, new_row
from amaan.demo.generator.world import InventedKey, World
from amaan.kernel.actor import Actor
from amaan.kernel.clock import due_at
from amaan.kernel.envelope import Aad, new_data_key, seal, wrap
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref, uuid7
from amaan.ledger.actions import Machine, Transition
from amaan.ledger.models import LedgerFact
from amaan.ledger.rules.canon import body_of
from amaan.ledger.rules.releases import release_of
from amaan.security.actions.sealing import Recipients, SealedText
from amaan.security.models import Consent, DataKey, Exclusion, Grant, Wrap
from amaan.security.rules.purposes import (
    ConsentHow,
    ConsentPurpose,
    ExclusionBasis,
    GrantEnd,
    GrantPurpose,
    KeyPurpose,
    RecipientKind,
)
from amaan.work.models import Clock, Notice, Task
from amaan.work.rules.clocks import Terms, Times
from amaan.work.rules.tasks import limit_of


def new_id(at: datetime) -> UUID:
    """Ordered by the moment that the row tells of, as if it had been written then."""
    return uuid7(int(at.timestamp() * 1000))


@dataclass(slots=True)
class OpenKey:
    """A data key while its report is written; the plain key is forgotten with it."""

    id: UUID
    record: UUID
    purpose: KeyPurpose
    key: bytes = field(repr=False)
    held_by: set[UUID] = field(default_factory=set)


@dataclass(slots=True)
class RunningClock:
    """A clock: its row, and the values that the rules reckon with."""

    row: Row
    times: Times
    terms: Terms
    about: Ref
    kind: str


@dataclass(slots=True)
class Book:
    world: World
    rows: dict[type[Model], list[Row]] = field(default_factory=dict)
    keys: list[OpenKey] = field(default_factory=list)
    dials: list[RunningClock] = field(default_factory=list)
    excluded: dict[UUID, set[UUID]] = field(default_factory=dict)
    swept: list[tuple[UUID, str, datetime]] = field(default_factory=list)  # record, clock, when

    def add(self, model: type[Model], ident: UUID, **values: Any) -> Row:
        row = new_row(model, ident, **values)
        self.rows.setdefault(model, []).append(row)
        return row

    def of(self, model: type[Model]) -> list[Row]:
        return self.rows.get(model, [])

    # facts

    def fact(self, fact: Fact) -> None:
        """Number, mark and the moment of recording are given when the batch is written."""
        by = fact.by
        self.add(
            LedgerFact,
            new_id(fact.at),
            node=self.world.node,
            chain=by.agency,
            kind=fact.kind,
            about_kind=fact.about.kind,
            about=fact.about.id,
            actor_kind=str(by.kind),
            actor=by.subject,
            person=by.person,
            unit=by.unit,
            role=by.role,
            machine=fact.machine,
            event=str(fact.event),
            before=str(fact.before),
            after=str(fact.after),
            reason=fact.reason,
            body=body_of(fact.body),
            happened_at=fact.at,
            release=str(release_of(fact.kind)),
            key=fact.key,
            nonce=secrets.token_bytes(16),
            sealed_hash=b"",
        )

    def take(
        self, machine: "Machine[Any]", row: Row, step: Transition, *, by: Actor, at: datetime
    ) -> None:
        """One step of any machine, as `Machine.take` takes it."""
        before = row["status"]
        row["status"] = str(machine.lifecycle.after(before, step.event, step.to))
        row["version"] += 1
        row.update(step.columns)
        self.tell(machine, row, step, before, by=by, at=at)

    def tell(
        self,
        machine: "Machine[Any]",
        row: Row,
        step: Transition,
        before: str,
        *,
        by: Actor,
        at: datetime,
    ) -> None:
        """The fact of a step; `before` is empty where the step made the record."""
        ident = row["id"]
        self.fact(
            Fact(
                machine.kinds[step.event],
                Ref(machine.record, ident),
                by,
                at,
                machine=machine.lifecycle.tag,
                event=step.event,
                before=before,
                after=row["status"],
                reason=step.reason,
                body=step.body,
                key=step.key,
            )
        )

    # keys and wraps

    def new_key(self, record: Ref, purpose: KeyPurpose, *, at: datetime) -> OpenKey:
        opened = OpenKey(new_id(at), record.id, purpose, new_data_key())
        self.keys.append(opened)
        self.add(
            DataKey,
            opened.id,
            record_kind=record.kind,
            record=record.id,
            purpose=purpose,
            made_at=at,
        )
        return opened

    def wrap_to(self, opened: OpenKey, to: Recipients, *, by: Actor, at: datetime) -> None:
        for unit in dict.fromkeys(to.units):
            self.wrap_row(opened, unit, self.world.key(unit), by=by, at=at)
        if to.reporter is not None:
            boxed = wrap(opened.key, to.reporter)
            self.put_wrap(
                opened, (RecipientKind.REPORTER, opened.record, "reporter"), boxed, by=by, at=at
            )

    def wrap_row(
        self, opened: OpenKey, unit: UUID, key: InventedKey, *, by: Actor, at: datetime
    ) -> None:
        opened.held_by.add(unit)
        boxed = bytes(key.box.encrypt(opened.key))
        self.put_wrap(opened, (RecipientKind.UNIT, unit, key.id), boxed, by=by, at=at)

    def put_wrap(
        self, opened: OpenKey, to: tuple[str, UUID, str], boxed: bytes, *, by: Actor, at: datetime
    ) -> None:
        kind, recipient, key_id = to
        self.add(
            Wrap,
            new_id(at),
            data_key_id=opened.id,
            record=opened.record,
            recipient_kind=kind,
            recipient=recipient,
            key_id=key_id,
            wrapped=boxed,
            wrapped_at=at,
            wrapped_by=by.subject,
        )

    def seal_text(
        self,
        text: str,
        place: Aad,
        to: Recipients,
        *,
        kind: str,
        purpose: KeyPurpose,
        by: Actor,
        at: datetime,
    ) -> SealedText:
        opened = self.new_key(Ref(kind, place.record), purpose, at=at)
        self.wrap_to(opened, to, by=by, at=at)
        return SealedText(opened.id, seal(text.encode(), opened.key, place))

    def hand_over(
        self, record: UUID, from_unit: UUID, to_unit: UUID, *, by: Actor, at: datetime
    ) -> None:
        key = self.world.key(to_unit)
        for opened in self.keys:
            theirs = opened.record == record and from_unit in opened.held_by
            if theirs and opened.purpose is not KeyPurpose.STAYS and to_unit not in opened.held_by:
                self.wrap_row(opened, to_unit, key, by=by, at=at)

    def holds_keys(self, record: UUID, unit: UUID) -> bool:
        return any(it.record == record and unit in it.held_by for it in self.keys)

    # who may read

    def grant(
        self,
        record: Ref,
        unit: UUID,
        cause: Ref,
        purpose: GrantPurpose,
        *,
        by: Actor,
        at: datetime,
        seat: UUID | None = None,
    ) -> None:
        asked = (record.id, unit, cause.id, purpose, seat)
        for row in self.of(Grant):
            has = (row["record"], row["unit"], row["cause"], row["purpose"], row["seat"])
            if has == asked and row["ended_at"] is None:
                return
        self.add(
            Grant,
            new_id(at),
            record_kind=record.kind,
            record=record.id,
            unit=unit,
            seat=seat,
            purpose=purpose,
            cause_kind=cause.kind,
            cause=cause.id,
            granted_by=by.subject,
            starts_at=at,
        )

    def end_grants(self, why: GrantEnd, *, at: datetime, **where: Any) -> None:
        for row in self.of(Grant):
            if row["ended_at"] is None and all(row[name] == it for name, it in where.items()):
                row["ended_at"], row["ended_why"] = at, why

    def exclude(
        self, record: UUID, units: Iterable[tuple[UUID, ExclusionBasis]], *, by: UUID, at: datetime
    ) -> None:
        barred = self.excluded.setdefault(record, set())
        for unit, basis in units:
            if unit not in barred:
                barred.add(unit)
                self.add(
                    Exclusion,
                    new_id(at),
                    record=record,
                    unit=unit,
                    basis=basis,
                    added_at=at,
                    added_by=by,
                )

    def inherit_exclusions(self, source: UUID, record: UUID, *, at: datetime) -> None:
        for row in [it for it in self.of(Exclusion) if it["record"] == source]:
            self.exclude(
                record, [(row["unit"], ExclusionBasis.INHERITED)], by=row["added_by"], at=at
            )

    def consent(
        self,
        record: UUID,
        purpose: ConsentPurpose,
        how: ConsentHow,
        recipient: UUID | None = None,
        *,
        by: Actor,
        at: datetime,
    ) -> UUID:
        ident = new_id(at)
        self.add(
            Consent,
            ident,
            record=record,
            purpose=purpose,
            recipient=recipient,
            how=how,
            given_at=at,
            given_by=by.subject,
        )
        return ident

    def withdraw_consents(self, *, at: datetime, **where: Any) -> None:
        for row in self.of(Consent):
            if row["withdrawn_at"] is None and all(row[name] == it for name, it in where.items()):
                row["withdrawn_at"] = at
                self.end_grants(GrantEnd.CONSENT_WITHDRAWN, at=at, cause=row["id"])

    # what waits

    def task(
        self,
        about: Ref,
        unit: UUID,
        kind: str,
        urgency: str,
        *,
        by: Actor,
        at: datetime,
        seat: UUID | None = None,
    ) -> None:
        limit = self.world.term(limit_of(kind), urgency).limit
        self.add(
            Task,
            new_id(at),
            record_kind=about.kind,
            record=about.id,
            unit=unit,
            seat=seat,
            kind=kind.upper(),
            urgency=urgency,
            made_at=at,
            made_by=by.subject,
            due_at=due_at(at, limit, self.world.calendar(None)),
        )

    def end_tasks(self, record: UUID, *, by: Actor, at: datetime, kind: str = "") -> None:
        for row in self.of(Task):
            asked = row["record"] == record and kind.upper() in ("", row["kind"])
            if asked and row["done_at"] is None:
                row["done_at"], row["done_by"] = at, by.subject

    def notice(
        self, about: Ref, unit: UUID, kind: str, *, at: datetime, seat: UUID | None = None
    ) -> None:
        self.add(
            Notice,
            new_id(at),
            record_kind=about.kind,
            record=about.id,
            unit=unit,
            seat=seat,
            kind=kind.upper(),
            at=at,
        )

    def finished(self) -> dict[type[Model], list[Row]]:
        """All rows, with the clocks as they stand now."""
        self.rows[Clock] = [dial.row for dial in self.dials]
        return self.rows
