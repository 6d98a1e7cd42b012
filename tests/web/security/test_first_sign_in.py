"""Can a new officer come in, from the administrator's form to the first page?"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth.hashers import make_password
from django.db import DatabaseError, connection, transaction
from django.urls import URLPattern

from amaan.kernel.reasons import Refused
from amaan.security.actions.passing import nobody
from amaan.security.actions.seating import NewStaff, add_staff
from amaan.security.actions.signing_in import choose_password
from amaan.security.urls import door_urlpatterns
from amaan.ui.language import Language
from tests.factories.nation import actor, as_owner
from tests.sites import SiteClient
from tests.web.security.door import Caller, Callers, Clock, lay_in

FIRST, OWN = "handed over in person", "canal lantern forty"
PEOPLE = "SELECT id FROM security_staff WHERE username = %s"
HEADINGS = {
    "/sign-in/password/": {"en": "Choose a password", "ur": "پاس ورڈ چنیں"},
    "/sign-in/phone/": {"en": "Set up your phone", "ur": "اپنا فون تیار کریں"},
}


def add_by_the_administrator(client: SiteClient, username: str) -> str:
    """Through `/staff/new/` and the page that gives a seat; the id of the person."""
    secret = actor("admin").secret
    assert secret is not None
    client.carry(secret)
    new = {"username": username, "name_en": "N. Officer", "name_ur": "نئی افسر", "password": FIRST}
    made = client.post("/staff/new/", new, secure=True)
    assert made.status_code == 302
    page = client.get(f"{made.headers['Location']}seat/", secure=True).content.decode()
    unit = re.search(r'<option value="([0-9a-f-]{36})">National intake desk</option>', page)
    day = re.search(r'name="starts_on" value="([0-9-]+)"', page)
    assert unit is not None
    assert day is not None
    seat = {"unit": unit[1], "role": "complaint_screener", "starts_on": day[1]}
    assert client.post(f"{made.headers['Location']}seat/", seat, secure=True).status_code == 302
    return str(as_owner(PEOPLE, username)[0][0])


def follow(who: Caller, path: str) -> str:
    """On from a page by its redirects; the path where a page is shown."""
    page = who.get(path)
    while page.status_code == 302:
        path = page.headers["Location"]
        page = who.get(path)
    assert page.status_code == 200
    return path


def key_on(page: str) -> str:
    """The key that is shown to whoever has no camera."""
    found = re.search(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", page)
    assert found is not None
    return found[0].replace(" ", "")


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_a_new_officer_comes_in(caller: Callers, clock: Clock, lang: str) -> None:
    person = add_by_the_administrator(caller().client, "new.officer")
    who = caller()
    who.client.cookies["django_language"] = lang
    assert who.password("new.officer", FIRST) == 302

    assert follow(who, "/") == "/sign-in/password/"
    assert HEADINGS["/sign-in/password/"][lang] in who.get("/sign-in/password/").content.decode()
    assert who.post("/sign-in/password/", password=OWN, password_again=OWN).status_code == 302

    assert follow(who, "/seat/") == "/sign-in/phone/"
    page = who.get("/sign-in/phone/").content.decode()
    assert HEADINGS["/sign-in/phone/"][lang] in page
    secret = key_on(page)
    assert key_on(who.get("/sign-in/phone/").content.decode()) == secret
    assert who.post("/sign-in/phone/", code=clock.code(secret)).status_code == 302

    assert who.get("/seat/").headers["Location"] == "/"
    assert who.get("/").status_code == 200
    kinds = "SELECT kind FROM ledger_fact WHERE about = %s ORDER BY sequence"
    assert [row[0] for row in as_owner(kinds, person)] == [
        "security.staff_added",
        "security.password_chosen",
        "security.phone_set_up",
        "security.pass_issued",
    ]
    who.sign_out()

    again = caller()
    assert again.password("new.officer", FIRST) == 200  # whoever handed it over is out
    assert again.password("new.officer", OWN) == 302
    assert again.code(clock.code(secret)) == 200  # spent when the phone was set up
    clock.to_second(0)
    assert again.code(clock.code(secret)) == 302
    assert again.get("/seat/").headers["Location"] == "/"


def test_every_page_of_the_door_is_walked_here() -> None:
    """A page of the sign-in that the walk above leaves out is a page that nobody has tried."""
    walked = {
        "account_login",
        "account_logout",
        "mfa_activate_totp",
        "mfa_authenticate",
        "new_password",
        "take_seat",
    }
    assert {door.name for door in door_urlpatterns if isinstance(door, URLPattern)} == walked


@pytest.mark.parametrize("path", ["/seat/", "/sign-in/phone/"])
@pytest.mark.parametrize("phone", [True, False])
def test_the_first_password_opens_nothing_else(
    caller: Callers, clock: Clock, path: str, phone: bool
) -> None:
    lay_in("zara", phone=phone, first=True)
    who = caller()
    assert who.password("zara") == 302
    if phone:
        assert who.code(clock.code()) == 302
    assert follow(who, path) == "/sign-in/password/"
    for step in (path, "/"):
        who.post(step, seat=str(as_owner("SELECT id FROM security_seat LIMIT 1")[0][0]))
    assert follow(who, "/") == "/sign-in/password/"
    assert as_owner("SELECT 1 FROM access_pass") == []


@pytest.mark.parametrize(
    ("password", "again", "lang", "said"),
    [
        ("a long first password", None, "en", "Choose another password than the first one"),
        ("a long first password", None, "ur", "پہلے پاس ورڈ کے علاوہ کوئی اور چنیں"),
        ("short", None, "en", "at least 12 characters"),
        ("password12345", None, "en", "guessed too soon"),
        ("zara.zara.zara", None, "en", "guessed too soon"),
        (OWN, "canal lantern fifty", "en", "are not the same"),
        (OWN, "canal lantern fifty", "ur", "دونوں پاس ورڈ ایک جیسے نہیں"),
    ],
)
def test_a_weak_password_is_refused_with_its_reason(
    caller: Callers, clock: Clock, password: str, again: str | None, lang: str, said: str
) -> None:
    lay_in("zara", phone=False, first=True)
    who = caller()
    who.client.cookies["django_language"] = lang
    assert who.password("zara") == 302
    refused = who.post("/sign-in/password/", password=password, password_again=again or password)
    assert refused.status_code == 200
    assert said in refused.content.decode()
    assert f'value="{password}"' not in refused.content.decode()
    assert follow(who, "/seat/") == "/sign-in/password/"


@pytest.mark.parametrize("path", ["/sign-in/password/", "/sign-in/phone/"])
def test_without_a_fresh_password_the_way_begins_at_the_door(
    caller: Callers, clock: Clock, path: str
) -> None:
    lay_in("zara", phone=False, first=path == "/sign-in/password/")
    assert caller().get(path).headers["Location"] == "/sign-in/"
    late = caller()
    assert late.password("zara") == 302
    clock.move(minutes=14)
    assert late.get(path).status_code == 200
    clock.move(minutes=1, seconds=31)
    assert late.post(path, password=OWN, password_again=OWN).headers["Location"] == "/sign-in/"
    assert late.get("/seat/").headers["Location"] == "/sign-in/"


def test_a_chosen_password_is_not_chosen_again(caller: Callers, clock: Clock) -> None:
    lay_in("zara", phone=False)
    ((person,),) = as_owner(PEOPLE, "zara")
    with pytest.raises(Refused) as refused:
        choose_password(person=person, password=OWN, password_again=OWN, by=nobody(), at=clock())
    assert [reason.code for reason in refused.value.reasons] == ["password-chosen-already"]
    who = caller()
    assert who.password("zara") == 302
    assert who.post("/sign-in/password/", password=OWN, password_again=OWN).status_code == 302
    assert caller().password("zara", OWN) == 200


def test_a_closed_account_chooses_nothing(caller: Callers, clock: Clock) -> None:
    lay_in("zara", phone=False, first=True)
    ((person,),) = as_owner(PEOPLE, "zara")
    as_owner("UPDATE security_staff SET is_active = false WHERE id = %s", person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT security_choose_password(%s, 'x')", [person])
        assert cursor.fetchone() == (False,)


def test_a_password_is_never_written_into_a_page(caller: Callers, clock: Clock) -> None:
    """Not into the one that keeps what was typed, either."""
    lay_in("zara", phone=False, first=True)
    who = caller()
    assert who.password("zara") == 302
    who.client.handler.enforce_csrf_checks = True
    said = {"password": OWN, "password_again": OWN}
    kept = who.client.post(
        "/sign-in/password/", said, secure=True, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert kept.status_code == 403
    assert OWN.encode() not in kept.content


def test_every_password_but_a_demonstrations_has_to_be_replaced(
    caller: Callers, clock: Clock
) -> None:
    """The staff site cannot add somebody whose first password stays."""
    admin = actor("admin")
    for lasting in (True, False):
        hashed = make_password(FIRST) if lasting else ""
        new = NewStaff(f"new.{lasting}".lower(), "N", "ن", FIRST, lasting=hashed)
        if lasting:
            with pytest.raises(DatabaseError) as refused:
                add_staff(new=new, by=admin, at=clock())
            assert getattr(refused.value.__cause__, "sqlstate", "") == "42501"
        else:
            assert add_staff(new=new, by=admin, at=clock()).first_password


def test_other_sessions_of_the_first_password_end(caller: Callers, clock: Clock) -> None:
    """Somebody who knew it and came first is put out when its owner chooses another."""
    lay_in("zara", phone=False, first=True)
    other, own = caller(), caller()
    for who in (other, own):
        assert who.password("zara") == 302
    assert own.post("/sign-in/password/", password=OWN, password_again=OWN).status_code == 302
    assert follow(own, "/") == "/sign-in/phone/"
    assert follow(other, "/") == "/sign-in/"


@contextmanager
def refused_by_the_database(state: str) -> Iterator[None]:
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        yield
    assert getattr(refused.value.__cause__, "sqlstate", "") == state


ONE_FACT = (
    "INSERT INTO ledger_fact (id, node, sequence, chain, kind, about_kind, about, actor_kind,"
    " actor, person, role, machine, event, before, after, reason, purpose, body, happened_at,"
    " recorded_at, release, key, nonce, sealed_hash, mac) VALUES (gen_random_uuid(), 'national',"
    " nextval('ledger_fact_sequence'), 'PLATFORM', %s, 'staff', %s, 'STAFF',"
    " '00000000-0000-0000-0000-000000000000', %s, 'signing-in', '', '', '', '', '', '', '{}',"
    " now(), now(), 'NODE', '', '', '', '')"
)


def test_the_site_writes_no_password_and_no_second_factor_by_itself(
    caller: Callers, clock: Clock
) -> None:
    lay_in("zara")
    ((person,),) = as_owner(PEOPLE, "zara")
    denied = (
        "UPDATE security_staff SET password = 'x'",
        "UPDATE security_staff SET first_password = true",
        "UPDATE mfa_authenticator SET data = '{}'",
        "DELETE FROM mfa_authenticator",
        "INSERT INTO security_spent_code VALUES (gen_random_uuid(), 1)",
        "DELETE FROM security_spent_code",
    )
    with connection.cursor() as cursor:
        for statement in denied:
            with refused_by_the_database("42501"):
                cursor.execute(statement)
        cursor.execute("SELECT security_choose_password(%s, 'x')", [person])
        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize("kind", ["security.password_chosen", "security.phone_set_up"])
def test_a_fact_of_the_door_stands_only_beside_its_step(
    caller: Callers, clock: Clock, kind: str
) -> None:
    lay_in("zara", first=True)
    ((person,),) = as_owner(PEOPLE, "zara")
    with connection.cursor() as cursor:
        with refused_by_the_database("42501"):
            cursor.execute(ONE_FACT, [kind, person, person])
        with refused_by_the_database("42501"), transaction.atomic():
            cursor.execute("SELECT security_choose_password(%s, 'x')", [person])
            cursor.execute(ONE_FACT, ["security.pass_issued", person, person])
        with transaction.atomic():
            cursor.execute("SELECT security_choose_password(%s, 'x')", [person])
            cursor.execute(ONE_FACT, ["security.password_chosen", person, person])


def test_both_languages_are_walked() -> None:
    assert {str(lang) for lang in Language} == {"en", "ur"}
