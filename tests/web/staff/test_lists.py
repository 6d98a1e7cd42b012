"""The lists of a unit, by pages: whose rows, in which view, and what a strange address does."""

import pytest
from django.utils.timezone import now

from amaan.intake.actions.desk import acknowledge, keep
from amaan.kernel.urgency import Urgency
from amaan.screening.actions import triage
from tests.factories.nation import actor, as_owner, reported
from tests.factories.path import accepted, path, sent, to_decided, to_started
from tests.web.staff.walking import Officer, in_both, officer, referral, report

pytestmark = pytest.mark.usefixtures("db")


def shown(who: Officer, address: str, record: str) -> bool:
    return who.opens(address).leads_to(record)


@in_both
def test_the_queue_shows_each_report_in_its_view(lang: str) -> None:
    fresh, reviewed, ended = path(), path(confined="YES"), path()
    to_decided(reviewed, Urgency.U1)
    acknowledge(complaint=ended.complaint, by=ended.duty, at=now())
    triage(complaint=ended.complaint, by=ended.screener, at=now())
    keep(
        complaint=ended.complaint,
        review_on=now().date(),
        reason="thin",
        by=ended.screener,
        at=now(),
    )
    second = officer("screener2.pb", lang)
    expected = {
        "waiting": [True, True, False],
        "open": [True, True, False],
        "ended": [False, False, True],
        "review": [False, True, False],
    }
    for view, there in expected.items():
        page = second.opens(f"/reports/?view={view}")
        ways = (fresh, reviewed, ended)
        assert [page.leads_to(report(it.complaint)) for it in ways] == there, view
    assert not shown(
        officer("screener.pb", lang), "/reports/?view=review", report(reviewed.complaint)
    )


@in_both
def test_the_queue_is_narrowed_by_urgency_and_says_when_nothing_fits(lang: str) -> None:
    urgent, calm = path(confined="YES"), path()
    found = "SELECT urgency FROM intake_complaint WHERE id = %s"
    other = {"U1", str(as_owner(found, calm.complaint)[0][0])}
    assert len(other) == 2
    duty = officer("duty.pb", lang)
    assert shown(duty, "/reports/?u=U1", report(urgent.complaint))
    assert not shown(duty, "/reports/?u=U1", report(calm.complaint))
    nothing = duty.opens("/reports/?u=U4")
    assert {"en": "No match.", "ur": "کوئی نتیجہ نہیں۔"}[lang] in nothing.html
    assert nothing.leads_to("?view=waiting")


@pytest.mark.parametrize(
    "query",
    ["?view=elsewhere", "?u=U9", "?before=yesterday", "?before=2026-01-01", "?view=ended&u=U1"],
)
def test_a_strange_address_of_the_queue_shows_a_list_all_the_same(query: str) -> None:
    reported()
    officer("duty.pb").opens(f"/reports/{query}")


@in_both
def test_a_desk_sees_no_report_of_another_province(lang: str) -> None:
    here = path()
    assert shown(officer("duty.pb", lang), "/reports/", report(here.complaint))
    for username in ("duty.sd", "duty.national", "sw.gujrat"):
        assert not shown(officer(username, lang), "/reports/", report(here.complaint))
    assert officer("auditor", lang).see("/reports/").status == 403


@in_both
def test_referrals_stand_in_the_lists_of_both_sides(lang: str) -> None:
    way = path()
    made = to_started(way)
    one, ended = sent(way, made), sent(way, made, "MEDICAL")
    sender, receiver = officer("sw.gujrat", lang), officer("legal.pb", lang)
    sender.send(referral(ended, "recall"), text="Other way.")
    assert shown(receiver, "/referrals/", referral(one))
    assert not shown(sender, "/referrals/", referral(one))
    assert shown(sender, "/referrals/?view=sent", referral(one))
    assert not shown(sender, "/referrals/?view=sent", referral(ended))
    assert shown(sender, "/referrals/?view=ended", referral(ended))
    assert not shown(officer("ngo", lang), "/referrals/", referral(ended))
    accepted(one, actor("legal.pb"))
    assert shown(receiver, "/referrals/?view=nonsense", referral(one))
    assert officer("auditor", lang).see("/referrals/").status == 403
