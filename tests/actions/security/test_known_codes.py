"""No word that a rule does not know becomes a right to read, ends one, or shuts somebody out."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import IntegrityError

from amaan.access.transactions import current_connection, writing
from amaan.security.rules.purposes import (
    ConsentHow,
    ConsentPurpose,
    ExclusionBasis,
    GrantEnd,
    GrantPurpose,
    KeyPurpose,
)
from tests.factories.nation import actor, unit_id
from tests.factories.path import path
from tests.states import CHECK_VIOLATION, sqlstate

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.any_postgres]


@dataclass(frozen=True, slots=True)
class Write:
    """A statement of the staff site's own role, the code in it, and what refuses an unknown one."""

    sql: str
    known: tuple[str, ...]
    constraint: str
    who: str = "duty.pb"


WRITES = (
    Write(
        "INSERT INTO security_grant (id, record_kind, record, unit, field_set, purpose, cause_kind,"
        " cause, granted_by, starts_at, ended_why) VALUES (gen_random_uuid(), 'complaint',"
        " %(record)s, %(unit)s, 'ALL', %(code)s, 'complaint', %(record)s, %(seat)s, now(), '')",
        tuple(GrantPurpose),
        "security_grant_purpose_is_known",
    ),
    Write(
        "UPDATE security_grant SET ended_at = now(), ended_why = %(code)s"
        " WHERE record = %(record)s",
        tuple(GrantEnd),
        "security_grant_end_is_known",
    ),
    Write(
        "INSERT INTO security_exclusion (id, record, unit, basis, added_at, added_by)"
        " VALUES (gen_random_uuid(), %(record)s, %(unit)s, %(code)s, now(), %(seat)s)",
        tuple(ExclusionBasis),
        "security_exclusion_basis_is_known",
    ),
    Write(
        "INSERT INTO security_data_key (id, record_kind, record, purpose, made_at)"
        " VALUES (gen_random_uuid(), 'complaint', %(record)s, %(code)s, now())",
        tuple(KeyPurpose),
        "security_data_key_purpose_is_known",
    ),
    Write(
        "INSERT INTO security_consent (id, record, purpose, how, given_at, given_by)"
        " VALUES (gen_random_uuid(), %(record)s, %(code)s, 'FORM', now(), %(seat)s)",
        tuple(ConsentPurpose),
        "security_consent_purpose_is_known",
    ),
    Write(
        "INSERT INTO security_consent (id, record, purpose, how, given_at, given_by)"
        " VALUES (gen_random_uuid(), %(record)s, 'TO_POLICE', %(code)s, now(), %(seat)s)",
        tuple(ConsentHow),
        "security_consent_how_is_known",
    ),
    Write(
        "INSERT INTO intake_accused (id, complaint_id, agency_kind, basis, added_at)"
        " VALUES (gen_random_uuid(), %(record)s, 'POLICE', %(code)s, now())",
        (ExclusionBasis.NAMED_OFFICE, ExclusionBasis.UNNAMED_OFFICE),
        "intake_accused_basis_is_known",
        who="operator.pb",
    ),
)


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.constraint)
def test_a_code_is_known_or_refused(write: Write) -> None:
    way, by = path(), actor(write.who)
    given = {
        "record": way.complaint,
        "unit": unit_id("Legal aid office Punjab"),
        "seat": by.subject,
    }
    for code in write.known:
        taken(write.sql, {**given, "code": code}, write.who)
    with pytest.raises(IntegrityError, match=write.constraint) as refused:
        taken(write.sql, {**given, "code": "UNHEARD"}, write.who)
    assert sqlstate(refused) == CHECK_VIOLATION


def taken(sql: str, given: Mapping[str, UUID | str], who: str) -> None:
    """Done by the plain role with the pass of the person, and taken back."""
    with writing(actor(who)), current_connection().cursor() as cursor:
        cursor.execute("SAVEPOINT tried")
        cursor.execute(sql, given)
        assert cursor.rowcount > 0
        cursor.execute("ROLLBACK TO tried")
