"""At most one open referral for a matter, a service and the office that gives it."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connections
from django.utils.timezone import now

from amaan.access.transactions import writing
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Refused
from amaan.referral import actions
from tests.actions.referral.stage import Between, between, codes, column, count
from tests.factories.nation import as_owner
from tests.factories.path import (
    accepted,
    drafted,
    in_service,
    outcome_reported,
    sent,
    service_id,
    submitted,
    wish,
)

pytestmark = pytest.mark.usefixtures("db")
COLUMNS = (
    "SELECT column_name::text FROM information_schema.columns"
    " WHERE table_name = 'referral_referral' AND column_name <> ALL(%s) ORDER BY ordinal_position"
)
OPEN: dict[str, Callable[[Between], UUID]] = {
    "DRAFT": lambda it: drafted(it.way, it.dossier),
    "SUBMITTED": lambda it: submitted(it.way, it.dossier),
    "SENT": lambda it: sent(it.way, it.dossier),
    "ACCEPTED": lambda it: accepted(sent(it.way, it.dossier), it.receiver),
    "IN_SERVICE": lambda it: in_service(sent(it.way, it.dossier), it.receiver),
    "OUTCOME_REPORTED": lambda it: outcome_reported(sent(it.way, it.dossier), it.receiver),
}


def copied(referral: UUID, service: UUID, by: Actor) -> None:
    """The same referral again, by plain SQL under the staff site's role, past every action."""
    names = [str(row[0]) for row in as_owner(COLUMNS, ["id", "service_id", "consent"])]
    listed = ", ".join(names)
    sql = (
        f"INSERT INTO referral_referral (id, service_id, {listed})"
        f" SELECT gen_random_uuid(), %s, {listed} FROM referral_referral WHERE id = %s"
    )
    with writing(by), connections["default"].cursor() as cursor:
        assert connections["default"].settings_dict["USER"] == "amaan_app"
        cursor.execute(sql, [service, referral])


@pytest.mark.invariant(1)
@pytest.mark.any_postgres
@pytest.mark.parametrize("state", OPEN)
def test_an_open_one_bars_another_to_the_same_service(state: str) -> None:
    stage = between(child=state == "SUBMITTED")
    referral = OPEN[state](stage)
    facts = count("ledger_fact")
    with pytest.raises(Refused) as refused:
        drafted(stage.way, stage.dossier)
    assert codes(refused) == {"already-asked"}
    assert (column(referral), count("referral_referral")) == (state, 1)
    assert count("ledger_fact") == facts
    with pytest.raises(IntegrityError):
        copied(referral, service_id("LEGAL"), stage.sender)
    copied(referral, service_id("MEDICAL"), stage.sender)  # nothing else stood in the way
    assert count("referral_referral") == 2


@pytest.mark.invariant(1)
def test_an_ended_one_is_not_opened_again_beside_a_new_one() -> None:
    stage = between()
    ended = sent(stage.way, stage.dossier)
    actions.recall_referral(referral=ended, reason="Other way.", by=stage.sender, at=now())
    again = drafted(stage.way, stage.dossier)
    assert column(again) == "DRAFT"
    reopen = "UPDATE referral_referral SET status = 'SENT', closed_at = NULL WHERE id = %s"
    with (
        pytest.raises(DatabaseError),
        writing(stage.sender),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute(reopen, [ended])
    assert column(ended) == "RECALLED"


@pytest.mark.invariant(1)
def test_what_is_sent_elsewhere_never_meets_one_that_is_there() -> None:
    stage = between()
    there = sent(stage.way, stage.dossier, "MEDICAL")
    declined = sent(stage.way, stage.dossier)
    actions.decline_referral(referral=declined, reason="NO_CAPACITY", by=stage.receiver, at=now())
    with pytest.raises(Refused) as refused:
        actions.reroute_referral(
            referral=declined, request=wish(stage.dossier, "MEDICAL"), by=stage.sender, at=now()
        )
    assert codes(refused) == {"already-asked"}
    assert (column(declined), column(there)) == ("DECLINED", "SENT")
    assert count("referral_referral") == 2
