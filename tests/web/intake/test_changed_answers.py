"""A reporter changes an answer that others hang on: who is kept away then, by the pages alone?"""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.utils.timezone import now

from amaan.intake.actions.sorting import sort_complaint
from tests.factories.nation import SYSTEM, as_owner, district_id, unit_id
from tests.sites import SiteClient, as_role
from tests.web.intake import walking

pytestmark = [
    pytest.mark.usefixtures("db"),
    pytest.mark.invariant("13b"),
    pytest.mark.security("10b"),
]
CITY = "Police station City Gujrat"
UMERKOT = {"Police station Kunri", "District police Umerkot"}
in_both = pytest.mark.parametrize("lang", ["en", "ur"])
ANOTHER_KIND = {
    "en": "Choose an office of the kind that you chose above",
    "ur": "اوپر جس قسم کا دفتر بتایا ہے اسی قسم میں سے چنیں",
}


def at_check(client: SiteClient, lang: str) -> None:
    """A report of Gujrat against its city station, with every page seen."""
    client.post("/language/", {"language": lang, "next": "/report/"})
    walking.confirm(client, walking.begin(client))
    answers: dict[str, dict[str, object]] = {
        **walking.ANSWERS,
        "where": {"district": str(district_id("Gujrat"))},
        "office": {"office_kind": "POLICE", "office_unit": str(unit_id(CITY))},
    }
    order = ("who", "signs", "danger", "where", "story", "people", "official", "office", "contact")
    for slug in order:
        there = str(client.post(f"/report/{slug}/", answers[slug])["Location"])
    assert there == "/report/check/"


def say(client: SiteClient, slug: str, **given: str) -> str:
    return str(client.post(f"/report/{slug}/", given)["Location"])


def kept_away(client: SiteClient) -> set[str]:
    """Send, sort, and the names of the offices that never learn of it."""
    key = walking.hidden(client.get("/report/check/"), "key")
    assert client.post("/report/check/", {"key": key})["Location"] == "/report/sent/"
    ((ident,),) = as_owner("SELECT id FROM intake_complaint")
    with as_role("worker"):
        sort_complaint(complaint=UUID(str(ident)), by=SYSTEM, at=now())
    sql = "SELECT u.name_en FROM security_exclusion x JOIN directory_unit u ON u.id = x.unit"
    return {str(name) for (name,) in as_owner(sql)}


@pytest.fixture(autouse=True)
def english_again(public_client: SiteClient) -> Iterator[None]:
    yield
    public_client.post("/language/", {"language": "en", "next": "/report/"})


@in_both
def test_after_a_change_of_district_its_police_is_kept_away(
    public_client: SiteClient, lang: str
) -> None:
    at_check(public_client, lang)
    there = say(public_client, "where", district=str(district_id("Umerkot")))
    assert there == "/report/office/"
    page = walking.page(public_client.get(there))
    assert str(unit_id(CITY)) not in page
    assert str(unit_id("Police station Kunri")) in page
    assert 'value="POLICE" id="id_office_kind_0" checked' in page
    assert say(public_client, "office", skip="1") == "/report/check/"
    away = kept_away(public_client)
    assert away >= UMERKOT
    assert CITY not in away


@in_both
def test_the_office_of_the_new_district_can_be_named(public_client: SiteClient, lang: str) -> None:
    at_check(public_client, lang)
    say(public_client, "where", district=str(district_id("Umerkot")))
    named = str(unit_id("Police station Kunri"))
    assert say(public_client, "office", office_kind="POLICE", office_unit=named).endswith("/check/")
    assert kept_away(public_client) >= UMERKOT


@in_both
def test_no_official_after_all_keeps_nobody_away(public_client: SiteClient, lang: str) -> None:
    at_check(public_client, lang)
    assert say(public_client, "official", official="NO") == "/report/check/"
    assert CITY not in walking.page(public_client.get("/report/check/"))
    assert say(public_client, "official", official="YES") == "/report/office/"
    assert chosen_office(public_client) == ""
    assert say(public_client, "official", official="NO") == "/report/check/"
    assert kept_away(public_client) == set()


def chosen_office(client: SiteClient) -> str:
    page = walking.page(client.get("/report/office/"))
    found = re.search(r'<option value="([^"]*)" selected', page)
    assert found is not None
    return found[1]


@in_both
def test_another_kind_needs_another_office(public_client: SiteClient, lang: str) -> None:
    at_check(public_client, lang)
    typed = {"office_kind": "SOCIAL_WELFARE", "office_unit": str(unit_id(CITY))}
    again = public_client.post("/report/office/", typed)
    assert again.status_code == 422
    assert ANOTHER_KIND[lang] in walking.page(again)
    assert say(public_client, "office", office_kind="SOCIAL_WELFARE").endswith("/check/")
    away = kept_away(public_client)
    assert "Social welfare office Gujrat" in away
    assert CITY not in away
