"""A new officer in a real browser: her own password, the phone, her seat."""

import re

import pytest

from amaan.security.rules.one_time_codes import code_of
from tests.factories.nation import as_owner
from tests.journeys.people import Officer, officer
from tests.live import LiveSites
from tests.visitor import NARROW, Visitor

pytestmark = [pytest.mark.journey]

FIRST, OWN = "handed over in person", "canal lantern forty"


def add_officer(browser: Visitor, sites: LiveSites, lang: str) -> None:
    """What the administrator does on the pages of the staff."""
    admin = officer(browser, sites, lang, "admin")
    admin.open("/staff/new/")
    admin.fill(username="new.officer", name_en="N. Officer", name_ur="نئی افسر", password=FIRST)
    admin.send()
    admin.press("a[href$='/seat/']")
    ((unit,),) = as_owner("SELECT id FROM directory_unit WHERE name_en = 'National intake desk'")
    admin.choose(unit=str(unit), role="complaint_screener")
    admin.send()
    assert "new.officer" in admin.page.content()


def newcomer(browser: Visitor, sites: LiveSites, lang: str) -> Officer:
    page = browser.page(lang=lang, width=NARROW)
    known = {"name": "django_language", "value": lang, "url": sites.staff}
    page.context.add_cookies([known])  # type: ignore[list-item]
    return Officer(page, sites.staff)


def show_code(who: Officer) -> None:
    """Type what the phone shows. Where the machine was too slow for it, type the next one, as the
    page says; steps are counted, not seconds.
    """
    secret = re.sub(r"\s", "", who.page.locator("main .ref").first.inner_text())
    for _patience in range(20):
        step = int(who.page.evaluate("Math.floor(Date.now() / 30000)"))
        who.fill(code=code_of(secret, step))
        who.send()
        if who.path != "/sign-in/phone/":
            return
    raise AssertionError("no code was taken")


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_a_new_officer_comes_in_by_the_pages_alone(
    live_sites: LiveSites, browser: Visitor, lang: str
) -> None:
    add_officer(browser, live_sites, lang)
    who = newcomer(browser, live_sites, lang)
    who.open("/")
    assert who.path == "/sign-in/"
    who.fill(login="new.officer", password=FIRST)
    who.send()
    assert who.path == "/sign-in/password/"
    who.fill(password=FIRST, password_again=FIRST)
    who.send()
    assert who.path == "/sign-in/password/"
    who.fill(password=OWN, password_again=OWN)
    who.send()
    assert who.path == "/sign-in/phone/"
    show_code(who)
    assert who.path == "/"
    assert who.page.locator("html").get_attribute("lang") == lang
    assert who.page.locator("html").get_attribute("dir") == ("rtl" if lang == "ur" else "ltr")
