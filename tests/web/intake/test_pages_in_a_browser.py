"""Can a person with a browser report in either language and come back, with nothing amiss?"""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.live import LiveSites
    from tests.visitor import Visitor

QUESTIONS = ("who", "signs", "danger", "where", "story", "people", "official", "contact")


def fill(page: "Page", slug: str) -> None:
    if slug == "who":
        page.check("input[value=KNOWN]")
    if slug == "where":
        page.select_option("#id_district", index=12)
    if slug == "story":
        page.fill("#id_story", "They hold two families at the kiln.")


@pytest.mark.security("18b", "18c")
@pytest.mark.parametrize(("lang", "width"), [("en", 1440), ("ur", 390)])
def test_report_and_come_back(
    live_sites: "LiveSites",
    browser: "Visitor",
    axe: "Callable[[Page], list[str]]",
    lang: str,
    width: int,
) -> None:
    page = browser.page(lang=lang, width=width)
    page.goto(live_sites.public)
    if page.evaluate("document.documentElement.lang") != lang:
        page.click(".am-pubbar form button")
    assert axe(page) == []
    page.goto(f"{live_sites.public}/report/")
    entries = page.evaluate("history.length")
    page.click("button.primary")
    page.wait_for_url("**/report/code/")
    assert axe(page) == []
    code = re.sub(r"\D", "", page.inner_text("#code"))
    page.fill("#id_last", code[-4:])
    page.click("form button.primary")
    for slug in QUESTIONS:
        page.wait_for_url(f"**/report/{slug}/")
        assert axe(page) == []
        fill(page, slug)
        page.click("form button.primary")
    page.wait_for_url("**/report/check/")
    assert axe(page) == []
    page.click("form button.primary")
    page.wait_for_url("**/report/sent/")
    assert page.evaluate("history.length") == entries
    page.goto(f"{live_sites.public}/track/report/")
    assert axe(page) == []
    page.click("aside form button")
    page.wait_for_url(f"{live_sites.public}/")
    page.goto(f"{live_sites.public}/track/")
    assert axe(page) == []
    page.fill("#id_code", code)
    page.click("main form button")
    page.wait_for_url("**/track/report/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
