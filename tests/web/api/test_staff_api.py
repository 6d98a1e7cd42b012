"""Is the interface for programmes entered like a page, and does it refuse with reasons?"""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test.utils import CaptureQueriesContext

from amaan.access.permissions import Permission
from amaan.site.api import PerSeat, document
from amaan.site.documents.routes import routes
from tests.factories.nation import as_owner
from tests.sites import SiteClient
from tests.web.api.calling import seat_of

StaffClient = Callable[..., SiteClient]
ADDRESSES = ("services", "helplines", "territories", "focal-persons", "openapi.json")
NOWHERE = UUID(int=0)


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def seated(db: object, staff_client: StaffClient) -> Callable[[str], SiteClient]:
    def client(username: str) -> SiteClient:
        return staff_client(*seat_of(username))

    return client


def reasons(response: Any) -> list[str]:
    assert response["Content-Type"] == "application/json"
    found = response.json()["reasons"]
    assert all(reason["words"] for reason in found)
    return [reason["code"] for reason in found]


def test_every_address_answers_whoever_may_read(seated: Callable[[str], SiteClient]) -> None:
    client = seated("auditor")
    for address in ADDRESSES:
        response = client.get(f"/api/v1/{address}")
        assert response.status_code == 200, address
        assert response["Content-Type"] == "application/json"
        assert response["Cache-Control"] == "no-store"
    one = client.get("/api/v1/services").json()["contents"][0]["id"]
    assert client.get(f"/api/v1/services/{one}").json()["id"] == one
    assert client.get("/api/v1/focal-persons").json()["total_items"] == 2


@pytest.mark.security("8a")
def test_without_the_permission_nothing_is_said(seated: Callable[[str], SiteClient]) -> None:
    client = seated("auditor")
    with_nothing = "DELETE FROM security_role_permission WHERE role = 'auditor' AND permission = %s"
    as_owner(with_nothing, str(Permission.DIRECTORY_ENTRY_READ))
    for address in (*ADDRESSES, f"services/{NOWHERE}", "services?page=x"):
        response = client.get(f"/api/v1/{address}")
        assert response.status_code == 403, address
        assert reasons(response) == ["not-permitted"]


@pytest.mark.security("8a")
def test_nobody_enters_without_a_pass(db: object, staff_client: StaffClient) -> None:
    for address in ADDRESSES:
        response = staff_client().get(f"/api/v1/{address}")
        assert response.status_code in {302, 401}, address
        assert "contents" not in response.content.decode()


def test_refusals_are_reasons_in_the_language_asked_for(
    seated: Callable[[str], SiteClient],
) -> None:
    client = seated("auditor")
    for lang, words in (("en", "There is nothing here"), ("ur", "یہاں کچھ نہیں")):
        absent = client.get(f"/api/v1/services/{NOWHERE}", headers={"accept-language": lang})
        assert absent.status_code == 404
        assert reasons(absent) == ["not-there"]
        assert words in absent.json()["reasons"][0]["words"]
    for query in ("page=0", "page=99999999999999999999", "page=x", "kind=%00", "kind=CASTLE"):
        wrong = client.get(f"/api/v1/services?{query}")
        assert wrong.status_code == 422, query
        assert reasons(wrong) == ["value-not-understood"]
        assert wrong.json()["reasons"][0]["params"] == {"field": query.partition("=")[0]}


def test_it_can_only_be_read(seated: Callable[[str], SiteClient]) -> None:
    client = seated("auditor")
    refused = client.post("/api/v1/services", {})
    assert refused.status_code == 405
    assert refused["Allow"] == "GET"
    assert reasons(refused) == ["way-not-open"]


def test_the_check_against_foreign_posts_is_not_lifted() -> None:
    mine = [route for route in routes() if route.name.startswith("api:")]
    assert len(mine) == len(ADDRESSES) + 2
    for route in mine:
        assert route.lock is not None
        assert not getattr(route.view, "csrf_exempt", False), route.pattern


def test_a_seat_that_asks_too_often_is_told_when_to_come_back(
    seated: Callable[[str], SiteClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PerSeat, "most", 2)
    client, other = seated("auditor"), seated("federal")
    answers = [client.get("/api/v1/helplines") for _ in range(3)]
    assert [it.status_code for it in answers] == [200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60
    assert reasons(answers[-1]) == ["wait-a-moment"]
    assert other.get("/api/v1/helplines").status_code == 200


def test_a_page_costs_the_same_however_long(seated: Callable[[str], SiteClient]) -> None:
    from django.db import connections

    client = seated("auditor")
    with CaptureQueriesContext(connections["default"]) as asked:
        found = client.get("/api/v1/services").json()
    assert found["size"] > 5
    assert len(asked) <= 12, [query["sql"][:80] for query in asked]


def test_the_document_names_every_address_and_every_refusal() -> None:
    found = document()
    named = {path.removeprefix("/api/v1/") for path in found["paths"]}
    assert named == {*ADDRESSES, "services/{service_id}"} - {"openapi.json"}
    for path in found["paths"].values():
        assert {200, 401, 403, 404, 422, 429} == set(path["get"]["responses"])
        assert path["get"]["security"]
