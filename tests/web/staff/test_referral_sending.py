"""The sender of a referral, by pages: write, send, have it cleared, take it back, send elsewhere,
confirm.
"""

from uuid import UUID

import pytest
from django.utils.timezone import now

from amaan.casework.actions import add_new_person
from amaan.identity.actions import Particulars
from amaan.kernel.urgency import Urgency
from amaan.referral import actions
from amaan.referral.rules.referral import Basis
from tests.factories.nation import actor, as_owner
from tests.factories.path import (
    STATION,
    Path,
    drafted,
    outcome_reported,
    path,
    sent,
    service_id,
    submitted,
    to_started,
)
from tests.web.staff.walking import TOO_LATE, Officer, dossier, in_both, officer, referral

pytestmark = pytest.mark.usefixtures("db")
STATE = {
    "DRAFT": {"en": "Being written", "ur": "لکھا جا رہا ہے"},
    "SUBMITTED": {"en": "Waiting to be cleared", "ur": "منظوری کا منتظر"},
    "SENT": {"en": "Sent", "ur": "بھیجا گیا"},
    "CLOSED": {"en": "Closed", "ur": "بند"},
    "RECALLED": {"en": "Taken back", "ur": "واپس لیا گیا"},
}
SUBMITTED = {"en": "Submitted.", "ur": "پیش کر دیا گیا۔"}
CLEARED = {"en": "Cleared and sent.", "ur": "منظور ہو کر بھیج دیا گیا۔"}
CONFIRMED = {"en": "Confirmed and closed.", "ur": "تصدیق ہوئی اور بند ہوا۔"}
NO_CONSENT = {
    "en": "There is no consent for this purpose and this recipient.",
    "ur": "اس مقصد اور اس وصول کنندہ کے لیے رضامندی موجود نہیں۔",
}
NEEDS_U1 = {
    "en": "This basis holds only when life is in danger (U1).",
    "ur": "یہ بنیاد صرف جان کے خطرے (U1) میں ہے۔",
}
NOT_THE_SENDER = {
    "en": "Another person than the sender must clear it.",
    "ur": "اس کی منظوری بھیجنے والے کے علاوہ کسی اور کو دینی ہے۔",
}
NEEDS = "Two adults, speak Saraiki. (invented)"


def asked(kind: str = "LEGAL", **changed: str) -> dict[str, str]:
    given = {
        "service": str(service_id(kind)),
        "urgency": "U2",
        "basis": "CONSENT",
        "consent_how": "SPOKEN",
        "needs": NEEDS,
    }
    return {**given, **changed}


def state(ident: UUID) -> str:
    return str(as_owner("SELECT status FROM referral_referral WHERE id = %s", ident)[0][0])


def only_referral() -> UUID:
    ((ident,),) = as_owner("SELECT id FROM referral_referral")
    return UUID(str(ident))


def a_childs() -> tuple[Path, UUID]:
    way = path(child="YES")
    made = to_started(way, Urgency.U1)
    return way, submitted(way, made, "CHILD_PROTECTION", basis=Basis.CHILD)


@in_both
def test_a_referral_is_written_down_and_nobody_else_sees_it_yet(lang: str) -> None:
    made, sender = to_started(path()), officer("sw.gujrat", lang)
    assert sender.opens(dossier(made)).leads_to(dossier(made, "refer"))
    form = sender.opens(dossier(made, "refer"))
    assert {"en": "Free lawyer", "ur": "مفت وکیل"}[lang] in form.html
    assert {"en": "Counselling and family support", "ur": "مشاورت"}[lang] not in form.html
    given = asked()
    for left_out in ("service", "urgency", "basis", "needs"):
        page = sender.send(dossier(made, "refer"), **{**given, left_out: ""})
        assert page.status == 200
        assert page.fault(left_out)
        assert all(page.holds(name) == [given[name]] for name in given if name != left_out)
    assert as_owner("SELECT count(*) FROM referral_referral") == [(0,)]
    done = sender.send(dossier(made, "refer"), **given)
    ident = only_referral()
    assert (done.status, done.address) == (200, referral(ident))
    assert STATE["DRAFT"][lang] in done.html
    assert NEEDS in done.html
    assert done.leads_to(referral(ident, "submit"))
    assert officer("legal.pb", lang).see(referral(ident)).status == 404


@in_both
def test_what_nobody_has_to_clear_goes_out_at_once(lang: str) -> None:
    way = path()
    ident = drafted(way, to_started(way))
    sender = officer("sw.gujrat", lang)
    done = sender.send(referral(ident, "submit"))
    assert done.address == referral(ident)
    assert SUBMITTED[lang] in done.notice
    assert STATE["SENT"][lang] in done.html
    assert state(ident) == "SENT"
    again = sender.send(referral(ident, "submit"))
    assert TOO_LATE[lang] in again.alert
    assert again.leads_to(referral(ident))
    assert officer("legal.pb", lang).opens("/referrals/").leads_to(referral(ident))
    assert sender.opens("/referrals/?view=sent").leads_to(referral(ident))


@in_both
def test_without_consent_or_lawful_basis_nothing_goes_out(lang: str) -> None:
    way = path()
    made, sender = to_started(way), officer("sw.gujrat", lang)
    silent = drafted(way, made, consent_how="")
    calm = drafted(way, made, "MEDICAL", basis=Basis.LIFE_DANGER)
    for ident, words in ((silent, NO_CONSENT), (calm, NEEDS_U1)):
        page = sender.send(referral(ident, "submit"))
        assert words[lang] in page.alert
        assert state(ident) == "DRAFT"
        assert page.leads_to(referral(ident))


@pytest.mark.invariant(8)
@in_both
def test_a_childs_referral_is_cleared_by_another_person(lang: str) -> None:
    _, ident = a_childs()
    sender, lead = officer("sw.gujrat", lang), officer("swlead.gujrat", lang)
    assert not sender.opens(referral(ident)).leads_to(referral(ident, "clear"))
    assert sender.send(referral(ident, "clear")).status == 403
    assert state(ident) == "SUBMITTED"
    waiting = lead.opens(referral(ident))
    assert STATE["SUBMITTED"][lang] in waiting.html
    assert waiting.leads_to(referral(ident, "clear"))
    done = lead.send(referral(ident, "clear"))
    assert done.address == referral(ident)
    assert CLEARED[lang] in done.notice
    assert state(ident) == "SENT"
    assert TOO_LATE[lang] in lead.send(referral(ident, "clear")).alert


@pytest.mark.invariant(8)
@in_both
def test_a_lead_does_not_clear_the_own_referral(lang: str) -> None:
    way = path(to_police="YES")
    way.officer = actor("sho.city")
    ident = submitted(way, to_started(way, office=STATION), "SHELTER")
    lead = officer("sho.city", lang)
    assert not lead.opens(referral(ident)).leads_to(referral(ident, "clear"))
    page = lead.send(referral(ident, "clear"))
    assert NOT_THE_SENDER[lang] in page.alert
    back = lead.send(referral(ident, "return"), text="Back.")
    assert NOT_THE_SENDER[lang] in back.alert
    assert back.holds("text") == ["Back."]
    assert state(ident) == "SUBMITTED"


@in_both
def test_the_clearer_returns_it_with_a_reason(lang: str) -> None:
    _, ident = a_childs()
    lead = officer("swlead.gujrat", lang)
    lead.opens(referral(ident, "return"))
    silent = lead.send(referral(ident, "return"), text="")
    assert (silent.fault("text") != "", state(ident)) == (True, "SUBMITTED")
    done = lead.send(referral(ident, "return"), text="Say less of the family.")
    assert done.address == referral(ident)
    assert done.notice
    assert STATE["DRAFT"][lang] in done.html
    assert state(ident) == "DRAFT"
    late = lead.send(referral(ident, "return"), text="Again.")
    assert TOO_LATE[lang] in late.alert


@in_both
def test_a_sender_takes_it_back_before_it_is_accepted(lang: str) -> None:
    way = path()
    ident = sent(way, to_started(way))
    sender = officer("sw.gujrat", lang)
    assert sender.opens(referral(ident)).leads_to(referral(ident, "recall"))
    sender.opens(referral(ident, "recall"))
    silent = sender.send(referral(ident, "recall"), text="")
    assert (silent.fault("text") != "", state(ident)) == (True, "SENT")
    done = sender.send(referral(ident, "recall"), text="She found a lawyer.")
    assert done.address == referral(ident)
    assert done.notice
    assert STATE["RECALLED"][lang] in done.html
    assert state(ident) == "RECALLED"
    assert officer("legal.pb", lang).see(referral(ident)).status == 404
    late = sender.send(referral(ident, "recall"), text="Again.")
    assert TOO_LATE[lang] in late.alert
    assert late.holds("text") == ["Again."]


@in_both
def test_a_declined_referral_goes_to_another_service(lang: str) -> None:
    way = path()
    ident = sent(way, to_started(way))
    sender = officer("sw.gujrat", lang)
    early = sender.send(referral(ident, "reroute"), **asked("MEDICAL"))
    assert TOO_LATE[lang] in early.alert
    assert early.holds("needs") == [NEEDS]
    assert state(only_referral()) == "SENT"
    actions.decline_referral(referral=ident, reason="NO_CAPACITY", by=actor("legal.pb"), at=now())
    assert sender.opens(referral(ident)).leads_to(referral(ident, "reroute"))
    form = sender.opens(referral(ident, "reroute"))
    assert form.holds("needs") == ["One adult, needs an appointment. (invented)"]
    silent = sender.send(referral(ident, "reroute"), **asked("MEDICAL", needs=""))
    assert silent.fault("needs")
    assert silent.holds("service") == [str(service_id("MEDICAL"))]
    done = sender.send(referral(ident, "reroute"), **asked("MEDICAL"))
    child = as_owner("SELECT id, status FROM referral_referral WHERE parent_id = %s", ident)
    assert [row[1] for row in child] == ["DRAFT"]
    assert done.address == f"/referrals/{child[0][0]}/"
    assert STATE["DRAFT"][lang] in done.html
    assert state(ident) == "REROUTED"


@in_both
def test_the_sender_confirms_the_outcome(lang: str) -> None:
    way = path()
    ident = sent(way, to_started(way))
    sender = officer("sw.gujrat", lang)
    early = sender.send(referral(ident, "confirm"))
    assert (TOO_LATE[lang] in early.alert, state(ident)) == (True, "SENT")
    outcome_reported(ident, actor("legal.pb"))
    page = sender.opens(referral(ident))
    assert page.leads_to(referral(ident, "confirm"))
    assert "Done. (invented)" in page.html
    done = sender.send(referral(ident, "confirm"))
    assert CONFIRMED[lang] in done.notice
    assert STATE["CLOSED"][lang] in done.html
    assert state(ident) == "CLOSED"
    assert sender.opens("/referrals/?view=ended").leads_to(referral(ident))
    assert TOO_LATE[lang] in sender.send(referral(ident, "confirm")).alert


SENDS, CLEARS = ("submit", "recall", "reroute", "confirm"), ("clear", "return")
# Whose role may not take the step at all; to every other seat the referral is not there.
WITHOUT_PERMISSION = {
    "screener.pb": SENDS,
    "federal": (*SENDS, *CLEARS),
    "cpwb.gujrat": CLEARS,
}


@pytest.mark.parametrize("step", [*SENDS, *CLEARS])
@pytest.mark.parametrize("username", ["screener.pb", "federal", "cpwb.gujrat", "fia.lead"])
def test_only_the_sending_unit_takes_the_senders_steps(username: str, step: str) -> None:
    way = path()
    ident = sent(way, to_started(way))
    facts = as_owner("SELECT count(*) FROM ledger_fact")
    page = officer(username).send(referral(ident, step), **asked("MEDICAL"), text="Mine.")
    assert page.status == (403 if step in WITHOUT_PERMISSION.get(username, ()) else 404)
    assert state(only_referral()) == "SENT"
    assert as_owner("SELECT count(*) FROM ledger_fact") == facts


@pytest.mark.parametrize(
    ("username", "answer"), [("screener.pb", 403), ("federal", 403), ("cpwb.gujrat", 404)]
)
def test_nobody_refers_out_of_a_strange_dossier(username: str, answer: int) -> None:
    made = to_started(path())
    stranger: Officer = officer(username)
    assert stranger.see(dossier(made, "refer")).status == answer
    assert stranger.send(dossier(made, "refer"), **asked()).status == answer
    assert as_owner("SELECT count(*) FROM referral_referral") == [(0,)]


@pytest.mark.parametrize("step", ["submit", "clear", "accept", "confirm"])
def test_a_step_with_one_button_only_is_never_taken_by_following_a_link(step: str) -> None:
    way = path()
    ident = drafted(way, to_started(way))
    assert officer("swlead.gujrat").see(referral(ident, step)).status == 405
    assert state(ident) == "DRAFT"


NOT_FOR_HIM = {
    "en": "this service takes nobody of this sex.",
    "ur": "یہ خدمت اس جنس کے افراد کو نہیں لیتی۔",
}


@in_both
def test_a_service_that_does_not_take_the_person_says_so_where_it_is_chosen(lang: str) -> None:
    way = path()
    made = to_started(way)
    told = Particulars(name="Somebody (invented)", sex="MALE", age="ADULT")
    add_new_person(dossier=made, particulars=told, role="AFFECTED", by=way.officer, at=now())
    form = officer("sw.gujrat", lang).opens(dossier(made, "refer")).read
    [shelter] = form.all("option", value=str(service_id("SHELTER")))
    [lawyer] = form.all("option", value=str(service_id("LEGAL")))
    assert NOT_FOR_HIM[lang] in shelter.text
    assert NOT_FOR_HIM[lang] not in lawyer.text
