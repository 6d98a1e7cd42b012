"""What a referral asks for before it is written down, served and reported."""

from uuid import uuid4

import pytest
from django.utils.timezone import now

from amaan.casework.actions import close_dossier
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import NotFound
from amaan.referral import actions
from tests.actions.referral.stage import between, column
from tests.factories.path import accepted, drafted, in_service, sent, wish
from tests.refusals import refused_with

pytestmark = pytest.mark.usefixtures("db")


def draft(request: actions.ReferralRequest, by: Actor) -> None:
    actions.draft_referral(request=request, by=by, at=now())


def test_a_referral_says_what_the_service_must_know() -> None:
    stage = between()
    with refused_with("entry-empty"):
        draft(wish(stage.dossier, needs=" "), stage.sender)
    draft(wish(stage.dossier), stage.sender)


def test_a_service_that_is_not_there_is_not_found() -> None:
    stage = between()
    with pytest.raises(NotFound):
        draft(wish(stage.dossier, service=uuid4()), stage.sender)


def test_a_closed_matter_refers_nobody() -> None:
    stage = between()
    close_dossier(dossier=stage.dossier, reason="Done. (invented)", by=stage.sender, at=now())
    with refused_with("dossier-closed"):
        draft(wish(stage.dossier), stage.sender)


def test_a_first_contact_and_an_outcome_are_told_in_words() -> None:
    stage = between()
    receiver = stage.receiver
    referral = accepted(sent(stage.way, stage.dossier), receiver)
    with refused_with("entry-empty"):
        actions.start_service(referral=referral, text=" ", by=receiver, at=now())
    assert column(referral) == "ACCEPTED"
    actions.start_service(referral=referral, text="Met. (invented)", by=receiver, at=now())
    for outcome, text, code in (("", "Done.", "outcome-missing"), ("OTHER", " ", "entry-empty")):
        with refused_with(code):
            actions.report_outcome(
                referral=referral, outcome=outcome, text=text, by=receiver, at=now()
            )
    assert column(referral) == "IN_SERVICE"


def test_what_stops_a_referral_is_said() -> None:
    stage = between()
    early = drafted(stage.way, stage.dossier, "MEDICAL")
    with refused_with("reason-missing"):
        actions.recall_referral(referral=early, reason=" ", by=stage.sender, at=now())
    late = in_service(sent(stage.way, stage.dossier, "LEGAL"), stage.receiver)
    with refused_with("reason-missing"):
        actions.withdraw_referral(referral=late, reason=" ", by=stage.sender, at=now())
    assert (column(early), column(late)) == ("DRAFT", "IN_SERVICE")
