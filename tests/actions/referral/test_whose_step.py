"""Each step of a referral belongs to one side: what the sender does, the receiver cannot, nor the
other way round; and the receiver's lead never loses sight of it.
"""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import NotFound, Refused
from amaan.referral import actions
from amaan.referral.queries import needs_of, referral_for
from tests.actions.referral.stage import Between, between, codes, column, count
from tests.actions.referral.test_two_at_once import to_social_welfare
from tests.factories.nation import actor
from tests.factories.path import accepted, drafted, in_service, outcome_reported, sent, wish

pytestmark = pytest.mark.usefixtures("db")
Step = Callable[[Between, UUID, Actor], object]
SENDERS: dict[str, Step] = {
    "submit": lambda _, one, by: actions.submit_referral(referral=one, by=by, at=now()),
    "clear": lambda _, one, by: actions.clear_referral(referral=one, by=by, at=now()),
    "return": lambda _, one, by: actions.return_referral(
        referral=one, reason="Mine.", by=by, at=now()
    ),
    "recall": lambda _, one, by: actions.recall_referral(
        referral=one, reason="Mine.", by=by, at=now()
    ),
    "reroute": lambda stage, one, by: actions.reroute_referral(
        referral=one, request=wish(stage.dossier, "MEDICAL"), by=by, at=now()
    ),
    "confirm": lambda _, one, by: actions.confirm_outcome(referral=one, by=by, at=now()),
}
RECEIVERS: dict[str, Step] = {
    "accept": lambda _, one, by: actions.accept_referral(
        referral=one, officer=by.subject, by=by, at=now()
    ),
    "decline": lambda _, one, by: actions.decline_referral(
        referral=one, reason="SAFETY", by=by, at=now()
    ),
    "start": lambda _, one, by: actions.start_service(referral=one, text="Mine.", by=by, at=now()),
    "report": lambda _, one, by: actions.report_outcome(
        referral=one, outcome="PASSED_ON", text="Mine.", by=by, at=now()
    ),
}


def refused_with(step: Step, stage: Between, referral: UUID, by: Actor) -> set[str]:
    """Why it is refused; neither the row nor the history has changed."""
    before = (column(referral), column(referral, "version"), count("ledger_fact"))
    with pytest.raises(Refused) as refused:
        step(stage, referral, by)
    assert (column(referral), column(referral, "version"), count("ledger_fact")) == before
    return codes(refused)


@pytest.mark.invariant(8)
@pytest.mark.parametrize("step", SENDERS)
def test_a_receiver_takes_no_step_of_the_sender(step: str) -> None:
    stage = between()
    referral = sent(stage.way, stage.dossier)
    if step == "confirm":
        outcome_reported(referral, stage.receiver)
    assert refused_with(SENDERS[step], stage, referral, stage.receiver) == {"senders-step"}


@pytest.mark.invariant(8)
@pytest.mark.parametrize("step", RECEIVERS)
def test_a_sender_takes_no_step_of_the_receiver(step: str) -> None:
    stage = between()
    referral = sent(stage.way, stage.dossier)
    if step in ("start", "report"):
        bring = accepted if step == "start" else in_service
        bring(referral, stage.receiver)
    assert refused_with(RECEIVERS[step], stage, referral, stage.sender) == {"own-referral"}


def test_the_officer_named_sits_in_the_receiving_unit() -> None:
    stage = between()
    referral = sent(stage.way, stage.dossier)

    def accept(_: Between, one: UUID, by: Actor) -> object:
        elsewhere = stage.sender.subject
        return actions.accept_referral(referral=one, officer=elsewhere, by=by, at=now())

    assert refused_with(accept, stage, referral, stage.receiver) == {"officer-elsewhere"}


def test_the_lead_of_the_receiver_still_reads_and_serves_what_an_officer_accepted() -> None:
    """workflows.md section 5: grant narrowed to officer and lead; leave stalls nothing."""
    referral = to_social_welfare()
    accepted(referral, actor("sw.gujrat"))
    lead = actor("swlead.gujrat")
    with reading(lead):
        assert needs_of(referral_for(referral, to=lead), to=lead)
    actions.start_service(referral=referral, text="Met. (invented)", by=lead, at=now())
    assert column(referral) == "IN_SERVICE"


def test_the_leads_right_ends_with_the_referral() -> None:
    referral = to_social_welfare()
    outcome_reported(referral, actor("sw.gujrat"))
    actions.confirm_outcome(referral=referral, by=actor("labour.gujrat"), at=now())
    lead = actor("swlead.gujrat")
    with reading(lead), pytest.raises(NotFound):
        referral_for(referral, to=lead)


def test_a_draft_is_not_known_to_the_receiver_at_all() -> None:
    stage = between()
    referral = drafted(stage.way, stage.dossier)
    with pytest.raises(NotFound):
        SENDERS["submit"](stage, referral, stage.receiver)
