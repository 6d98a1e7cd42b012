"""The directory as JSON has the shape of HSDS 3, and a secret place stays secret in it."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.utils.timezone import now

from amaan.directory import api
from amaan.directory.actions import revise_service, terms_of
from amaan.directory.models import Service
from amaan.kernel.actor import Actor
from amaan.kernel.ids import uuid7
from amaan.kernel.reasons import NotFound
from tests.rules.directory.conftest import shared_data
from tests.web.directory.pages import OFFICER, PASSER_BY, Pages


def asked(verb: Callable[..., Any], by: Actor = OFFICER, **query: Any) -> Any:
    request = RequestFactory().get("/api/")
    request.actor = by  # type: ignore[attr-defined]  # set by the middleware of the site
    return json.loads(verb(request, **query).content)


def test_a_page_of_services_has_the_keys_of_hsds(pages: Pages) -> None:
    found = asked(api.services)
    example = json.loads((shared_data() / "samples/hsds/service_list.json").read_text())
    assert set(example) == set(found)
    service = next(row for row in found["contents"] if row["id"] == str(pages.service))
    known = {"id", "name", "alternate_name", "status", "description", "minimum_age", "assured_date"}
    assert known <= set(service) & {*example["contents"][0], "assured_date", "minimum_age"}
    assert service["service_areas"][0]["name"] == "Lahore"
    assert asked(api.services, page=9)["empty"]


def test_a_secret_service_is_cut_to_body_kind_district_and_desk(pages: Pages) -> None:
    row = Service.objects.get(id=pages.service)
    terms = replace(terms_of(row), secret_address=True, description_en="behind the mill")
    revise_service(
        service=row.id, version=1, terms=terms, areas=[pages.lahore], by=pages.desk.by, at=now()
    )
    found = asked(api.service, service_id=row.id)
    assert found["phones"] == [{"number": "042-111"}]
    assert not {"locations", "schedules", "description", "capacity"} & set(found)
    text = json.dumps(found)
    assert "Shelter house" not in text
    assert "mill" not in text


def test_helplines_and_territories(pages: Pages) -> None:
    assert [row["number"] for row in asked(api.helplines)] == ["15", "1122"]
    assert sum(row["kind"] == "DISTRICT" for row in asked(api.territories)) == 180
    with pytest.raises(NotFound):
        asked(api.service, service_id=uuid7())


@pytest.mark.parametrize("verb", [api.services, api.helplines, api.territories])
def test_it_is_locked(pages: Pages, verb: Callable[..., Any]) -> None:
    with pytest.raises(PermissionDenied):
        asked(verb, by=PASSER_BY)
