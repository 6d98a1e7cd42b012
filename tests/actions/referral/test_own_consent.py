"""One consent carries one open referral: taking it back ends what rests on it, and nothing else,
whoever is told of the wish.
"""

from uuid import UUID

import pytest
from django.db import IntegrityError
from django.utils.timezone import now

from amaan.kernel.reasons import Refused
from amaan.referral import actions
from tests.actions.referral.stage import between, codes, column, count, live_grants
from tests.factories.nation import actor, as_owner
from tests.factories.path import drafted, in_service, sent, submitted

pytestmark = pytest.mark.usefixtures("db")
READ_WITHOUT_CONSENT = (
    "referral_referral r JOIN security_consent c ON c.id = r.consent"
    " JOIN security_grant g ON g.record = r.id AND g.unit = r.to_unit AND g.ended_at IS NULL"
    " WHERE c.withdrawn_at IS NOT NULL"
)
DEAF = """
CREATE OR REPLACE FUNCTION referral_withdraw_consent(what uuid, stamp timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$ BEGIN RETURN 0; END $$;
"""


def standing(dossier: UUID) -> int:
    return count("security_consent WHERE withdrawn_at IS NULL AND record = %s", dossier)


@pytest.mark.invariant(10)
@pytest.mark.parametrize("told", ["sender", "receiver"])
def test_a_wish_told_to_either_side_takes_the_consent_back(told: str) -> None:
    stage = between()
    referral = in_service(sent(stage.way, stage.dossier), stage.receiver)
    by = stage.sender if told == "sender" else stage.receiver
    actions.withdraw_referral(referral=referral, reason="As wished.", by=by, at=now())
    assert column(referral) == "WITHDRAWN_BY_SURVIVOR"
    assert standing(stage.dossier) == 0
    assert count(READ_WITHOUT_CONSENT) == 0


@pytest.mark.invariant(10)
@pytest.mark.parametrize("told", ["sender", "receiver"])
def test_nobody_keeps_reading_under_a_consent_taken_back(told: str) -> None:
    stage = between()
    stopped, other = sent(stage.way, stage.dossier), sent(stage.way, stage.dossier, "MEDICAL")
    by = stage.sender if told == "sender" else stage.receiver
    actions.withdraw_referral(referral=stopped, reason="As wished.", by=by, at=now())
    assert count(READ_WITHOUT_CONSENT) == 0
    assert column(other) == "SENT"
    assert live_grants(other) == {stage.sender.unit, actor("ngo").unit}
    assert standing(stage.dossier) == 1


@pytest.mark.invariant(10)
def test_an_earlier_consent_to_the_recipient_goes_too_when_nothing_rests_on_it() -> None:
    stage = between()
    recalled = sent(stage.way, stage.dossier)
    actions.recall_referral(referral=recalled, reason="Later.", by=stage.sender, at=now())
    referral = sent(stage.way, stage.dossier)
    assert standing(stage.dossier) == 2
    actions.withdraw_referral(referral=referral, reason="As wished.", by=stage.receiver, at=now())
    assert standing(stage.dossier) == 0
    silent = drafted(stage.way, stage.dossier, consent_how="")
    with pytest.raises(Refused) as refused:
        actions.submit_referral(referral=silent, by=stage.sender, at=now())
    assert codes(refused) == {"no-consent"}


@pytest.mark.invariant(10)
def test_an_earlier_consent_carries_one_open_referral() -> None:
    stage = between()
    recalled = sent(stage.way, stage.dossier)
    actions.recall_referral(referral=recalled, reason="Later.", by=stage.sender, at=now())
    again = submitted(stage.way, stage.dossier, consent_how="")
    assert column(again, "consent") == column(recalled, "consent")
    other = drafted(stage.way, stage.dossier, "MEDICAL", consent_how="")
    taken = "UPDATE referral_referral SET consent = %s WHERE id = %s"
    with pytest.raises(IntegrityError, match="consent_carries_one_open_referral"):
        as_owner(taken, column(again, "consent"), other)


@pytest.mark.invariant(10)
def test_what_the_database_did_not_take_back_is_not_called_stopped() -> None:
    stage = between()
    referral = sent(stage.way, stage.dossier)
    as_owner(DEAF)
    with pytest.raises(LookupError):
        actions.withdraw_referral(referral=referral, reason="Stop.", by=stage.receiver, at=now())
    assert column(referral) == "SENT"


def test_a_draft_without_consent_is_stopped_all_the_same() -> None:
    stage = between()
    referral = drafted(stage.way, stage.dossier, consent_how="")
    actions.withdraw_referral(referral=referral, reason="As wished.", by=stage.sender, at=now())
    assert column(referral) == "WITHDRAWN_BY_SURVIVOR"
