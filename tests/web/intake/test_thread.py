"""What does a reporter see and do behind the code, and what is kept from the page?"""

import gzip
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.sites import SiteClient
from tests.web.intake import walking

KB = 1024


def facts(kind: str) -> int:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_fact WHERE kind = %s", [kind])
        return int(cursor.fetchone()[0])


@pytest.mark.invariant(6)
def test_a_message_is_written_once(db: object, public_client: SiteClient) -> None:
    walking.report(public_client)
    for _ in range(2):
        public_client.post("/track/message/", {"text": "They moved at night", "key": "m1"})
    assert walking.page(public_client.get("/track/report/")).count("They moved at night") == 1
    assert facts("intake.reporter_wrote") == 1


def test_an_empty_message_is_asked_for_words(db: object, public_client: SiteClient) -> None:
    walking.report(public_client)
    refused = public_client.post("/track/message/", {"text": "  ", "key": "m1"})
    assert refused.status_code == 422
    too_long = public_client.post("/track/message/", {"text": "z" * 8001, "key": "m1"})
    assert "z" * 8001 in walking.page(too_long)


@pytest.mark.parametrize("name", ["withdraw", "stop-contact"])
def test_an_act_waits_and_says_so(db: object, public_client: SiteClient, name: str) -> None:
    walking.report(public_client)
    assert public_client.get(f"/track/{name}/").status_code == 200
    for _ in range(2):
        assert public_client.post(f"/track/{name}/", {"key": "a1"}).status_code == 302
    assert "Sent" in walking.page(public_client.get("/track/report/"))
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM intake_reporter_act")
        assert cursor.fetchone()[0] == 1


@pytest.mark.invariant(9)
def test_the_status_page_shows_nothing_but_the_public_view(
    db: object, public_client: SiteClient
) -> None:
    code = walking.report(public_client)
    page = walking.page(public_client.get("/track/report/"))
    shown = CSRF_VALUE.sub("", page)  # any two letters may stand in a random token
    assert code.locator[-4:] in shown
    assert code.locator not in shown
    assert code.secret not in shown.replace(" ", "")
    for inner in ("RECEIVED", "POLICE", "U1", "U3", walking.STORY, "red car", "intake."):
        assert inner not in shown
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT id, district FROM intake_complaint")
        for ident in cursor.fetchone():
            assert str(ident) not in shown


def test_closing_ends_the_pass_everywhere(db: object, public_client: SiteClient) -> None:
    walking.report(public_client)
    kept = dict(public_client.cookies.items())
    gone = public_client.post("/track/close/")
    assert gone["Clear-Site-Data"]
    public_client.cookies.update(kept)
    assert public_client.get("/track/report/").status_code == 403


@pytest.mark.security("18a")
def test_headers_and_cookie_of_every_page(db: object, public_client: SiteClient) -> None:
    walking.report(public_client)
    for address in ("/", "/guide/", "/report/", "/report/sent/", "/track/", "/track/report/"):
        response = public_client.get(address)
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "require-trusted-types-for 'script'" in policy
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response["Cross-Origin-Embedder-Policy"] == "require-corp"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in response["Cache-Control"]
        assert "<title>Information</title>" in response.content.decode()
        assert "style=" not in response.content.decode()
    cookie = public_client.cookies["__Host-amaan-public-pass"]
    assert cookie["secure"]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Strict", "/", "")
    assert cookie["max-age"] == ""  # gone with the browser; ten minutes stand in the seal


def test_the_way_out_always_asks_the_browser_to_forget(
    db: object, public_client: SiteClient
) -> None:
    """Whoever never began, or whose ten minutes are over, has left traces too."""
    for arranged in (lambda: None, lambda: walking.report(public_client)):
        arranged()
        answer = public_client.get("/leave/")
        assert answer.status_code == 302
        assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
        assert public_client.cookies["__Host-amaan-public-pass"].value == ""


def weight(client: SiteClient, address: str) -> int:
    """Bytes of a first visit, compressed, without fonts."""
    html = client.get(address).content
    names = set()
    for part in html.decode().split('"'):
        path = urlsplit(part).path
        if path.startswith("/static/") and path.endswith((".css", ".js", ".svg")):
            names.add(path.removeprefix("/static/"))
    found = [finders.find(name) for name in sorted(names)]
    assert all(found), names
    files = [Path(str(path)).read_bytes() for path in found]
    return sum(len(gzip.compress(each)) for each in (html, *files))


def test_pages_are_light_enough_for_slow_networks(db: object, public_client: SiteClient) -> None:
    for lang in ("en", "ur"):
        public_client.post("/language/", {"language": lang, "next": "/"})
        for address in ("/", "/report/"):
            assert weight(public_client, address) <= 60 * KB
    walking.report(public_client)
    assert weight(public_client, "/track/report/") <= 30 * KB
    assert "fonts.css" not in public_client.get("/track/report/").content.decode()


CSRF_VALUE = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
MOST = {
    "/": 6,
    "/report/": 1,  # whether the node is in service
    "/track/": 2,
    "/report/sent/": 12,
    "/track/report/": 20,
}


def test_pages_ask_the_database_seldom(db: object, public_client: SiteClient) -> None:
    walking.report(public_client)
    for address, most in MOST.items():
        with CaptureQueriesContext(connections["public"]) as asked:
            public_client.get(address)
        assert len(asked) <= most, (address, len(asked), [q["sql"][:80] for q in asked])
