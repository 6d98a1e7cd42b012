"""The receiver of a referral, by pages: see, accept, decline, serve, report; and the person's wish
to stop it.
"""

from uuid import UUID

import pytest

from tests.factories.nation import actor, as_owner
from tests.factories.path import accepted, in_service, path, sent, to_started
from tests.web.staff.walking import TOO_LATE, in_both, officer, referral

pytestmark = pytest.mark.usefixtures("db")
ACCEPTED = {"en": "Accepted.", "ur": "قبول ہو گیا۔"}
DECLINED = {
    "en": "Declined. The sender has a task.",
    "ur": "انکار درج ہوا۔ بھیجنے والے کو کام ملا۔",
}
OWN = {"en": "Your own unit sent this referral.", "ur": "یہ ریفرل آپ ہی کے یونٹ نے بھیجا ہے۔"}
STOPPED = {"en": "Stopped by the person", "ur": "متعلقہ فرد نے روکا"}
STATE = {
    "SEEN": {"en": "Seen", "ur": "دیکھا گیا"},
    "IN_SERVICE": {"en": "In service", "ur": "خدمت جاری"},
    "OUTCOME_REPORTED": {"en": "Outcome reported", "ur": "نتیجہ بتایا گیا"},
}
RECEIVERS = {
    "LEGAL": "legal.pb",
    "LIVELIHOOD": "labour.gujrat",
    "MEDICAL": "ngo",
    "SHELTER": "shelter.gujrat",
}


def a_sent_one(kind: str = "LEGAL") -> UUID:
    way = path()
    return sent(way, to_started(way), kind)


def state(ident: UUID) -> str:
    return str(as_owner("SELECT status FROM referral_referral WHERE id = %s", ident)[0][0])


@pytest.mark.parametrize("kind", list(RECEIVERS))
@in_both
def test_each_service_sees_what_it_must_know_and_accepts(lang: str, kind: str) -> None:
    ident = a_sent_one(kind)
    receiver = officer(RECEIVERS[kind], lang)
    page = receiver.opens(referral(ident))
    assert STATE["SEEN"][lang] in page.html
    assert "One adult, needs an appointment. (invented)" in page.html
    assert page.leads_to(referral(ident, "accept"))
    assert page.leads_to(referral(ident, "decline"))
    assert state(ident) == "SEEN"
    done = receiver.send(referral(ident, "accept"))
    assert done.address == referral(ident)
    assert ACCEPTED[lang] in done.notice
    assert done.leads_to(referral(ident, "start"))
    assert state(ident) == "ACCEPTED"
    again = receiver.send(referral(ident, "accept"))
    assert TOO_LATE[lang] in again.alert
    assert again.leads_to(referral(ident))


@in_both
def test_a_receiver_declines_with_a_reason_and_sees_it_no_more(lang: str) -> None:
    ident, receiver = a_sent_one(), officer("legal.pb", lang)
    form = receiver.opens(referral(ident, "decline"))
    assert {"en": "Outside our area", "ur": "ہمارے علاقے سے باہر"}[lang] in form.html
    silent = receiver.send(referral(ident, "decline"), reason="")
    assert silent.fault("reason")
    assert state(ident) == "SENT"
    done = receiver.send(referral(ident, "decline"), reason="OUTSIDE_AREA")
    assert (done.status, done.address) == (200, "/referrals/")
    assert DECLINED[lang] in done.notice
    assert state(ident) == "DECLINED"
    assert not done.leads_to(referral(ident))
    assert receiver.see(referral(ident)).status == 404
    sender = officer("sw.gujrat", lang)
    assert sender.opens(referral(ident)).leads_to(referral(ident, "reroute"))


@in_both
def test_a_service_notes_the_first_contact_and_reports_what_came_of_it(lang: str) -> None:
    ident, receiver = a_sent_one(), officer("legal.pb", lang)
    early = receiver.send(referral(ident, "start"), text="Met him. (invented)")
    assert TOO_LATE[lang] in early.alert
    assert early.holds("text") == ["Met him. (invented)"]
    assert as_owner("SELECT count(*) FROM referral_progress") == [(0,)]
    accepted(ident, actor("legal.pb"))
    receiver.opens(referral(ident, "start"))
    assert receiver.send(referral(ident, "start"), text="").fault("text")
    begun = receiver.send(referral(ident, "start"), text="Met him. (invented)")
    assert begun.address == referral(ident)
    assert begun.notice
    assert STATE["IN_SERVICE"][lang] in begun.html
    assert "Met him. (invented)" in begun.html
    receiver.opens(referral(ident, "report"))
    given = {"outcome": "SERVICE_GIVEN_PARTLY", "text": "Papers filed. (invented)"}
    for left_out in given:
        page = receiver.send(referral(ident, "report"), **{**given, left_out: ""})
        assert page.fault(left_out)
        assert all(page.holds(name) == [given[name]] for name in given if name != left_out)
    assert state(ident) == "IN_SERVICE"
    done = receiver.send(referral(ident, "report"), **given)
    assert done.address == referral(ident)
    assert done.notice
    assert STATE["OUTCOME_REPORTED"][lang] in done.html
    late = receiver.send(referral(ident, "report"), **given)
    assert TOO_LATE[lang] in late.alert


@in_both
def test_the_person_stops_it_through_an_officer_of_the_sender(lang: str) -> None:
    ident, sender = a_sent_one(), officer("sw.gujrat", lang)
    in_service(ident, actor("legal.pb"))
    assert sender.opens(referral(ident)).leads_to(referral(ident, "withdraw"))
    sender.opens(referral(ident, "withdraw"))
    silent = sender.send(referral(ident, "withdraw"), text="")
    assert (silent.fault("text") != "", state(ident)) == (True, "IN_SERVICE")
    done = sender.send(referral(ident, "withdraw"), text="He asked us to stop.")
    assert done.address == referral(ident)
    assert done.notice
    assert STOPPED[lang] in done.html
    assert state(ident) == "WITHDRAWN_BY_SURVIVOR"
    assert officer("legal.pb", lang).see(referral(ident)).status == 404
    again = sender.send(referral(ident, "withdraw"), text="Once more.")
    assert TOO_LATE[lang] in again.alert


@in_both
def test_the_person_stops_it_through_an_officer_of_the_receiver(lang: str) -> None:
    ident, receiver = a_sent_one(), officer("legal.pb", lang)
    accepted(ident, actor("legal.pb"))
    page = receiver.opens(referral(ident))
    assert page.leads_to(referral(ident, "withdraw"))
    receiver.send(referral(ident, "withdraw"), text="She asked us to stop.")
    assert state(ident) == "WITHDRAWN_BY_SURVIVOR"
    sender = officer("sw.gujrat", lang).opens(referral(ident))
    assert STOPPED[lang] in sender.html


@in_both
def test_a_sender_never_answers_the_own_referral(lang: str) -> None:
    ident, lead = a_sent_one(), officer("swlead.gujrat", lang)
    page = lead.opens(referral(ident))
    assert not page.leads_to(referral(ident, "accept"))
    assert OWN[lang] in lead.send(referral(ident, "accept")).alert
    declined = lead.send(referral(ident, "decline"), reason="NO_CAPACITY")
    assert OWN[lang] in declined.alert
    assert declined.holds("reason") == ["NO_CAPACITY"]
    assert state(ident) == "SENT"


ANSWERS = ("accept", "decline", "start", "report")
# Whose role may not take the step at all; to every other seat the referral is not there.
WITHOUT_PERMISSION = {
    "court": ("", *ANSWERS, "withdraw"),
    "federal": ANSWERS,
    "screener.pb": ANSWERS,
}


@pytest.mark.parametrize("step", ["", *ANSWERS, "withdraw"])
@pytest.mark.parametrize(
    "username", ["screener.pb", "federal", "cpwb.gujrat", "labour.gujrat", "fia.lead", "court"]
)
def test_only_the_two_sides_know_of_it(username: str, step: str) -> None:
    ident = a_sent_one()
    facts = as_owner("SELECT count(*) FROM ledger_fact")
    stranger = officer(username)
    if step:
        given = {"text": "Mine.", "reason": "NO_CAPACITY", "outcome": "PASSED_ON"}
        page = stranger.send(referral(ident, step), **given)
    else:
        page = stranger.see(referral(ident))
    assert page.status == (403 if step in WITHOUT_PERMISSION.get(username, ()) else 404)
    assert state(ident) == "SENT"
    assert as_owner("SELECT count(*) FROM ledger_fact") == facts
