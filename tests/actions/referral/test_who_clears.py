"""Sender and approver differ: a child's referral, and one across the wall, wait for another
person.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError
from django.utils.timezone import now

from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.reasons import NotFound, Refused
from amaan.kernel.urgency import Urgency
from amaan.referral import actions
from amaan.referral.rules.referral import Basis
from amaan.security.rules.roles import permissions_of
from tests.actions.referral.stage import between, codes, column, count, live_grants
from tests.factories.nation import actor, as_owner, unit_id
from tests.factories.path import STATION, Path, drafted, path, submitted, to_started
from tests.passes import issue_pass

pytestmark = pytest.mark.usefixtures("db")
POWER_CUT = """
CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the power is gone'; END $$;
CREATE TRIGGER cut BEFORE INSERT ON ledger_fact FOR EACH ROW WHEN (NEW.event = 'CLEAR')
    EXECUTE FUNCTION cut();
"""


def a_childs() -> tuple[Path, UUID]:
    way = path(child="YES")
    made = to_started(way, Urgency.U1)
    return way, submitted(way, made, "CHILD_PROTECTION", basis=Basis.CHILD)


def across_the_wall(sender: str = "io.city") -> tuple[Path, UUID]:
    """From an investigation to a shelter."""
    way = path(to_police="YES")
    way.officer = actor(sender)
    return way, submitted(way, to_started(way, office=STATION), "SHELTER")


def second_seat(by: Actor, role: str) -> Actor:
    """The same person in another seat of the same unit."""
    seat = uuid4()
    as_owner(
        "INSERT INTO security_seat (id, staff_id, unit_id, role, starts_on)"
        " VALUES (%s, %s, %s, %s, %s)",
        *(seat, by.person, by.unit, role, date(2026, 1, 1)),
    )
    secret = issue_pass("STAFF", seat, person=by.person)
    may = permissions_of(role)
    return Actor(ActorKind.STAFF, seat, by.person, by.unit, "", role, may, secret=secret)


@pytest.mark.invariant(8)
@pytest.mark.parametrize("made", [a_childs, across_the_wall])
def test_the_sender_does_not_clear_it(made: Callable[[], tuple[Path, UUID]]) -> None:
    way, referral = made()
    facts = count("ledger_fact")
    by = replace(way.officer, permissions=permissions_of("team_lead"))
    with pytest.raises(Refused) as refused:
        actions.clear_referral(referral=referral, by=by, at=now())
    assert codes(refused) == {"sender-cannot-clear"}
    assert column(referral) == "SUBMITTED"
    assert live_grants(referral) == {way.officer.unit}
    assert count("ledger_fact") == facts


@pytest.mark.invariant(8)
def test_nor_does_the_same_person_in_another_seat() -> None:
    way, referral = across_the_wall()
    with pytest.raises(Refused) as refused:
        actions.clear_referral(
            referral=referral, by=second_seat(way.officer, "police_sho"), at=now()
        )
    assert codes(refused) == {"sender-cannot-clear"}
    with pytest.raises(Refused):
        actions.return_referral(
            referral=referral,
            reason="Mine.",
            by=second_seat(way.officer, "police_sho"),
            at=now(),
        )
    assert column(referral) == "SUBMITTED"


@pytest.mark.invariant(8)
def test_another_person_of_the_unit_clears_it_and_the_fact_says_who() -> None:
    way, referral = across_the_wall()
    lead = actor("sho.city")
    actions.clear_referral(referral=referral, by=lead, at=now())
    assert column(referral) == "SENT"
    assert live_grants(referral) == {way.officer.unit, unit_id("Dar-ul-Aman Gujrat")}
    said = "SELECT actor FROM ledger_fact WHERE about = %s AND event = 'CLEAR'"
    assert as_owner(said, referral) == [(lead.subject,)]
    assert lead.subject != column(referral, "sender")


def test_the_clearer_sends_it_back_and_the_sender_may_send_again() -> None:
    way, referral = a_childs()
    lead = actor("swlead.gujrat")
    with pytest.raises(Refused) as refused:
        actions.return_referral(referral=referral, reason=" ", by=lead, at=now())
    assert codes(refused) == {"reason-missing"}
    actions.return_referral(referral=referral, reason="Say less.", by=lead, at=now())
    assert column(referral) == "DRAFT"
    actions.submit_referral(referral=referral, by=way.officer, at=now())
    assert column(referral) == "SUBMITTED"


def test_an_adults_referral_within_the_own_side_goes_at_once() -> None:
    """In the same transaction, so that nothing stands between with no page to go on."""
    stage = between()
    referral = submitted(stage.way, stage.dossier)
    assert column(referral) == "SENT"
    steps = "SELECT event, after FROM ledger_fact WHERE about = %s ORDER BY sequence"
    assert as_owner(steps, referral)[1:] == [("SUBMIT", "SUBMITTED"), ("CLEAR", "SENT")]
    together = "SELECT count(DISTINCT xid) FROM ledger_fact WHERE about = %s AND event <> 'DRAFT'"
    assert as_owner(together, referral) == [(1,)]
    with pytest.raises(Refused):
        actions.clear_referral(referral=referral, by=stage.sender, at=now())


@pytest.mark.invariant("19b")
def test_what_cannot_be_sent_is_not_submitted_either() -> None:
    stage = between()
    referral = drafted(stage.way, stage.dossier)
    as_owner(POWER_CUT)
    with pytest.raises(DatabaseError, match="the power is gone"):
        actions.submit_referral(referral=referral, by=stage.sender, at=now())
    assert column(referral) == "DRAFT"
    assert count("ledger_fact WHERE about = %s", referral) == 1


@pytest.mark.parametrize("stranger", ["shelter.gujrat", "sw.gujrat", "screener.pb", "sho.saddar"])
def test_nobody_outside_the_unit_clears_or_sees_it(stranger: str) -> None:
    _, referral = across_the_wall()
    by = actor(stranger)
    with pytest.raises(NotFound):
        actions.clear_referral(referral=referral, by=by, at=now())
    with pytest.raises(NotFound):
        actions.return_referral(referral=referral, reason="Mine.", by=by, at=now())
    assert column(referral) == "SUBMITTED"
