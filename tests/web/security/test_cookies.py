"""Every cookie of both sites is Secure, HttpOnly and SameSite; a reporter's is gone with the
browser.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from http.cookies import Morsel
    from typing import Any

    from django.http import HttpResponse

    from tests.sites import SiteClient
    from tests.web.security.door import Caller, Callers, Clock

SOURCE: Final = Path(__file__).parents[3] / "src" / "amaan"
NEEDED: Final = {"secure", "httponly", "samesite"}


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Morsel[str]]:
    """Every Set-Cookie of every response of this test."""
    from tests.sites import SiteClient

    found: list[Morsel[str]] = []
    real = SiteClient.request

    def noted(self: SiteClient, **request: Any) -> HttpResponse:
        response = real(self, **request)
        found.extend(response.cookies.values())
        return response

    monkeypatch.setattr(SiteClient, "request", noted)
    return found


def reporter_walks(client: SiteClient) -> None:
    from tests.web.intake import walking

    client.post("/language/", {"language": "ur", "next": "/"}, secure=True)
    client.get("/report/")
    code = walking.report(client)
    client.get("/track/report/")
    client.get("/leave/")
    client.post("/track/", {"code": code.digits, "altcha": walking.proof()})
    assert client.post("/track/close/").status_code == 302


def officer_walks(who: Caller, clock: Clock) -> None:
    from tests.web.security.door import lay_in

    lay_in("zara")
    who.get("/sign-in/")
    who.enter("zara", clock.code())
    who.post("/language/", language="ur", next="/")
    who.post("/theme/", theme="dark", next="/")
    assert who.get("/staff/").status_code == 200
    who.sign_out()


def assert_guarded(seen: list[Morsel[str]], names: set[str]) -> None:
    assert {cookie.key for cookie in seen} == names
    for cookie in seen:
        assert cookie["secure"], cookie.key
        assert cookie["httponly"] or not cookie.value, cookie.key  # empty: one that is taken away
        assert cookie["samesite"] in {"Strict", "Lax"}, cookie.key
        assert cookie["domain"] == "", cookie.key


def test_a_reporters_cookies_are_gone_with_the_browser(
    db: object, public_client: SiteClient, seen: list[Morsel[str]]
) -> None:
    reporter_walks(public_client)
    names = {"django_language", "__Host-amaan-public-pass", "__Host-amaan-public-csrf"}
    assert_guarded(seen, names)
    lasting = [c for c in seen if (c["max-age"] or c["expires"]) and c["max-age"] != 0]
    assert lasting == []


def test_an_officers_cookies_are_guarded(
    caller: Callers, clock: Clock, seen: list[Morsel[str]]
) -> None:
    officer_walks(caller(), clock)
    own = {f"__Host-amaan-staff-{name}" for name in ("pass", "csrf", "session", "device")}
    assert_guarded(seen, own | {"django_language", "amaan-theme"})


def test_whoever_sets_a_cookie_says_how_it_is_guarded() -> None:
    calls = [
        (file.name, {word.arg for word in node.keywords})
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"set_cookie", "set_signed_cookie"}
    ]
    assert calls
    assert [(name, NEEDED - said) for name, said in calls if not said >= NEEDED] == []
