"""A place whose address is secret: no page, file, fact, notice or answer of the interface says
anything that leads there.

The database refuses to hold such an address. Here the owner takes that wall away and plants one, so
that every page has to keep it to itself.
"""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import IntegrityError, connections
from django.utils.timezone import now

from amaan.referral import actions
from tests.factories.nation import actor, as_owner, district_id
from tests.factories.path import STATION, in_service, path, sent, service_id, submitted, to_started
from tests.sites import SiteClient, public_site
from tests.web.staff.walking import dossier, officer, referral

pytestmark = pytest.mark.usefixtures("db")
PLANTED = {
    "address_en": "77 Hidden Lane (invented)",
    "address_ur": "پوشیدہ گلی نمبر ۷۷ (فرضی)",
    "phone": "053-7770077",
    "hours_en": "by the back gate (invented)",
    "hours_ur": "پچھلے دروازے سے (فرضی)",
}
TABLES = ("directory_service", "directory_service_version")
# Who sends, who receives, who investigates, who counts, who watches.
READERS = ("sw.gujrat", "shelter.gujrat", "io.city", "legal.pb", "federal", "oversight", "auditor")
LINK = re.compile(r'(?:href|action|data-href)="(/[^"#]*)"')
# Files of the site, doors that end the walk, and registers that know of no service.
LEFT_OUT = re.compile(
    r"^/(static|account|language|theme|guide)/|logout"
    r"|^/directory/(territories|laws|helplines|calendars|clock-limits|focal-persons)/."
)
MOST = 100


def plant() -> None:
    for table in TABLES:
        as_owner(f"ALTER TABLE {table} DROP CONSTRAINT {table}_secret_place_shows_a_desk_alone")
        columns = ", ".join(f"{name} = %s" for name in PLANTED)
        wanted = "id" if table == "directory_service" else "service_id"
        as_owner(
            f"UPDATE {table} SET {columns} WHERE {wanted} = %s",
            *(*PLANTED.values(), service_id("SHELTER")),
        )


def referred() -> list[str]:
    """The shelter served one person, and was asked for another by the police; the pages of both."""
    way = path()
    made = to_started(way)
    served = in_service(sent(way, made, "SHELTER"), actor("shelter.gujrat"))
    other = path(to_police="YES")
    other.officer = actor("io.city")
    crime = to_started(other, office=STATION)
    asked = submitted(other, crime, "SHELTER")
    actions.clear_referral(referral=asked, by=actor("sho.city"), at=now())
    return [referral(served), referral(asked), dossier(made), dossier(crime)]


def walk(client: SiteClient, *begin: str) -> Iterator[tuple[str, str]]:
    """Every page that links lead to, with what it says."""
    waiting, seen = list(begin), set(begin)
    for _ in range(MOST):
        if not waiting:
            return
        address = waiting.pop(0)
        answer = client.get(address, secure=True, follow=True)
        if answer.streaming or answer.status_code not in (200, 403, 404, 405):
            continue
        html = answer.content.decode()
        yield address, html
        for link in LINK.findall(html):
            if link not in seen and not LEFT_OUT.search(link):
                seen.add(link)
                waiting.append(link)


def leaks(html: str) -> list[str]:
    return [name for name, words in PLANTED.items() if words in html]


@pytest.mark.invariant("11a")
@pytest.mark.parametrize("username", READERS)
def test_no_page_of_the_staff_site_shows_where_it_is(username: str) -> None:
    known = referred()
    plant()
    service = f"/directory/services/{service_id('SHELTER')}/"
    lang = "ur" if username in ("shelter.gujrat", "oversight") else "en"
    client = officer(username, lang).client
    pages = dict(walk(client, "/", "/directory/services/", service, *known))
    assert {address: leaks(html) for address, html in pages.items() if leaks(html)} == {}
    name = {"en": "Safe shelter for women and children", "ur": "خواتین اور بچوں کی محفوظ پناہ گاہ"}
    assert name[lang] in pages[service]  # the service itself is no secret to staff
    if username in ("sw.gujrat", "shelter.gujrat"):
        assert name[lang] in pages[known[0]]
    assert len(pages) > 20


@pytest.mark.invariant("11a")
def test_the_interface_and_the_public_site_do_not_tell_it() -> None:
    referred()
    plant()
    client = officer("sw.gujrat").client
    shelter = service_id("SHELTER")
    told = client.get("/api/v1/services", secure=True).content.decode()
    one = client.get(f"/api/v1/services/{shelter}", secure=True)
    assert str(shelter) in told
    assert one.status_code == 200
    assert leaks(told) == leaks(one.content.decode()) == []
    assert one.json()["secure_location"] is True
    assert "locations" not in one.json()
    district = f"/help/?district={district_id('Gujrat')}"
    for lang in ("en", "ur"):
        public = public_site(HTTP_ACCEPT_LANGUAGE=lang)
        pages = dict(walk(public, "/help/", district))
        assert {address: leaks(html) for address, html in pages.items() if leaks(html)} == {}
        assert district in pages


@pytest.mark.invariant("11b")
def test_no_fact_notice_task_or_other_row_carries_it_along() -> None:
    plant()
    referred()
    tables = as_owner(
        "SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind = 'r' AND n.nspname = 'public' AND c.relname <> ALL(%s)",
        list(TABLES),
    )
    assert len(tables) > 40
    for (table,) in tables:
        for words in PLANTED.values():
            found = as_owner(
                f"SELECT count(*) FROM {table} t WHERE strpos(row_to_json(t)::text, %s) > 0", words
            )
            assert found == [(0,)], (table, words)


@pytest.mark.invariant("11b")
@pytest.mark.any_postgres
def test_the_database_does_not_even_take_it() -> None:
    for table in TABLES:
        for column, words in PLANTED.items():
            sql = f"UPDATE {table} SET {column} = %s WHERE secret_address"
            with connections["owner"].cursor() as cursor, pytest.raises(IntegrityError):
                cursor.execute(sql, [words])


def test_what_is_planted_would_be_seen_where_no_secret_is_made_of_it() -> None:
    """Otherwise the tests above would find nothing for the wrong reason."""
    plant()
    open_place: UUID = service_id("SHELTER")
    as_owner("UPDATE directory_service SET secret_address = false WHERE id = %s", open_place)
    page = officer("sw.gujrat").opens(f"/directory/services/{open_place}/")
    assert {"address_en", "phone", "hours_en"} <= set(leaks(page.html))
