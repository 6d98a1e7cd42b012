"""A page that cannot be shown says why and what to do, in both languages; it never breaks."""

from collections.abc import Sequence
from typing import cast
from uuid import uuid4

import pytest
from django.http import HttpResponse

from amaan.casework.models import Dossier
from amaan.kernel.reasons import OutsideFailed, Reason, Refused
from amaan.keyservice.port import KeyService
from amaan.security.queries import opening
from tests.factories.nation import actor, as_owner
from tests.factories.path import path, to_outcome
from tests.sites import SiteClient, public_site, staff_site

pytestmark = pytest.mark.usefixtures("db")
WHY = Refused(Reason("key-quota", {"what": "OPEN", "limit": 2000}))
SPENT = {"en": "You have opened very much in this hour", "ur": "بہت کچھ کھول چکے ہیں"}


class Failing:
    """A key service that opens nothing."""

    def __init__(self, failure: Exception) -> None:
        self.failure = failure

    def open_many(self, secret: bytes, items: Sequence[object], purpose: str = "read") -> object:
        raise self.failure


@pytest.fixture
def dossier() -> Dossier:
    way = path()
    to_outcome(way)
    (found,) = as_owner("SELECT id, number FROM casework_dossier")
    return Dossier(id=found[0], number=found[1])


def staff(lang: str = "en") -> SiteClient:
    secret = actor("sw.gujrat").secret
    assert secret is not None
    client = staff_site(HTTP_ACCEPT_LANGUAGE=lang).carry(secret)
    client.cookies["django_language"] = lang
    return client


def refuse(failure: Exception, patch: pytest.MonkeyPatch) -> None:
    def failing() -> KeyService:
        return Failing(failure)  # type: ignore[return-value]

    patch.setattr(opening, "key_service", failing)


def see(client: SiteClient, address: str) -> HttpResponse:
    return cast(HttpResponse, client.get(address, secure=True))


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_who_opened_too_much_gets_numbers_in_lists_and_a_plain_page_elsewhere(
    lang: str, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(WHY, monkeypatch)
    client = staff(lang)
    listed = see(client, "/dossiers/")
    assert listed.status_code == 200
    assert dossier.number in listed.content.decode()
    opened = see(client, f"/dossiers/{dossier.id}/")
    assert opened.status_code == 429
    assert SPENT[lang] in opened.content.decode()


def test_a_key_service_that_is_away_is_said_and_tried_again(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(OutsideFailed("away", permanent=False), monkeypatch)
    answer = see(staff(), f"/dossiers/{dossier.id}/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "15"


@pytest.mark.parametrize("address", ["/dossiers/{}/", "/referrals/{}/", "/reports/{}/"])
def test_an_unknown_record_is_a_page_that_is_not_here(address: str) -> None:
    answer = see(staff(), address.format(uuid4()))
    assert answer.status_code in {403, 404}
    assert answer.headers["Content-Type"].startswith("text/html")


def test_the_public_site_knows_no_broken_page_either() -> None:
    assert see(public_site(), "/no-such-page/").status_code == 404
