"""Each guard that keeps out the office complained of, met alone: no other guard answers for it."""

from typing import NoReturn

import pytest
from django.utils.timezone import now

from amaan.access.transactions import writing
from amaan.intake.actions import unit as unit_steps
from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import Refused
from amaan.kernel.urgency import Urgency
from amaan.referral import actions as referring
from amaan.referral.actions import sending
from amaan.referral.rules.referral import Basis
from amaan.security.actions.granting import give_grant
from amaan.security.rules.purposes import GrantPurpose
from tests.factories.nation import actor, as_owner, unit_id
from tests.factories.path import (
    STATION,
    Path,
    path,
    second_review,
    submitted,
    to_decided,
    to_started,
    wish,
)

pytestmark = [
    pytest.mark.usefixtures("db"),
    pytest.mark.invariant("13a"),
    pytest.mark.security("10b"),
]
SADDAR = "Police station Saddar Gujrat"


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def not_reached(**_: object) -> NoReturn:
    raise AssertionError("a reader was to be added before anybody asked whether it is excluded")


def accusing() -> Path:
    """A report about one police station, decided and reviewed."""
    station = str(unit_id(STATION))
    way = path(official="YES", office_kind="POLICE", office_unit=station, to_police="YES")
    second_review(way, to_decided(way, Urgency.U2))
    return way


def exclude(record: object, unit: object) -> None:
    """What becomes known later: laid into the table by the owner role."""
    as_owner(
        "INSERT INTO security_exclusion (id, record, unit, basis, added_at, added_by)"
        " VALUES (gen_random_uuid(), %s, %s, 'NAMED_OFFICE', now(), %s)",
        *(record, unit, record),
    )


def grants(record: object) -> int:
    return int(as_owner("SELECT count(*) FROM security_grant WHERE record = %s", record)[0][0])


def test_the_step_that_allocates_asks_before_it_adds_a_reader(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    way = accusing()
    monkeypatch.setattr(unit_steps, "give_grant", not_reached)
    with pytest.raises(Refused) as refused:
        unit_steps.allocate(complaint=way.complaint, unit=unit_id(STATION), by=way.duty, at=now())
    assert codes(refused) == ["unit-excluded"]


def test_no_right_to_read_is_given_to_an_excluded_unit() -> None:
    way = accusing()
    ref, before = Ref("complaint", way.complaint), grants(way.complaint)

    def give(name: str, by: Actor) -> None:
        with writing(by):
            give_grant(
                record=ref,
                unit=unit_id(name),
                cause=ref,
                purpose=GrantPurpose.ALLOCATION,
                by=by,
                at=now(),
            )

    with pytest.raises(Refused) as refused:
        give(STATION, way.duty)
    assert codes(refused) == ["unit-excluded"]
    assert grants(way.complaint) == before
    give(SADDAR, way.duty)
    assert grants(way.complaint) == before + 1


def test_no_referral_is_written_to_an_excluded_service() -> None:
    way = path()
    dossier = to_started(way)
    target = as_owner("SELECT unit_id FROM directory_service WHERE id = %s", wish(dossier).service)
    exclude(dossier, target[0][0])
    with pytest.raises(Refused) as refused:
        referring.draft_referral(request=wish(dossier), by=way.officer, at=now())
    assert codes(refused) == ["unit-excluded"]
    assert as_owner("SELECT count(*) FROM referral_referral") == [(0,)]


def test_nothing_is_sent_to_a_unit_that_was_excluded_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    way = path(child="YES")
    dossier = to_started(way, Urgency.U1)
    referral = submitted(way, dossier, "CHILD_PROTECTION", basis=Basis.CHILD)
    sql = "SELECT to_unit FROM referral_referral WHERE id = %s"
    exclude(referral, as_owner(sql, referral)[0][0])
    monkeypatch.setattr(sending, "give_grant", not_reached)
    with pytest.raises(Refused) as refused:
        referring.clear_referral(referral=referral, by=actor("swlead.gujrat"), at=now())
    assert codes(refused) == ["unit-excluded"]
