"""Recording persons: sealed details, keyed names and identifiers, one fact."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from amaan.access.transactions import action
from amaan.identity.models import DETAILS, IdentifierKey, NameKey, Person
from amaan.identity.rules.identifiers import (
    canonical_cnic,
    canonical_phone,
    reasons_against_cnic,
    reasons_against_phone,
)  # fmt: skip
from amaan.identity.rules.names import name_tokens
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref, uuid7
from amaan.kernel.reasons import Reason, refuse_if
from amaan.keyservice.port import IndexKind, key_service
from amaan.ledger.actions import record
from amaan.security.actions.granting import give_grant
from amaan.security.actions.sealing import Recipients, seal_text
from amaan.security.rules.purposes import GrantPurpose, KeyPurpose


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is known of a person; every text may be empty but the name."""

    name: str
    father: str = ""
    cnic: str = ""
    phone: str = ""
    sex: str = "UNKNOWN"
    age: str = "NOT_KNOWN"
    note: str = ""


@action
def record_person(*, particulars: Particulars, compartment: str, by: Actor, at: datetime) -> Person:
    """Seal and key one person for the acting unit, and grant that unit.

    Raises Refused("name-missing"), Refused("cnic-not-well-formed"),
    Refused("phone-not-understood").
    """
    refuse_if(
        [] if particulars.name.strip() else [Reason("name-missing")],
        reasons_against_cnic(particulars.cnic),
        reasons_against_phone(particulars.phone),
    )
    assert by.unit is not None  # noqa: S101  (staff always sit in a unit)
    ident = uuid7()
    ref = Ref("person", ident)
    give_grant(record=ref, unit=by.unit, cause=ref, purpose=GrantPurpose.OWN, by=by, at=at)
    sealed = seal_text(
        json.dumps(asdict(particulars), ensure_ascii=False),
        DETAILS.of(ident),
        Recipients((by.unit,)),
        kind=ref.kind,
        purpose=KeyPurpose.IDENTITY,
        by=by,
        at=at,
    )
    person = Person(
        id=ident,
        unit=by.unit,
        compartment=compartment,
        zone=settings.AMAAN_NODE,
        sex=particulars.sex,
        age=particulars.age,
        recorded_at=at,
        recorded_by=by.subject,
        data_key=sealed.data_key,
        details=sealed.envelope,
    )
    person.save(force_insert=True)
    key_person(person, particulars)
    record(Fact("identity.recorded", ref, by, at, body={"compartment": compartment}))
    return person


def key_person(person: Person, particulars: Particulars) -> None:
    """Write the keyed names and identifiers; the plain ones go no further than the key service."""
    zone, unit = person.zone, person.unit
    names = [
        *name_tokens(particulars.name),
        *((IndexKind.NAME_FATHER, t) for _, t in name_tokens(particulars.father)),
    ]
    for kind in sorted({kind for kind, _ in names}):
        values = [token for each, token in names if each == kind]
        keys = key_service().tokens_for_intake(kind, values, zone)
        NameKey.objects.bulk_create(
            NameKey(key=key, kind=kind, person_id=person.id, zone=zone, unit=unit) for key in keys
        )
    for kind, value in (
        (IndexKind.CNIC, canonical_cnic(particulars.cnic)),
        (IndexKind.PHONE, canonical_phone(particulars.phone)),
    ):
        if value:
            index = key_service().index_for_intake(kind, [value], zone)[0]
            row = IdentifierKey(
                kind=kind, index=index, last4=value[-4:], person_id=person.id, zone=zone, unit=unit
            )
            row.save(force_insert=True)


def particulars_of(text: str) -> Particulars:
    """What was sealed, again."""
    return Particulars(**json.loads(text))


def link_of(person: UUID, compartment: str, *, by: Actor) -> bytes:
    """The blind link of a person for one compartment (security.md section 7)."""
    return key_service().link(person, compartment, by.secret)
