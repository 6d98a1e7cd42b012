"""A draft is sent in the very moment in which it would be purged: its keys stay."""

from uuid import uuid4

import pytest
from django.utils.timezone import now

from amaan.intake.actions.drafting import confirm_code, save_answers
from amaan.intake.actions.purging import purge_draft
from amaan.intake.actions.submitting import submit
from tests.actions.referral.at_once import both_at_once
from tests.factories.nation import SYSTEM, Told, as_owner, begun, district_id
from tests.sites import as_role

pytestmark = pytest.mark.usefixtures("db")
WRAPS = "SELECT count(*) FROM security_wrap WHERE record = %s"
STATUS = "SELECT status FROM intake_complaint WHERE id = %s"


def filled() -> Told:
    """A draft that only waits to be sent."""
    told = begun()
    answers: dict[str, object] = {
        "story": "Somebody is held. (invented)",
        "district": str(district_id("Gujrat")),
    }
    with as_role("public"):
        confirm_code(code=told.begun.code, typed=told.begun.code.digits[-4:], by=told.by, at=now())
        save_answers(changes=answers, keys=told.keys, by=told.by, at=now())
    return told


def send(told: Told) -> None:
    with as_role("public"):
        submit(key=uuid4().hex, keys=told.keys, by=told.by, at=now())


def purge(told: Told) -> bool:
    with as_role("worker"):
        return purge_draft(complaint=told.complaint, by=SYSTEM, at=now())


def test_a_report_that_is_sent_while_its_draft_is_purged_keeps_its_keys() -> None:
    told = filled()
    wraps = as_owner(WRAPS, told.complaint)
    assert wraps != [(0,)]
    sent, purged = both_at_once(lambda: send(told), lambda: purge(told))
    assert (sent, purged) == (None, False)
    assert as_owner(STATUS, told.complaint) == [("RECEIVED",)]
    assert as_owner(WRAPS, told.complaint) >= wraps


def test_a_draft_that_nobody_sends_goes() -> None:
    told = filled()
    assert purge(told)
    assert as_owner(WRAPS, told.complaint) == [(0,)]
