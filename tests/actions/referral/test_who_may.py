"""Decline, send elsewhere, take back, stop: who may, who may not, and what ends with it."""

from uuid import UUID

import pytest
from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.intake.rules.acts import Act
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import NotFound, Refused
from amaan.referral import actions
from amaan.referral.queries import needs_of, referral_for
from tests.actions.referral.stage import (
    Between,
    between,
    codes,
    column,
    count,
    live_grants,
    open_tasks,
)
from tests.factories.nation import actor, as_owner
from tests.factories.path import (
    accepted,
    act,
    drafted,
    in_service,
    outcome_reported,
    sent,
    submitted,
    wish,
)

pytestmark = pytest.mark.usefixtures("db")
STRANGERS = ("cpwb.gujrat", "labour.gujrat", "sho.city", "screener.pb", "federal", "oversight")


def decline(referral: UUID, by: Actor, reason: str = "NO_CAPACITY") -> None:
    actions.decline_referral(referral=referral, reason=reason, by=by, at=now())


def recall(referral: UUID, by: Actor, reason: str = "Other way.") -> None:
    actions.recall_referral(referral=referral, reason=reason, by=by, at=now())


def withdraw(referral: UUID, by: Actor, reason: str = "As wished.") -> None:
    actions.withdraw_referral(referral=referral, reason=reason, by=by, at=now())


def reroute(stage: Between, referral: UUID, by: Actor, kind: str = "MEDICAL") -> None:
    actions.reroute_referral(referral=referral, request=wish(stage.dossier, kind), by=by, at=now())


def can_read(referral: UUID, by: Actor) -> bool:
    with reading(by):
        try:
            return needs_of(referral_for(referral, to=by), to=by) is not None
        except NotFound:
            return False


@pytest.mark.invariant("2b")
def test_declining_ends_the_receivers_right_and_gives_the_sender_a_task() -> None:
    stage = between()
    referral = sent(stage.way, stage.dossier)
    assert can_read(referral, stage.receiver)
    with pytest.raises(Refused) as refused:
        decline(referral, stage.receiver, reason="")
    assert codes(refused) == {"reason-missing"}
    with pytest.raises(Refused) as refused:
        decline(referral, stage.sender)
    assert codes(refused) == {"own-referral"}
    decline(referral, stage.receiver)
    assert (column(referral), column(referral, "decline_reason")) == ("DECLINED", "NO_CAPACITY")
    assert live_grants(referral) == {stage.sender.unit}
    assert not can_read(referral, stage.receiver)
    assert open_tasks(referral) == [("REFERRAL_DECLINED", stage.sender.unit)]
    with pytest.raises(NotFound):
        actions.accept_referral(
            referral=referral, officer=stage.receiver.subject, by=stage.receiver, at=now()
        )


def test_what_was_declined_goes_elsewhere_once_with_a_fact_for_each_record() -> None:
    stage = between()
    referral = sent(stage.way, stage.dossier)
    with pytest.raises(Refused) as refused:
        reroute(stage, referral, stage.sender)
    assert codes(refused) == {"illegal-step"}
    decline(referral, stage.receiver)
    with pytest.raises(NotFound):
        reroute(stage, referral, stage.receiver)
    reroute(stage, referral, stage.sender)
    ((child, parent),) = as_owner(
        "SELECT id, parent_id FROM referral_referral WHERE status = 'DRAFT'"
    )
    assert (column(referral), parent) == ("REROUTED", referral)
    assert open_tasks(referral) == []
    sql = (
        "SELECT count(*), count(DISTINCT xid) FROM ledger_fact"
        " WHERE (about = %s AND event = 'REROUTE') OR (about = %s AND event = 'DRAFT')"
    )
    assert as_owner(sql, referral, child) == [(2, 1)]
    with pytest.raises(Refused):
        reroute(stage, referral, stage.sender, "LIVELIHOOD")


@pytest.mark.invariant("2b")
@pytest.mark.parametrize("state", ["DRAFT", "SUBMITTED", "SENT", "SEEN"])
def test_a_sender_takes_it_back_until_it_is_accepted(state: str) -> None:
    stage = between(child=state == "SUBMITTED")
    bring = {"DRAFT": drafted, "SUBMITTED": submitted}.get(state, sent)
    referral = bring(stage.way, stage.dossier)
    if state == "SEEN":
        actions.see_referral(referral=referral, by=stage.receiver, at=now())
    with pytest.raises(Refused) as refused:
        recall(referral, stage.sender, reason="  ")
    assert codes(refused) == {"reason-missing"}
    recall(referral, stage.sender)
    assert column(referral) == "RECALLED"
    assert live_grants(referral) <= {stage.sender.unit}
    assert not can_read(referral, stage.receiver)
    assert count("work_clock WHERE record = %s AND ended_at IS NULL", referral) == 0


def test_what_was_accepted_is_not_taken_back() -> None:
    stage = between()
    referral = accepted(sent(stage.way, stage.dossier), stage.receiver)
    with pytest.raises(Refused) as refused:
        recall(referral, stage.sender)
    assert codes(refused) == {"illegal-step"}
    assert column(referral) == "ACCEPTED"


@pytest.mark.invariant(10)
def test_the_persons_wish_ends_consent_and_every_right_that_rests_on_it() -> None:
    stage = between()
    referral = in_service(sent(stage.way, stage.dossier), stage.receiver)
    with pytest.raises(Refused) as refused:
        withdraw(referral, stage.sender, reason="")
    assert codes(refused) == {"reason-missing"}
    withdraw(referral, stage.sender)
    assert column(referral) == "WITHDRAWN_BY_SURVIVOR"
    assert live_grants(referral) <= {stage.sender.unit}
    assert not can_read(referral, stage.receiver)
    assert count("security_consent WHERE withdrawn_at IS NULL AND purpose = 'REFERRAL'") == 0
    assert ("CONFIRM_STOP", stage.receiver.unit) in open_tasks(referral)


@pytest.mark.invariant(10)
def test_the_receiver_may_hear_the_wish_and_loses_the_own_right_with_it() -> None:
    stage = between()
    referral = in_service(sent(stage.way, stage.dossier), stage.receiver)
    withdraw(referral, stage.receiver)
    assert column(referral) == "WITHDRAWN_BY_SURVIVOR"
    assert live_grants(referral) <= {stage.sender.unit}
    assert not can_read(referral, stage.receiver)


@pytest.mark.invariant(10)
def test_a_withdrawn_report_stops_every_referral_that_grew_out_of_it() -> None:
    stage = between()
    served = in_service(sent(stage.way, stage.dossier), stage.receiver)
    reported = outcome_reported(sent(stage.way, stage.dossier, "MEDICAL"), actor("ngo"))
    ended = sent(stage.way, stage.dossier, "LIVELIHOOD")
    recall(ended, stage.sender)
    act(stage.way, Act.WITHDRAW)
    assert [column(it) for it in (served, reported)] == ["WITHDRAWN_BY_SURVIVOR"] * 2
    assert column(ended) == "RECALLED"
    for referral in (served, reported):
        assert live_grants(referral) <= {stage.sender.unit}
        assert count("ledger_fact WHERE about = %s AND event = 'WITHDRAW'", referral) == 1
    assert not can_read(served, stage.receiver)


@pytest.mark.parametrize("username", STRANGERS)
def test_a_stranger_takes_no_step_at_all(username: str) -> None:
    stage = between()
    referral = sent(stage.way, stage.dossier)
    by, facts = actor(username), count("ledger_fact")
    for step in (decline, recall, withdraw):
        with pytest.raises(NotFound):
            step(referral, by)
    with pytest.raises(NotFound):
        reroute(stage, referral, by)
    assert (column(referral), count("ledger_fact")) == ("SENT", facts)


@pytest.mark.invariant("2a")
def test_accepting_narrows_the_right_to_the_officer_who_did() -> None:
    stage = between()
    referral = accepted(sent(stage.way, stage.dossier), stage.receiver)
    sql = "SELECT seat FROM security_grant WHERE record = %s AND unit = %s AND ended_at IS NULL"
    assert as_owner(sql, referral, stage.receiver.unit) == [(stage.receiver.subject,)]


@pytest.mark.invariant("17b")
def test_a_confirmation_by_the_sender_is_told_apart_from_an_automatic_one() -> None:
    stage = between()
    by_hand = outcome_reported(sent(stage.way, stage.dossier), stage.receiver)
    actions.confirm_outcome(referral=by_hand, by=stage.sender, at=now())
    assert column(by_hand, "closed_automatically") is False
