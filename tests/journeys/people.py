"""The people of a journey at their browsers: a reporter with a cheap phone, officers at desks."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from playwright.sync_api import Page, expect

from amaan.kernel.tracking_code import TrackingCode, parse
from tests.factories.nation import actor, as_owner
from tests.live import LiveSites
from tests.visitor import NARROW, WIDE, Visitor, accessibility_faults
from tests.waiting import LIMIT, until

PASS_COOKIE = "__Host-amaan-staff-pass"


@dataclass
class Person:
    """Somebody at a page; every page that is reached must be free of accessibility faults."""

    page: Page
    site: str

    def open(self, address: str) -> None:
        self.page.goto(self.site + address)
        self.look()

    def look(self) -> None:
        faults = accessibility_faults(self.page)
        assert not faults, faults

    def press(self, selector: str) -> None:
        """A button or link that leads to another page."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.look()

    def fill(self, **typed: str) -> None:
        for name, words in typed.items():
            self.page.locator(f"[name={name}]").first.fill(words)

    def choose(self, **chosen: str) -> None:
        for name, value in chosen.items():
            self.page.locator(f"select[name={name}]").select_option(value)

    def choose_first(self, name: str) -> None:
        """The first real answer of a list, which the page never chooses by itself."""
        self.page.locator(f"select[name={name}]").select_option(index=1)

    def tick(self, **ticked: str) -> None:
        for name, value in ticked.items():
            self.page.locator(f"[name={name}][value='{value}']").check()

    def send(self) -> None:
        """The button of the only form of the page's main part that has fields to fill."""
        self.press("main form .am-btn.primary")

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    @property
    def said(self) -> str:
        return self.page.locator("main").inner_text()


class Reporter(Person):
    """Begins, writes the code down, answers what she can, sends, comes back."""

    def begin(self) -> TrackingCode:
        self.open("/")
        self.press("a[href='/report/']")
        self.press("form[data-one-entry] button.primary")
        shown = self.page.locator("#code bdi").all_inner_texts()
        code = parse("".join(shown))
        self.fill(last=code.digits[-4:])
        self.send()
        return code

    def answer(self, district: str) -> None:
        self.tick(who="KNOWN")
        self.send()
        self.tick(signs="DEBT")
        self.send()
        self.tick(child="NO", confined="NO", violence="NOT_SURE", travel_soon="NO")
        self.send()
        self.choose(district=district)
        self.fill(place="Near the canal. (invented)")
        self.send()
        self.fill(story="They may not leave the kiln. (invented)")
        self.send()
        self.press("button[name=skip]")
        self.tick(official="NO")
        self.send()
        self.tick(contact="CODE_ONLY", to_police="NO")
        self.send()
        assert self.path == "/report/check/"

    def send_off(self) -> None:
        self.send()
        assert self.path == "/report/sent/"

    def leave(self) -> None:
        self.press("form[action$='/track/close/'] button")

    def come_back(self, code: TrackingCode) -> None:
        self.open("/track/")
        self.fill(code=code.digits)
        solved = self.page.locator("[name=altcha]")
        expect(solved).not_to_have_value("", timeout=LIMIT * 1000)
        self.send()
        assert self.path == "/track/report/"

    def judge(self, solved: str) -> None:
        self.page.locator(f"[name$=solved][value={solved}]").check()
        self.press("form[action$='/track/solved/'] button.primary")


class Officer(Person):
    """A seat of the demonstration staff, signed in."""

    def see_report(self, complaint: UUID) -> None:
        self.open(f"/reports/{complaint}/")

    def find_report(self, locator: str) -> None:
        """Wait for it in the queue as an officer does: look again."""
        until(lambda: self.queue_shows(locator), f"{locator} in the queue", every=0.5)
        self.look()
        self.press("main tbody a[href^='/reports/']")

    def queue_shows(self, locator: str) -> bool:
        self.page.goto(f"{self.site}/reports/")
        return locator in self.page.content()


def reporter(browser: Visitor, sites: LiveSites, lang: str) -> Reporter:
    page = browser.page(lang=lang, width=NARROW)
    known = {"name": "django_language", "value": lang, "url": sites.public}
    page.context.add_cookies([known])  # type: ignore[list-item]
    return Reporter(page, sites.public)


def officer(browser: Visitor, sites: LiveSites, lang: str, username: str) -> Officer:
    secret = actor(username).secret
    assert secret is not None
    page = browser.page(lang=lang, width=WIDE)
    page.context.add_cookies(
        [
            {
                "name": PASS_COOKIE,
                "value": secret.hex(),
                "url": sites.staff.replace("http:", "https:"),  # localhost counts as safe
                "secure": True,
                "httpOnly": True,
                "sameSite": "Strict",
            },
            {"name": "django_language", "value": lang, "url": sites.staff},
        ]
    )
    return Officer(page, sites.staff)


def complaint_of(code: TrackingCode) -> UUID:
    ((ident,),) = as_owner("SELECT id FROM intake_complaint WHERE locator = %s", code.locator)
    return UUID(str(ident))


def wait_for_state(complaint: UUID, wanted: str) -> None:
    """Until the worker has applied what the reporter decided."""

    def reached() -> bool:
        ((state,),) = as_owner("SELECT status FROM intake_complaint WHERE id = %s", complaint)
        return bool(state == wanted)

    until(reached, f"a report in state {wanted}", every=0.2)


def ident_in(path: str) -> UUID:
    found = re.search(r"[0-9a-f-]{36}", path)
    assert found is not None, path
    return UUID(found[0])
