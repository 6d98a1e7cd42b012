"""A reporter says anew how to be reached, and drafts that nobody sent do not stay for ever."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from amaan.intake.actions.acting import decide
from amaan.intake.actions.messaging import write_as_reporter
from amaan.intake.actions.purging import drafts_to_purge, purge_draft
from amaan.intake.actions.sorting import sort_complaint
from amaan.intake.rules.acts import Act
from tests.factories.nation import SYSTEM, actor, as_owner, begun, reported
from tests.factories.path import path, to_outcome
from tests.sites import SiteClient, as_role, staff_site
from tests.web.intake import walking
from tests.web.intake.walking import hidden, page

pytestmark = pytest.mark.usefixtures("db")
PHONE = "+923001234567"


def changed(client: SiteClient, **given: str) -> str:
    key = hidden(client.get("/track/contact/"), "key")
    answer = {"contact": "PHONE", "phone": "0300 1234567", "safe_hours": "2 to 4", **given}
    return str(client.post("/track/contact/", {**answer, "key": key}).get("Location", ""))


@pytest.mark.invariant(6)
def test_both_sides_see_the_new_way_and_it_is_said_once(public_client: SiteClient) -> None:
    walking.report(public_client)
    key = hidden(public_client.get("/track/contact/"), "key")
    answer = {"contact": "PHONE", "phone": "0300 1234567", "safe_hours": "2 to 4", "key": key}
    for _again in range(2):
        public_client.post("/track/contact/", answer)
    assert as_owner("SELECT count(*) FROM intake_message WHERE kind = 'CONTACT'") == [(1,)]
    shown = page(public_client.get("/track/report/"))
    assert PHONE in shown
    assert "2 to 4" in shown
    again = page(public_client.get("/track/contact/"))
    assert PHONE in again  # what was said stands in the form


def test_the_desk_reads_it(public_client: SiteClient) -> None:
    walking.report(public_client)
    assert changed(public_client) == "/track/report/"
    ((ident,),) = as_owner("SELECT id FROM intake_complaint")
    with as_role("worker"):
        row = sort_complaint(complaint=ident, by=SYSTEM, at=now())
    ((name,),) = as_owner(
        "SELECT p.username FROM security_seat s JOIN security_staff p ON p.id = s.staff_id"
        " WHERE s.unit_id = %s AND s.role = 'duty_officer'",
        row.desk_unit,
    )
    secret = actor(str(name)).secret
    assert secret is not None
    shown = page(staff_site().carry(secret).get(f"/reports/{ident}/", secure=True))
    assert shown.count(PHONE) >= 2  # in the thread, and as what holds now


def test_a_number_that_cannot_be_read_is_asked_for_again(public_client: SiteClient) -> None:
    walking.report(public_client)
    key = hidden(public_client.get("/track/contact/"), "key")
    wrong = {"contact": "PHONE", "phone": "call me", "safe_hours": "noon", "key": key}
    answer = public_client.post("/track/contact/", wrong)
    assert answer.status_code == 422
    assert "call me" in page(answer)
    assert "noon" in page(answer)


def test_after_contact_is_stopped_nothing_is_offered(public_client: SiteClient) -> None:
    walking.report(public_client)
    as_owner("UPDATE intake_complaint SET contact_barred = true")
    assert public_client.get("/track/contact/")["Location"] == "/track/report/"
    assert "/track/contact/" not in page(public_client.get("/track/report/"))


def test_an_old_draft_goes_with_its_keys_and_a_sent_report_stays() -> None:
    old, sent = begun(), reported()
    young = begun()
    past = now() - timedelta(days=31)
    as_owner("UPDATE intake_complaint SET begun_at = %s WHERE NOT id = %s", past, young.complaint)
    with as_role("worker"):
        assert drafts_to_purge(at=now()) == [old.complaint]
        assert purge_draft(complaint=old.complaint, by=SYSTEM, at=now())
        assert not purge_draft(complaint=sent.complaint, by=SYSTEM, at=now())
    kept = {row[0] for row in as_owner("SELECT id FROM intake_complaint")}
    assert kept == {sent.complaint, young.complaint}
    assert as_owner("SELECT count(*) FROM security_wrap WHERE record = %s", old.complaint) == [(0,)]
    assert as_owner("SELECT count(*) FROM ledger_fact WHERE kind = 'intake.draft_purged'") == [(1,)]


def test_a_message_and_an_answer_may_carry_one_key() -> None:
    """Going back in the browser shows a page whose two forms have the same key."""
    way = path()
    to_outcome(way)
    told = way.told
    with as_role("public"):
        write_as_reporter(text="One.", key="same", keys=told.keys, by=told.by, at=now())
        decide(
            act=Act.REJECT,
            key="same",
            keys=told.keys,
            by=told.by,
            at=now(),
            text="Two.",
            choice="NO",
        )
    assert as_owner("SELECT count(*) FROM intake_message WHERE side = 'REPORTER'") == [(2,)]
