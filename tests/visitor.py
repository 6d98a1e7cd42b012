"""How does a test visit the sites as a person would? A real browser that complains about what a
person cannot see.

A violation of the content security policy, an error of a script or a failed request of our own
fails the test.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from amaan.node.places import REPOSITORY

AXE = REPOSITORY / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = 1440, 390
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
RUN_AXE = """async (rules) => (await axe.run({runOnly: rules})).violations.map(
  ({id, impact, nodes}) =>
    `${id} (${impact}): ${nodes.map((node) => node.target).slice(0, 3).join("; ")}`)"""


def chromium() -> str:
    return shutil.which("chromium") or shutil.which("chromium-browser") or ""


def lacking_for_a_browser() -> str:
    """What keeps a browser from starting here, in words; empty when nothing does."""
    if not chromium():
        return "Chromium is not installed (Debian package chromium)"
    node, _driver = compute_driver_executable()
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    if answer.returncode:
        return f"the browser driver does not start (Debian package libatomic1?): {answer.stderr}"
    return ""


@contextmanager
def chromium_browser() -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; Django would take that for an async caller.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield browser
        browser.close()


class Visitor:
    """One person with a browser; `complaints` holds what went wrong unseen."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.complaints: list[str] = []
        self.contexts: list[BrowserContext] = []

    def page(self, *, lang: str = "en", width: int = WIDE, **options: Any) -> Page:
        """A new window without cookies, in a language and width; `java_script_enabled=False` turns
        scripts off.
        """
        context = self.browser.new_context(
            locale={"en": "en-GB", "ur": "ur-PK"}[lang],
            viewport={"width": width, "height": 900},
            **options,
        )
        self.contexts.append(context)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("console", self.heed)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        return page

    def heed(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            place = message.location.get("url", "")
            self.complaints.append(f"console: {message.text} ({place})")

    def forgive(self, words: str) -> None:
        """Drop complaints that a test provoked on purpose, such as a 404."""
        self.complaints = [it for it in self.complaints if words not in it]

    def leave(self) -> None:
        for context in self.contexts:
            context.close()


@cache
def axe_source() -> str:
    return AXE.read_text("utf-8")


def accessibility_faults(page: Page) -> list[str]:
    """Every violation that axe finds on the page as it stands now."""
    page.evaluate(axe_source())
    found: list[str] = page.evaluate(RUN_AXE, RULES)
    return [f"{page.url}: {fault}" for fault in found]
