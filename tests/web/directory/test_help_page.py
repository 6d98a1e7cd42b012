"""The public finds help: two numbers always, others while verified, and no secret place."""

from dataclasses import replace
from typing import Any

import pytest
from django.utils.timezone import now

from amaan.directory.actions import revise_service, terms_of, verify_helpline, verify_service
from amaan.directory.models import Helpline, Service
from amaan.directory.queries import district_named
from tests.web.directory.pages import Pages, words


def help_page(pages: Pages, query: str = "", lang: str = "en") -> str:
    return words(pages.public(query, lang))


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_two_numbers_are_always_there(pages: Pages, lang: str) -> None:
    html = help_page(pages, lang=lang)
    assert "15" in html
    assert "1122" in html
    assert "1099" not in html


def test_a_verified_line_and_service_show_with_their_day(pages: Pages) -> None:
    today = now().date()
    who: dict[str, Any] = {"by": pages.desk.by, "at": now()}
    line = Helpline.objects.get(number_text="1099")
    verify_helpline(version=line.id, verified_on=today, **who)
    verify_service(service=pages.service, version=1, verified_on=today, **who)
    html = help_page(pages, f"?district={pages.lahore}")
    assert "1099" in html
    assert "Shelter house" in html
    assert f"Checked {today.day}" in html
    kech = district_named("Kech")
    assert kech is not None
    assert "Shelter house" not in help_page(pages, f"?district={kech.id}")
    assert "Shelter house" not in help_page(pages, f"?district={pages.lahore}&kind=LEGAL")


@pytest.mark.invariant("11a")
def test_a_secret_place_gives_its_desk_alone(pages: Pages) -> None:
    who: dict[str, Any] = {"by": pages.desk.by, "at": now()}
    row = Service.objects.get(id=pages.service)
    terms = replace(terms_of(row), secret_address=True, verified_on=now().date())
    revise_service(service=row.id, version=1, terms=terms, areas=[pages.lahore], **who)
    html = help_page(pages, f"?district={pages.lahore}")
    assert "042-111" in html
    assert "Shelter house" not in html
    assert "The place is secret for safety" in html


@pytest.mark.parametrize("query", ["?district=nonsense", "?kind=COOKING", "?district=" + "0" * 32])
def test_nonsense_is_no_error(pages: Pages, query: str) -> None:
    assert "Find help near you" in help_page(pages, query)
