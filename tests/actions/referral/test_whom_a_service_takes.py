"""A referral goes to no service that takes nobody of those affected, and the officer sees it where
the service is chosen.
"""

from uuid import UUID

import pytest
from django.utils.timezone import now

from amaan.casework.actions import add_new_person
from amaan.identity.actions import Particulars
from amaan.kernel.reasons import Refused
from amaan.referral.actions import draft_referral, submit_referral
from tests.factories.nation import as_owner
from tests.factories.path import Path, path, to_started, wish

pytestmark = pytest.mark.usefixtures("db")
OF_ONE = "UPDATE directory_service SET accepted_sex = %s, minimum_age = %s WHERE id = %s"


def name(way: Path, dossier: UUID, sex: str, age: str = "ADULT") -> None:
    told = Particulars(name="Somebody (invented)", sex=sex, age=age)
    add_new_person(dossier=dossier, particulars=told, role="AFFECTED", by=way.officer, at=now())


def reasons(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, object]]:
    return [(it.code, it.params.get("version")) for it in refused.value.reasons]


def test_a_service_for_women_is_not_asked_for_a_man() -> None:
    way = path()
    dossier = to_started(way)
    request = wish(dossier)
    as_owner(OF_ONE, "FEMALE", 18, request.service)
    name(way, dossier, "MALE", "CHILD")
    with pytest.raises(Refused) as refused:
        draft_referral(request=request, by=way.officer, at=now())
    version = as_owner("SELECT version FROM directory_service WHERE id = %s", request.service)[0][0]
    assert reasons(refused) == [("service-other-sex", version), ("service-other-age", version)]
    assert as_owner("SELECT count(*) FROM referral_referral") == [(0,)]
    name(way, dossier, "FEMALE")  # she is whom it is for
    draft_referral(request=request, by=way.officer, at=now())


def test_an_entry_that_changed_since_is_asked_again_at_sending() -> None:
    way = path()
    dossier = to_started(way)
    request = wish(dossier)
    name(way, dossier, "MALE")
    row = draft_referral(request=request, by=way.officer, at=now())
    as_owner(OF_ONE, "FEMALE", None, request.service)
    with pytest.raises(Refused) as refused:
        submit_referral(referral=row.id, by=way.officer, at=now())
    assert [code for code, _ in reasons(refused)] == ["service-other-sex"]
    as_owner(OF_ONE, "ANY", None, request.service)
    submit_referral(referral=row.id, by=way.officer, at=now())
