"""Can a member of staff sign in with password and code, and nobody else?"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils.timezone import localdate, now

from amaan.demo.one_time_code import code_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.keys import KeysOfTest
    from tests.sites import SiteClient

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WORD = "a long first password"


def lay_in(username: str) -> None:
    """A person with a seat and a phone, laid in by the owner role."""
    from allauth.mfa.models import Authenticator

    from amaan.directory.models import Unit
    from amaan.security.adapters.second_factor import seal_secret
    from amaan.security.models import Seat, Staff
    from tests.sites import as_role

    with as_role("owner"):
        person = Staff(
            username=username,
            name_en="A",
            name_ur="ا",
            password=make_password(WORD),
            joined_at=now(),
        )
        person.save(force_insert=True)
        unit = Unit.objects.first()
        assert unit is not None
        Seat(staff=person, unit=unit, role="system_admin", starts_on=localdate()).save(
            force_insert=True
        )
        Authenticator(
            user=person, type="totp", data={"secret": seal_secret(SECRET, settings.SECRET_KEY)}
        ).save(force_insert=True)


def password(client: SiteClient, username: str, word: str = WORD) -> int:
    said = {"login": username, "password": word}
    return client.post("/sign-in/", said, secure=True).status_code


def test_password_and_code_open_home(
    staff_client: Callable[..., SiteClient], keyd: KeysOfTest
) -> None:
    lay_in("zara")
    client = staff_client()
    assert client.get("/", secure=True).headers["Location"] == "/sign-in/"
    assert password(client, "zara") == 302
    wrong = client.post("/sign-in/code/", {"code": "000000"}, secure=True)
    assert wrong.status_code == 200
    code = code_at(SECRET, time.time())
    right = client.post("/sign-in/code/", {"code": code}, secure=True)
    assert right.status_code == 302
    seated = client.get("/seat/", secure=True)
    assert seated.headers["Location"] == "/"
    assert client.get("/", secure=True).status_code == 200
    assert client.get("/staff/", secure=True).status_code == 200
    assert client.get("/reads/", secure=True).status_code == 403
    client.post("/sign-out/", secure=True)
    assert client.get("/", secure=True).headers["Location"] == "/sign-in/"


def test_a_locked_account_leaves_others_alone(
    staff_client: Callable[..., SiteClient], keyd: KeysOfTest
) -> None:
    lay_in("zara")
    lay_in("yusra")
    for _try in range(5):
        last = password(staff_client(), "ZaRa", "wrong")
    assert last == 429
    assert password(staff_client(), "zara") == 429
    assert password(staff_client(), "yusra") == 302


def test_a_post_without_a_pass_keeps_its_words(
    staff_client: Callable[..., SiteClient], keyd: KeysOfTest
) -> None:
    said = {"username": "new.one", "password": "never shown"}
    kept = staff_client().post("/staff/new/", said, secure=True)
    assert kept.status_code == 403
    assert b"new.one" in kept.content
    assert b"never shown" not in kept.content
