"""Writing one fact, inside the transaction of the action that makes it true."""

import secrets
from datetime import datetime, timezone
from uuid import UUID

from django.conf import settings
from django.db import connections

from amaan.kernel.fact import Fact
from amaan.kernel.ids import uuid7
from amaan.ledger.models import LedgerFact
from amaan.ledger.rules.canon import body_of, event_bytes, sealed_hash
from amaan.ledger.rules.ports import fact_signer
from amaan.ledger.rules.releases import release_of


def record(fact: Fact, *, data_key: UUID | None = None) -> UUID:
    """Write `fact` with its MAC in the open action and return its id.

    `data_key` names the data key under which `fact.sealed` is sealed. Raises RuntimeError outside
    an action, UndeclaredKind for a kind that no words.toml declares, TypeError for a body with
    fractions or objects (`rules.canon.body_of`), and IntegrityError when `fact.key` has already
    made this event (one key, one event).
    """
    alias = fact_signer().alias()
    row = row_of(fact, sequence=next_sequence(alias), data_key=data_key)
    row.mac = fact_signer().mac_many([event_bytes(vars(row))])[0]
    row.save(using=alias, force_insert=True)
    return row.id


def row_of(fact: Fact, *, sequence: int, data_key: UUID | None) -> LedgerFact:
    return LedgerFact(
        id=uuid7(),
        node=settings.AMAAN_NODE,
        sequence=sequence,
        chain=fact.by.agency,
        kind=fact.kind,
        about_kind=fact.about.kind,
        about=fact.about.id,
        actor_kind=str(fact.by.kind),
        actor=fact.by.subject,
        person=fact.by.person,
        unit=fact.by.unit,
        role=fact.by.role,
        machine=fact.machine,
        event=str(fact.event),
        before=str(fact.before),
        after=str(fact.after),
        reason=fact.reason,
        purpose=fact.purpose,
        body=body_of(fact.body),
        happened_at=fact.happened_at or fact.at,
        recorded_at=datetime.now(timezone.utc),
        release=str(release_of(fact.kind)),
        key=fact.key,
        request=fact.by.request,
        nonce=secrets.token_bytes(16),
        data_key=data_key,
        sealed=fact.sealed,
        sealed_hash=sealed_hash(fact.sealed),
    )


def next_sequence(alias: str) -> int:
    """The fact's number in this node; drawn before the MAC so that the mark covers it."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT nextval('ledger_fact_sequence')")
        return int(cursor.fetchone()[0])
