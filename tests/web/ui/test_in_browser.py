"""In a real browser under the real policy: can everybody use the pages, do the scripts work?"""

import json
from base64 import b64decode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from amaan.node.places import REPOSITORY
from tests.web.ui.gallery.rendering import LANGUAGES
from tests.web.ui.gallery.samples import PAGES
from tests.web.ui.gallery.server import Samples, serving

BUILT = REPOSITORY / "src/amaan/ui/static/ui/built/htmx.js"
VIEWS = [(name, lang) for name in PAGES for lang in LANGUAGES]
TWICE = """() => { const sheet = new CSSStyleSheet();
  sheet.replaceSync(':root{font-size:200%}'); document.adoptedStyleSheets.push(sheet); }"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving() as found:
        yield found


@pytest.fixture
def page(chromium_process: Browser, address: str) -> Iterator[Page]:
    assert BUILT.exists(), "run `npm ci` and `python -m amaan.ui.assets` first"
    Samples.posts, Samples.busy, Samples.scripted = [], 0, True
    context = chromium_process.new_context(base_url=address)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("name", "lang"), VIEWS)
def test_no_accessibility_rule_is_broken(
    page: Page, axe: Callable[[Page], list[str]], name: str, lang: str
) -> None:
    for width, theme in ((1440, ""), (390, ""), (1440, "?dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"/{lang}/{name}{theme}")
        assert axe(page) == [], width


@pytest.mark.parametrize(("name", "lang"), VIEWS)
def test_a_small_phone_needs_no_sideways_scrolling_and_nothing_is_blocked(
    page: Page, name: str, lang: str
) -> None:
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("requestfailed", lambda request: troubles.append(request.url))
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"/{lang}/{name}")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate(TWICE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert troubles == []


@pytest.mark.parametrize("how", ["keys", "button"])
def test_leaving_replaces_the_page(page: Page, how: str) -> None:
    page.goto("/en/receipt")
    before = page.evaluate("history.length")
    if how == "keys":
        for _ in range(3):
            page.keyboard.press("Escape")
    else:
        page.click("[data-exit]")
    page.wait_for_url("**/weather")
    assert page.evaluate("history.length") == before


AT_LEAVING = """addEventListener('beforeunload', () => sessionStorage.setItem('left',
  JSON.stringify([document.body.childElementCount, document.body.innerText.trim()])))"""


@pytest.mark.parametrize("how", ["keys", "button"])
def test_the_page_is_blank_before_the_server_is_asked(page: Page, how: str) -> None:
    """On a slow line the answer takes seconds, and somebody may be coming in: `beforeunload` comes
    before the request is sent.
    """
    page.add_init_script(AT_LEAVING)
    page.goto("/en/receipt")
    if how == "keys":
        for _ in range(3):
            page.keyboard.press("Escape")
    else:
        page.click("[data-exit]")
    page.wait_for_url("**/weather")
    assert json.loads(page.evaluate("sessionStorage.getItem('left')")) == [0, ""]


def fill(page: Page) -> None:
    page.goto("/en/question")
    page.check("input[value=SELF]")
    page.wait_for_selector("[name=altcha][value]", state="attached")
    page.click("button.primary")


def test_a_report_uses_one_entry_of_the_history(page: Page) -> None:
    fill(page)
    page.wait_for_url("**/en/track")
    assert page.evaluate("history.length") == 2  # the blank tab and this
    assert len(Samples.posts) == 1


def test_a_busy_server_is_asked_again_with_the_same_words(page: Page) -> None:
    Samples.busy = 1
    fill(page)
    page.wait_for_url("**/en/track")
    first, second = (post.split(b"\r\n", 1)[1].rsplit(b"\r\n--", 2)[0] for post in Samples.posts)
    assert [line for line in first.splitlines() if not line.startswith(b"--")] == [
        line for line in second.splitlines() if not line.startswith(b"--")
    ]


def test_without_the_middleware_the_form_is_posted_plainly(page: Page) -> None:
    Samples.scripted = False
    fill(page)
    page.wait_for_url("**/en/track")


def test_the_proof_of_work_is_solved(page: Page) -> None:
    page.goto("/ur/question")
    page.wait_for_selector("[name=altcha][value]", state="attached")
    solved = json.loads(b64decode(page.input_value("[name=altcha]")))
    assert solved["number"] == 4321
    assert solved["signature"] == "invented"


def test_a_status_page_closes_itself_after_ten_minutes(page: Page) -> None:
    page.clock.install()
    page.goto("/en/track")
    page.clock.fast_forward("05:00")
    assert "5 minutes" in page.inner_text("[data-closes-after]")
    page.clock.fast_forward("05:10")
    page.wait_for_url("**/weather")


def test_keys_move_select_and_can_be_switched_off(page: Page) -> None:
    page.goto("/en/queue")
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert not page.is_checked("tr.is-here input")  # the second row was selected before
    page.keyboard.press("?")
    page.check("[data-keys-off]")
    page.click("#keys button")
    page.keyboard.press("x")
    assert not page.is_checked("tr.is-here input")


def test_keys_keep_still_while_somebody_writes(page: Page) -> None:
    page.goto("/en/queue")
    page.fill("input[type=search]", "")
    page.type("input[type=search]", "jx")
    assert page.input_value("input[type=search]") == "jx"
    assert page.get_attribute("tr.is-here", "data-href") == "#R-26-04810"


def test_the_menu_of_a_phone_opens_without_script(chromium_process: Browser, address: str) -> None:
    context = chromium_process.new_context(base_url=address, java_script_enabled=False)
    tab = context.new_page()
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.goto("/ur/queue")
    assert not tab.is_visible(".am-menu .am-rail")
    tab.click(".am-menu summary")
    assert tab.is_visible(".am-menu .am-rail")
    context.close()


def test_htmx_works_under_trusted_types(page: Page) -> None:
    page.route("**/fragment", lambda route: route.fulfill(body="<b id=new>fresh</b>"))
    page.goto("/en/parts")
    page.click("[hx-get]")
    assert page.inner_text("#new") == "fresh"


def test_a_page_can_be_printed(page: Page, tmp_path: Path) -> None:
    page.goto("/ur/case")
    page.emulate_media(media="print")
    assert page.is_visible(".am-print-head")
    assert not page.is_visible(".am-top")
