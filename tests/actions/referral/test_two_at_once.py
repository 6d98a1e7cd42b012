"""Two officers answer one referral at the same moment: exactly one wins."""

from uuid import UUID

import pytest
from django.utils.timezone import now

from amaan.kernel.actor import Actor
from amaan.kernel.reasons import NotFound, Refused
from amaan.referral import actions
from amaan.referral.models import Referral
from tests.actions.referral.at_once import both_at_once
from tests.actions.referral.stage import LABOUR, between, column, count
from tests.factories.nation import actor, as_owner, unit_id
from tests.factories.path import drafted, path, sent, service_id, to_started, wish

pytestmark = pytest.mark.usefixtures("db")
COUNSELLING = "Counselling and family support"


def to_social_welfare() -> UUID:
    """A referral of the labour office to the unit with two who may answer."""
    way = path()
    way.officer = actor("labour.gujrat")
    dossier = to_started(way, office=LABOUR)
    sql = "SELECT id FROM directory_service WHERE name_en = %s"
    service = UUID(str(as_owner(sql, COUNSELLING)[0][0]))
    return sent(way, dossier, service=service)


def accept(referral: UUID, by: Actor) -> Referral:
    return actions.accept_referral(referral=referral, officer=by.subject, by=by, at=now())


@pytest.mark.invariant(7)
def test_two_who_accept_at_once_make_one_acceptance() -> None:
    referral = to_social_welfare()
    one, other = actor("swlead.gujrat"), actor("sw.gujrat")  # a lead keeps reading, an officer not
    first, second = both_at_once(lambda: accept(referral, one), lambda: accept(referral, other))
    assert isinstance(first, Referral)
    assert isinstance(second, Refused | NotFound)
    assert (column(referral), column(referral, "officer")) == ("ACCEPTED", one.subject)
    assert count("ledger_fact WHERE about = %s AND kind = 'referral.accepted'", referral) == 1
    live = "security_grant WHERE record = %s AND seat = %s AND ended_at IS NULL"
    assert count(live, referral, one.subject) == 1
    assert count(live, referral, other.subject) == 0


@pytest.mark.invariant(7)
def test_of_one_who_accepts_and_one_who_declines_the_earlier_wins() -> None:
    referral = to_social_welfare()
    one, other = actor("sw.gujrat"), actor("swlead.gujrat")
    first, second = both_at_once(
        lambda: actions.decline_referral(referral=referral, reason="NO_CAPACITY", by=one, at=now()),
        lambda: accept(referral, other),
    )
    assert isinstance(first, Referral)
    assert isinstance(second, Refused | NotFound)
    assert (column(referral), column(referral, "officer")) == ("DECLINED", None)
    answers = "ledger_fact WHERE about = %s AND event IN ('ACCEPT', 'DECLINE')"
    assert count(answers, referral) == 1


@pytest.mark.invariant(1)
def test_two_drafts_at_once_make_one_referral() -> None:
    stage = between()
    one, other = stage.sender, actor("swlead.gujrat")
    first, second = both_at_once(
        lambda: actions.draft_referral(request=wish(stage.dossier), by=one, at=now()),
        lambda: actions.draft_referral(request=wish(stage.dossier), by=other, at=now()),
    )
    assert isinstance(first, Referral)
    assert isinstance(second, Refused)
    assert count("referral_referral WHERE service_id = %s", service_id("LEGAL")) == 1


def test_the_two_officers_belong_to_one_unit() -> None:
    """Otherwise the tests above would prove nothing."""
    one, other = actor("sw.gujrat"), actor("swlead.gujrat")
    assert one.unit == other.unit == unit_id("Social welfare office Gujrat")
    assert one.person != other.person
    stage = between()
    assert column(drafted(stage.way, stage.dossier)) == "DRAFT"
