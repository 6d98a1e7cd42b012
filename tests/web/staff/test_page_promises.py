"""What staff pages owe the person in front of them: words kept, reasons said, reads logged, nothing
shown of what is not there.
"""

from uuid import UUID, uuid4

import pytest
from django.utils.timezone import now

from amaan.casework.actions import start_complaint
from amaan.intake.rules.acts import Act
from amaan.kernel.urgency import Urgency
from amaan.screening.actions import allocate, review
from amaan.screening.rules.decision import Outcome
from tests.factories.nation import actor, as_owner, unit_id
from tests.factories.path import accepted, act, path, sent, to_decided, to_outcome, to_started
from tests.web.staff.test_referral_sending import asked
from tests.web.staff.test_screening_pages import FOUND, VIEW
from tests.web.staff.test_unit_pages import write
from tests.web.staff.walking import TOO_LATE, dossier, officer, referral, report

pytestmark = pytest.mark.usefixtures("db")


def test_the_second_person_reads_the_first_ones_reasons() -> None:
    way = path(confined="YES")
    to_decided(way, Urgency.U1)
    page = officer("screener2.pb").opens(report(way.complaint, "review"))
    assert "As told." in page.html


def test_an_excluded_receiver_is_refused_in_words_and_not_by_a_broken_page() -> None:
    way = path(
        official="YES", office_kind="LABOUR", office_unit=str(unit_id("Labour office Gujrat"))
    )
    to_decided(way)
    ident = UUID(str(as_owner("SELECT id FROM screening_decision")[0][0]))
    review(
        decision=ident,
        outcome=Outcome.LIKELY,
        urgency=Urgency.U2,
        reasons="x",
        by=way.second,
        at=now(),
    )
    allocate(
        complaint=way.complaint,
        unit=unit_id("Social welfare office Gujrat"),
        by=way.screener,
        at=now(),
    )
    made = start_complaint(
        complaint=way.complaint, officer=way.officer.subject, title="x", by=way.officer, at=now()
    ).id
    page = officer("sw.gujrat").send(dossier(made, "refer"), **asked("LIVELIHOOD"))
    assert page.status == 200
    assert page.alert


@pytest.mark.parametrize("step", ["decide", "review"])
def test_judging_before_triage_is_refused_in_words(step: str) -> None:
    way = path()
    page = officer("screener.pb").send(report(way.complaint, step), **{**FOUND, **VIEW})
    assert TOO_LATE["en"] in page.alert


def test_a_receiver_who_stops_it_stands_on_a_page_that_is_there() -> None:
    way = path()
    ident = accepted(sent(way, to_started(way)), actor("legal.pb"))
    page = officer("legal.pb").send(referral(ident, "withdraw"), text="She asked us to stop.")
    assert page.status == 200
    assert page.notice


def test_a_fault_of_the_unit_links_to_the_question() -> None:
    way = path()
    to_decided(way)
    page = officer("screener.pb").send(report(way.complaint, "allocate"))
    assert page.fault("unit")
    assert page.read.all(id="id_unit")


def test_a_message_that_is_refused_keeps_its_words() -> None:
    way = path()
    act(way, Act.STOP_CONTACT)
    page = officer("duty.pb").send(report(way.complaint, "write"), words="A long letter.")
    assert page.alert
    assert page.holds("words") == ["A long letter."]


@pytest.mark.security(13)
@pytest.mark.parametrize("page", ["propose", "reroute"])
def test_no_page_opens_sealed_words_without_a_log_row(page: str) -> None:
    way = path()
    if page == "propose":
        made = to_started(way)
        write(way, made)
        address, words, who = report(way.complaint, "propose"), "A result. (invented)", "sw.gujrat"
    else:
        ident = sent(way, to_started(way))
        address, words, who = referral(ident, "reroute"), "needs an appointment", "sw.gujrat"
    reader = officer(who)
    before = as_owner("SELECT count(*) FROM security_read")
    assert words in reader.opens(address).html
    assert as_owner("SELECT count(*) FROM security_read") != before


@pytest.mark.parametrize(
    "address",
    [
        "/reports/{}/start/",
        "/reports/{}/decline/",
        "/reports/{}/ask/",
        "/referrals/{}/decline/",
        "/referrals/{}/start/",
        "/referrals/{}/recall/",
        "/referrals/{}/withdraw/",
    ],
)
def test_a_form_about_nothing_is_a_page_that_is_not_here(address: str) -> None:
    assert officer("sw.gujrat").see(address.format(uuid4())).status == 404


def test_who_sees_a_report_as_a_picture_is_offered_no_step() -> None:
    way = path()
    to_outcome(way)
    page = officer("oversight").opens(report(way.complaint))
    assert not page.leads_to(report(way.complaint, "agree"))
    assert not page.leads_to(report(way.complaint, "write"))


@pytest.mark.parametrize("step", ["decide", "review", "allocate", "agree"])
def test_who_sees_a_report_as_a_picture_finds_no_form_of_a_step(step: str) -> None:
    way = path()
    to_decided(way)
    looker, holder = officer("oversight"), officer("lead.pb")
    looker.opens(report(way.complaint))
    assert looker.see(report(way.complaint, step)).status == 404
    if step == "review":
        assert holder.see(report(way.complaint, step)).status == 200


def test_the_frame_tells_who_is_signed_in_whatever_a_page_is_about() -> None:
    ident = as_owner("SELECT id FROM security_seat LIMIT 1")[0][0]
    page = officer("admin").opens(f"/seats/{ident}/end/")
    (unit,) = page.read.all("small", **{"class": "unit"})
    assert unit.text == "Platform administration"
