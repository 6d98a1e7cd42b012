"""How does a test walk the staff site? As an officer does: look, press, read what is said."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import pytest

from tests.factories.nation import actor
from tests.sites import SiteClient, staff_site
from tests.web.staff.reader import Reader

in_both = pytest.mark.parametrize("lang", ["en", "ur"])
TOO_LATE = {
    "en": "This step is not possible now: the state has changed or does not allow it.",
    "ur": "یہ قدم اس وقت ممکن نہیں: حالت بدل چکی ہے یا اس کی اجازت نہیں دیتی۔",
}


@dataclass(frozen=True)
class Page:
    """Where somebody stands after a step, with what the page says."""

    status: int
    address: str
    html: str

    @cached_property
    def read(self) -> Reader:
        return Reader(self.html)

    @property
    def notice(self) -> str:
        """That something was done."""
        return self.read.text_of(role="status")

    @property
    def alert(self) -> str:
        """What speaks against it, and what to put right."""
        return self.read.text_of(role="alert")

    @property
    def lang(self) -> str:
        return self.read.all("html")[0].given["lang"]

    def fault(self, name: str) -> str:
        """What the page says about one question: in the summary, by a link that leads to it."""
        links = [a.text for a in self.read.all("a", href=f"#id_{name}") if a.text in self.alert]
        return " ".join(links)

    def holds(self, name: str) -> list[str]:
        return self.read.answers().get(name, [])

    def leads_to(self, address: str) -> bool:
        """Whether a link or a button of the page goes there."""
        return bool(self.read.all("a", href=address) or self.read.all("form", action=address))


@dataclass(frozen=True)
class Officer:
    """One member of staff at a browser, in one language."""

    client: SiteClient
    lang: str

    def see(self, address: str) -> Page:
        answer = self.client.get(address, secure=True)
        return Page(answer.status_code, address, answer.content.decode())

    def send(self, address: str, **given: object) -> Page:
        """Press the button; the page on which one stands afterwards."""
        typed = {"csrfmiddlewaretoken": "of the form", **given}  # a browser never sends nothing
        answer = self.client.post(address, typed, secure=True, follow=True)
        there = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        return Page(answer.status_code, there, answer.content.decode())

    def opens(self, address: str) -> Page:
        """See a page that must be there, in the own language."""
        page = self.see(address)
        assert (page.status, page.lang) == (200, self.lang)
        return page


def officer(username: str, lang: str = "en") -> Officer:
    secret = actor(username).secret
    assert secret is not None
    client = staff_site(HTTP_ACCEPT_LANGUAGE=lang).carry(secret)
    client.cookies["django_language"] = lang
    return Officer(client, lang)


def report(complaint: UUID, step: str = "") -> str:
    return f"/reports/{complaint}/{step}/" if step else f"/reports/{complaint}/"


def dossier(ident: UUID, step: str = "") -> str:
    return f"/dossiers/{ident}/{step}/" if step else f"/dossiers/{ident}/"


def referral(ident: UUID, step: str = "") -> str:
    return f"/referrals/{ident}/{step}/" if step else f"/referrals/{ident}/"
