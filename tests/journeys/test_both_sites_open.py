"""Both sites answer a real browser, carry their headers, and set cookies under their own names."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.live import LiveSites
from tests.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.security("18b")]


def test_a_post_without_referrer_is_taken(live_sites: LiveSites, browser: Visitor) -> None:
    """Our pages send no referrer, so the browser posts with `Origin: null`."""
    page = browser.page(lang="en")
    page.goto(live_sites.public)
    asked = page.locator("form[action$='language/'] button[value='ur'], button[value='ur']").first
    asked.click()
    assert page.locator("html").get_attribute("lang") == "ur"


def test_sites_have_cookies_of_their_own(live_sites: LiveSites, browser: Visitor) -> None:
    page = browser.page()
    for address in (live_sites.public, f"{live_sites.staff}/accounts/login/"):
        page.goto(address)
    names = {cookie["name"] for cookie in page.context.cookies()}
    own = {name for name in names if name != "django_language"}
    assert own
    assert all(name.startswith(("__Host-amaan-public-", "__Host-amaan-staff-")) for name in own)
    browser.forgive("404")


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_first_pages_are_accessible(
    live_sites: LiveSites, browser: Visitor, axe: Callable[[Page], list[str]], lang: str
) -> None:
    page = browser.page(lang=lang, width=390)
    page.goto(live_sites.public)
    assert axe(page) == []
