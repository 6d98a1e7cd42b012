"""Has every seat a guide, in both languages, and does its own one stand first?"""

import re

import pytest

from amaan.security.rules.roles import Role
from amaan.site.home.guides import GUIDES, GUIDES_OF_ROLE, guide_text
from amaan.ui.language import Language
from tests.factories.nation import actor
from tests.sites import SiteClient, staff_site

LINK = re.compile(r'href="/guide/([a-z-]+)/"')
TITLE = {
    "en": {"admin": "Guide for administrators", "duty.pb": "Guide for duty officers"},
    "ur": {"admin": "منتظم کے لیے رہنما", "duty.pb": "ڈیوٹی افسر کے لیے رہنما"},
}


def reader(username: str, lang: str) -> SiteClient:
    secret = actor(username).secret
    assert secret is not None
    client = staff_site(HTTP_ACCEPT_LANGUAGE=lang).carry(secret)
    client.cookies["django_language"] = lang
    return client


def shown(client: SiteClient, address: str) -> str:
    answer = client.get(address, secure=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_every_role_has_a_guide() -> None:
    assert set(GUIDES_OF_ROLE) == set(map(str, Role))
    assert set(GUIDES_OF_ROLE.values()) <= set(GUIDES)


@pytest.mark.parametrize("lang", list(Language))
@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_says_the_same_number_of_things_in_both_languages(
    name: str, lang: Language
) -> None:
    said = guide_text(name, lang)
    assert said["title"]
    assert said["paragraphs"]
    assert len(list(said["steps"])) == len(list(guide_text(name, Language.ENGLISH)["steps"])) > 2  # type: ignore[call-overload]


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_every_guide_opens(db: object, lang: str) -> None:
    client = reader("auditor", lang)
    for name in GUIDES:
        title = str(guide_text(name, Language(lang))["title"])
        assert title in shown(client, f"/guide/{name}/")
    assert client.get("/guide/nobody/", secure=True).status_code == 404


@pytest.mark.parametrize("lang", ["en", "ur"])
@pytest.mark.parametrize(
    ("username", "own"), [("admin", "administrator"), ("duty.pb", "duty-officer")]
)
def test_the_own_guide_stands_first(db: object, username: str, own: str, lang: str) -> None:
    page = shown(reader(username, lang), "/guide/")
    listed = [name for name in LINK.findall(page) if name in GUIDES]
    assert listed[0] == own
    assert sorted(listed) == sorted(GUIDES)
    assert TITLE[lang][username] in page
