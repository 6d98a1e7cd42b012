"""The sentence to reach, walked in a real browser: a report by night, the desk, a unit, a service,
an outcome that the reporter rejects, another officer, and the reporter's yes.
"""

from uuid import UUID

import pytest

from amaan.kernel.tracking_code import TrackingCode
from tests.factories.nation import as_owner, district_id, unit_id
from tests.factories.path import service_id
from tests.journeys.people import (
    Officer,
    complaint_of,
    ident_in,
    officer,
    reporter,
    wait_for_state,
)
from tests.live import LiveSites
from tests.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.security("18b")]
OFFICE = "Social welfare office Gujrat"
TODAY_ON_THE_PAGE = "2026-01-02"


@pytest.mark.parametrize("lang", ["ur", "en"])
def test_from_a_phone_to_a_confirmed_outcome(
    live_sites: LiveSites, browser: Visitor, lang: str
) -> None:
    family = reporter(browser, live_sites, lang)
    code = family.begin()
    family.answer(str(district_id("Gujrat")))
    family.send_off()
    family.leave()

    def seat(username: str) -> Officer:
        return officer(browser, live_sites, lang, username)

    complaint = desk_and_screeners(seat("duty.pb"), seat("screener.pb"), code)
    worker = seat("sw.gujrat")
    dossier = take_up(worker, complaint)
    served(worker, seat("legal.pb"), dossier)
    propose(worker, complaint, dossier)

    family.come_back(code)
    family.judge("NO")
    wait_for_state(complaint, "UNDER_ACTION")
    lead = seat("swlead.gujrat")
    lead.see_report(complaint)
    lead.press("form[action$='/take-over/'] button")
    propose(lead, complaint, dossier)

    family.open("/track/report/")
    family.judge("YES")
    wait_for_state(complaint, "CLOSED")
    ((closure, rejections),) = as_owner(
        "SELECT closure, rejections FROM intake_complaint WHERE id = %s", complaint
    )
    assert (closure, rejections) == ("CONFIRMED", 1)
    nation = seat("federal")
    nation.open("/overview/")
    nation.open("/overview/rows/?status=CLOSED")
    assert code.locator[-4:] in nation.page.content() or code.locator in nation.page.content()


def desk_and_screeners(duty: Officer, screener: Officer, code: TrackingCode) -> UUID:
    duty.find_report(code.locator)
    complaint = complaint_of(code)
    duty.press("form[action$='/acknowledge/'] button")
    screener.see_report(complaint)
    screener.press("form[action$='/triage/'] button")
    screener.press("main a[href$='/decide/']")
    screener.choose(age="ADULT", age_basis="STATED", act="YES", means="YES", purpose="YES")
    screener.choose(crossing_for_pay="NO", outcome="LIKELY_TRAFFICKING", urgency="U2")
    screener.tick(forms_found="bonded_labour")
    screener.fill(reasons="As told. (invented)")
    screener.send()
    screener.press("main a[href$='/allocate/']")
    screener.tick(unit=str(unit_id(OFFICE)))
    screener.send()
    return complaint


def take_up(worker: Officer, complaint: UUID) -> UUID:
    worker.see_report(complaint)
    worker.press("main a[href$='/start/']")
    worker.fill(title="A family at a kiln (invented)")
    worker.send()
    return ident_in(worker.path)


def served(worker: Officer, lawyer: Officer, dossier: UUID) -> None:
    """Referred to legal aid, accepted, served, reported and confirmed."""
    worker.open(f"/dossiers/{dossier}/refer/")
    worker.choose(service=str(service_id("LEGAL")), urgency="U2", basis="CONSENT")
    worker.choose(consent_how="SPOKEN")
    worker.fill(needs="One adult needs an appointment. (invented)")
    worker.send()
    referral = ident_in(worker.path)
    worker.press("form[action$='/submit/'] button")
    lawyer.open(f"/referrals/{referral}/")
    lawyer.press("form[action$='/accept/'] button")
    lawyer.press("main a[href$='/start/']")
    lawyer.fill(text="Met today. (invented)")
    lawyer.send()
    lawyer.press("main a[href$='/report/']")
    lawyer.choose(outcome="SERVICE_GIVEN_FULLY")
    lawyer.fill(text="Papers are back. (invented)")
    lawyer.send()
    worker.open(f"/referrals/{referral}/")
    worker.press("form[action$='/confirm/'] button")


def propose(worker: Officer, complaint: UUID, dossier: UUID) -> None:
    worker.open(f"/dossiers/{dossier}/entry/")
    worker.choose(kind="RESULT")
    worker.fill(happened_on=TODAY_ON_THE_PAGE, text="All are free. (invented)")
    worker.send()
    worker.open(f"/reports/{complaint}/propose/")
    worker.choose(outcome="SERVICE_GIVEN_FULLY")
    worker.choose_first("entry")
    worker.fill(words="It is solved, as far as we know.")
    worker.send()
    assert worker.path == f"/reports/{complaint}/", worker.said
