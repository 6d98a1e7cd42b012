"""Does any form of the public site break, or lose a word, whatever is typed into it?

The forms are taken from the pages themselves, so a new question is tried without being named here.
"""

from collections.abc import Mapping
from typing import Any

import pytest
from django.urls import resolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amaan.intake.rules.dependents import DEPENDENTS
from amaan.site.documents.routes import routes
from tests.matrix.cells import arguments
from tests.sites import SiteClient, public_site
from tests.web.intake import walking
from tests.web.intake.fuzzing import (
    COOKIE,
    STAGES,
    FormOnPage,
    Stage,
    filled,
    forms_on,
    lost,
    nasty,
    told,
)

pytestmark = pytest.mark.usefixtures("db")
RUNS = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
FEW = settings(RUNS, max_examples=15)
ANSWERED = {200, 302, 403, 404, 422}


@pytest.mark.parametrize("name", STAGES)
def test_no_form_breaks_or_loses_a_word(name: str) -> None:
    stage = STAGES[name]()
    inside = stage.enter()
    for form in stage.forms():
        inside = tried(form, stage, inside)


def tried(form: FormOnPage, stage: Stage, client: SiteClient) -> SiteClient:
    """One form with many fillings; who was led out by one comes in again."""
    inside = [led_to(form, client)]

    @FEW
    @given(typed=filled(form))
    def try_one(typed: dict[str, Any]) -> None:
        response = inside[0].post(form.action, typed)
        assert response.status_code in ANSWERED, (form.action, response.status_code)
        assert lost(form, typed, response) == {}, form.action
        if response.status_code == 302:
            again = inside[0].get(form.address)
            kept = still_asked(told(form, typed), beside=typed)
            assert lost(form, kept, again) == {}, form.action
            inside[0] = inside[0] if form.is_on(again) else led_to(form, stage.enter())

    try_one()
    return inside[0]


def test_every_address_that_takes_a_post_has_a_form_that_is_tried() -> None:
    tried = {form.action for name in STAGES for form in STAGES[name]().forms()}
    names = {str(resolve(address, "amaan.site.urls_public").url_name) for address in tried}
    for route in routes():
        if route.site == "public" and not arguments(route.pattern):
            takes = public_site().post(route.pattern).status_code != 405
            bare = route.name.rpartition(":")[2]
            assert not takes or bare in names or bare in {"livez", "readyz"}, route.pattern
    assert {"question", "act"} <= names  # those with an argument


def led_to(form: FormOnPage, client: SiteClient) -> SiteClient:
    """The office is asked for only where an official is part of it."""
    if form.address == "/report/office/":
        assert client.post("/report/official/", {"official": "YES"}).status_code == 302
    return client


def still_asked(said: Mapping[str, Any], *, beside: Mapping[str, Any]) -> dict[str, Any]:
    """Without the answers that fall by another answer of the same form, as they must."""
    fallen = {
        name
        for name, one in DEPENDENTS.items()
        if answered(beside.get(one.asked, "…")) in one.never_after
    }
    return {name: value for name, value in said.items() if name not in fallen}


def answered(sent: Any) -> str:
    """What the site takes of a choice: the last of several values under one name."""
    return str(sent[-1] if isinstance(sent, list) and sent else sent)


@pytest.mark.parametrize("contact", ["CODE_ONLY", ["CODE_ONLY"], ["PHONE", "NEVER"]])
def test_words_about_a_call_fall_when_nobody_is_to_call(contact: Any) -> None:
    said = {"safe_hours": "2 to 4"}
    assert still_asked(said, beside={"contact": contact}) == {}
    assert still_asked(said, beside={"contact": ["PHONE"]}) == said


@RUNS
@given(data=st.data())
def test_no_page_breaks_whatever_stands_in_its_address(data: st.DataObject) -> None:
    page = data.draw(st.sampled_from(["/", "/help/", "/guide/", "/report/", "/track/", "/leave/"]))
    names = st.sampled_from(["district", "kind", "q", "page", "next", "language", "lang"])
    query = data.draw(st.dictionaries(names, nasty(), max_size=3))
    short = {name: text[:500] for name, text in query.items()}
    assert public_site().get(page, short).status_code in ANSWERED


@RUNS
@given(data=st.data())
def test_a_lapsed_cookie_loses_no_word_of_any_form(data: st.DataObject) -> None:
    """What was typed waits in the page that asks for the code, and again after a wrong code."""
    address = data.draw(st.sampled_from(["/report/story/", "/report/where/", "/track/message/"]))
    names = st.sampled_from(["story", "place", "people", "text", "phone", "signs"])
    typed = data.draw(st.dictionaries(names, nasty(), min_size=1, max_size=3))
    client = public_site()
    asked = client.post(address, typed)
    assert asked.status_code == 403
    assert COOKIE not in client.cookies
    (form,) = (it for it in forms_on(address, asked) if it.action == "/track/")
    assert lost(form, typed, asked) == {}
    waiting = {name: values for name, values in form.given.items() if name.startswith("kept-")}
    again = client.post("/track/", {**waiting, "code": "1", "altcha": walking.proof()})
    assert again.status_code == 422
    assert lost(form, typed, again) == {}
