"""Which forms has a page of the public site, what may be typed into them, and what of it is left on
the page that comes back?
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.conf import settings
from django.utils.timezone import now
from hypothesis import strategies as st

from amaan.intake.actions.unit import ask
from amaan.intake.adapters.thread_cookie import thread_cookie
from amaan.intake.presenters.questions import FIELDS
from amaan.intake.rules.holding import Held
from amaan.site.settings.public import AMAAN_PASS_COOKIE as COOKIE
from tests.factories.nation import as_owner
from tests.factories.path import Path, path, to_outcome, to_started
from tests.passes import issue_pass
from tests.sites import SiteClient, public_site
from tests.web.intake import walking
from tests.web.staff.reader import Element, Reader

__all__ = ["COOKIE", "STAGES", "FormOnPage", "Stage", "filled", "forms_on", "lost", "nasty", "told"]

CHOSEN: Final = ("radio", "checkbox")
MADE_BY_US: Final = {"csrfmiddlewaretoken", "altcha", "ticket", "key", "skip"}
THREAD: Final = (
    "/track/report/",
    "/track/contact/",
    "/track/withdraw/",
    "/track/stop-contact/",
    "/track/reopen/",
)
QUESTIONS: Final = tuple(f"/report/{slug}/" for slug in FIELDS)
NASTY: Final = (
    "\x00", "\r\n\r\n", "<script>alert(1)</script>", "'\"`&lt;", "%00", "../..", "{{ 7*7 }}", " ",
    "\u202eabc", "\u200f\u0627\u200c\u0628", "٠٣٠٠ ١٢٣٤٥٦٧", "۰۳۰۰ ۱۲۳۴۵۶۷", "0300 1234567",
    "+" * 41, "😀" * 300, "گ" * 8001, "a" * 100_000, "00000000-0000-0000-0000-000000000000",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormOnPage:
    """A form as a person finds it: where it goes, what may be typed or chosen, what it carries."""

    address: str
    action: str
    texts: set[str] = field(default_factory=set)
    choices: dict[str, list[str]] = field(default_factory=dict)
    many: set[str] = field(default_factory=set)
    given: dict[str, str] = field(default_factory=dict)

    def is_on(self, page: Any) -> bool:
        """Whether the page that came has this form: it may have sent the report, or closed it."""
        return self.action in {form.action for form in forms_on(self.address, page)}

    def take(self, element: Element, within: str) -> None:
        name, kind = element.given.get("name", within), element.given.get("type", "text")
        value = element.given.get("value", "")
        if element.tag == "option" or kind in CHOSEN:
            self.choices.setdefault(name, []).append(value)
            self.many.update({name} if kind == "checkbox" else ())
        elif kind == "hidden":
            self.given[name] = value
        elif name and element.tag in ("input", "textarea"):
            self.texts.add(name)


class FormReader(Reader):
    """Also knows in which form an element stands."""

    def __init__(self, html: str, address: str) -> None:
        self.forms: list[FormOnPage] = []
        self.address = address
        self.inside = False
        self.select = ""
        super().__init__(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        element = self.seen[-1]
        if tag == "form":
            self.inside = element.given.get("method", "") == "post"
            if self.inside:
                action = element.given.get("action") or self.address
                self.forms.append(FormOnPage(self.address, action))
        elif tag == "select":
            self.select = element.given.get("name", "")
        elif self.inside and tag in ("input", "textarea", "option"):
            self.forms[-1].take(element, self.select if tag == "option" else "")

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        if tag == "form":
            self.inside = False


def forms_on(address: str, response: Any) -> list[FormOnPage]:
    """The forms of a page that are posted; none when it leads elsewhere."""
    if response.headers.get("Location") or not response.content:
        return []
    return FormReader(response.content.decode(), address).forms


def nasty() -> st.SearchStrategy[str]:
    return st.sampled_from(NASTY) | st.text(max_size=60)


@st.composite
def filled(draw: st.DrawFn, form: FormOnPage) -> dict[str, Any]:
    """Anything that a person, or somebody else, may send from this form."""
    typed: dict[str, Any] = dict(form.given)
    for name in sorted(form.texts):
        typed[name] = draw(nasty() | st.just(""))
    for name, options in sorted(form.choices.items()):
        most = 3 if name in form.many else 1
        typed[name] = draw(st.lists(st.sampled_from(options) | nasty(), max_size=most))
    if draw(st.integers(0, 4)) == 0:
        typed |= draw(st.dictionaries(st.sampled_from(sorted({*typed, "skip"})), nasty()))
    for name in draw(st.sets(st.sampled_from(sorted(typed)))) if typed else ():
        if draw(st.booleans()):
            del typed[name]
    return typed


def told(form: FormOnPage, typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """The words of an answer that was taken: they stand in the question when it is opened again.
    Choices and numbers stand there too, in another form.
    """
    if "skip" in typed or form.address not in QUESTIONS:
        return {}
    return {name: value for name, value in typed.items() if name in form.texts - {"phone"}}


def lost(form: FormOnPage, typed: Mapping[str, Any], response: Any) -> dict[str, str]:
    """Words that were sent and do not stand on the page that came back, by field.

    A page that leads on has taken them; choices that no list has cannot stand anywhere.
    """
    if response.status_code in (302, 404):
        return {}
    shown = standing(Reader(response.content.decode()))
    missing = {}
    for name, values in typed.items():
        for value in values if isinstance(values, list) else [values]:
            if keeps(form, name, value) and not {plain(value)} & shown.get(name, set()):
                missing[name] = value[:80]
    return missing


def keeps(form: FormOnPage, name: str, value: str) -> bool:
    """Whether a page in its right mind would show this value again."""
    if name in MADE_BY_US or not plain(value):
        return False
    return value in form.choices[name] if name in form.choices else name not in form.given


def standing(page: Reader) -> dict[str, set[str]]:
    """What stands in each field, those that wait for another page under their own names."""
    found: dict[str, set[str]] = {}
    for name, values in page.answers().items():
        found.setdefault(name.removeprefix("kept-"), set()).update(map(plain, values))
    return found


def plain(text: str) -> str:
    """As a reader sees it: a browser drops a zero byte and any run of blanks is one."""
    return " ".join(text.replace("\x00", "").replace("\ufffd", "").split())


@dataclass(frozen=True, slots=True)
class Stage:
    """A point of a report's way: the pages that have forms there, how to come to them, and which
    forms were tried at another point already.
    """

    pages: Sequence[str]
    enter: Callable[[], SiteClient]
    elsewhere: tuple[str, ...] = ("/language/", "/track/close/")

    def forms(self) -> list[FormOnPage]:
        client = self.enter()
        found = [form for page in self.pages for form in forms_on(page, client.get(page))]
        unlike = {form.action: form for form in found if form.action not in self.elsewhere}
        return list(unlike.values())


def before_anything() -> Stage:
    return Stage(("/", "/report/", "/track/"), public_site, elsewhere=())


def with_a_fresh_code() -> Stage:
    def enter() -> SiteClient:
        client = public_site()
        walking.begin(client)
        return client

    return Stage(("/report/code/",), enter)


def in_the_questions() -> Stage:
    def enter() -> SiteClient:
        client = public_site()
        walking.confirm(client, walking.begin(client))
        return client

    return Stage((*QUESTIONS, "/report/check/"), enter)


def sent() -> Stage:
    return behind_code(path(), THREAD, elsewhere=("/language/",))


def asked_a_question() -> Stage:
    way = path()
    to_started(way)
    ask(complaint=way.complaint, question="Where? (invented)", by=way.officer, at=now())
    return behind_code(way, THREAD[:1])


def asked_whether_it_is_solved() -> Stage:
    way = path()
    to_outcome(way)
    return behind_code(
        way, THREAD[:1], elsewhere=("/language/", "/track/close/", "/track/message/")
    )


def behind_code(way: Path, pages: Sequence[str], **options: Any) -> Stage:
    """Enters again with a new pass when the last form closed the report; what was decided and
    still waits is taken back, so that the same questions stand open.
    """

    def enter() -> SiteClient:
        as_owner("DELETE FROM intake_reporter_act WHERE complaint_id = %s", way.complaint)
        secret = issue_pass("REPORTER", way.complaint)
        held = Held(way.complaint, secret, way.told.begun.reply_key)
        until = int(now().timestamp()) + 600
        client = public_site()
        client.cookies[COOKIE] = thread_cookie(str(settings.SECRET_KEY)).seal(held, until)
        return client

    return Stage(pages, enter, **options)


STAGES: Final[Mapping[str, Callable[[], Stage]]] = {
    "before anything": before_anything,
    "a fresh code": with_a_fresh_code,
    "the questions": in_the_questions,
    "sent": sent,
    "a question waits": asked_a_question,
    "solved?": asked_whether_it_is_solved,
}
