"""Whom do wrong passwords keep out, and for how long?"""

import re

import pytest
from axes.models import AccessAttempt

from amaan.security.adapters.known_device import COOKIE
from amaan.security.adapters.tries import BY_NAME
from tests.factories.nation import as_owner
from tests.web.security.door import ELSEWHERE, HOME_ADDRESS, Caller, Callers, Clock, lay_in

LIMIT = 5


def close(who: Caller, username: str) -> None:
    """Wrong passwords until the account is closed from there."""
    assert [who.password(username, "wrong") for _try in range(LIMIT)] == [200] * 4 + [429]


def without_token(page: bytes, name: str) -> bytes:
    """The page but for the name typed and the token of the form."""
    token = rb'"X-CSRFToken": "[^"]+"|name="csrfmiddlewaretoken" value="[^"]+"'
    return re.sub(token, b"", page.replace(name.encode(), b""))


def from_many_networks(username: str, tries: int) -> None:
    """As if wrong passwords had come from networks all over, four from each."""
    for n in range(0, tries, 4):
        row = {"username": username, "ip_address": f"192.0.{n}.0", "user_agent": ""}
        AccessAttempt.objects.create(**row, failures_since_start=min(4, tries - n))


def test_tries_during_the_lock_do_not_extend_it(caller: Callers, clock: Clock) -> None:
    lay_in("zara")
    close(caller(), "zara")
    for _minute in range(14):
        clock.move(minutes=1)
        assert caller().password("zara", "wrong") == 429
    assert caller().password("zara") == 429
    clock.move(minutes=1, seconds=1)
    assert caller().password("zara") == 302


def test_a_stranger_elsewhere_keeps_nobody_out(caller: Callers, clock: Clock) -> None:
    lay_in("zara")
    close(caller(ELSEWHERE), "ZaRa")
    assert caller(ELSEWHERE).password("zara") == 429
    assert caller("198.51.100.200").password("zara") == 429  # the same network
    assert caller(HOME_ADDRESS).password("zara") == 302


def test_other_accounts_are_not_touched(caller: Callers, clock: Clock) -> None:
    lay_in("zara")
    lay_in("yusra")
    close(caller(), "zara")
    assert caller().password("yusra") == 302


def test_what_is_said_about_unknown_names_is_the_same(caller: Callers, clock: Clock) -> None:
    lay_in("zara")
    pages = {}
    for name in ("zara", "nobody.here"):
        who = caller()
        said = [who.post("/sign-in/", login=name, password="wrong") for _try in range(6)]
        pages[name] = [(page.status_code, without_token(page.content, name)) for page in said]
    assert [status for status, _page in pages["zara"]] == [200] * 4 + [429] * 2
    assert pages["zara"] == pages["nobody.here"]


def test_many_networks_close_a_name_only_where_its_person_is_not_known(
    caller: Callers, clock: Clock
) -> None:
    lay_in("zara")
    known = caller()
    known.enter("zara", clock.code())
    known.sign_out()
    from_many_networks("zara", BY_NAME - 1)
    assert caller(ELSEWHERE).password("zara", "wrong") == 429  # the last that the name bears
    assert caller("192.0.2.77").password("zara") == 429
    assert known.password("zara") == 302
    assert caller().password("yusra.unknown", "wrong") == 200


def test_a_known_device_has_tries_of_its_own(caller: Callers, clock: Clock) -> None:
    """A colleague behind the same router closes nothing for who has signed in on this device."""
    lay_in("zara")
    known = caller()
    known.enter("zara", clock.code())
    known.sign_out()
    close(caller(), "zara")
    close(known, "zara")
    clock.move(minutes=16)
    close(caller(), "zara")
    assert known.password("zara") == 302


def test_the_cookie_of_a_device_serves_its_own_people_only(caller: Callers, clock: Clock) -> None:
    lay_in("zara")
    lay_in("yusra")
    known = caller()
    known.enter("yusra", clock.code())
    known.sign_out()
    close(caller(), "zara")
    assert known.password("zara") == 429
    assert "yusra" not in known.client.cookies[COOKIE].value


def test_two_people_share_a_device(caller: Callers, clock: Clock) -> None:
    shared = caller()
    for name in ("zara", "yusra"):
        lay_in(name)
        shared.enter(name, clock.code())
        shared.sign_out()
        close(caller(), name)
    assert shared.password("zara") == 302


def test_a_forged_cookie_of_a_device_is_not_believed(caller: Callers, clock: Clock) -> None:
    lay_in("zara")
    known = caller()
    known.enter("zara", clock.code())
    known.sign_out()
    value = known.client.cookies[COOKIE].value
    forged = caller()
    forged.client.cookies[COOKIE] = value[:-1] + ("A" if value[-1] != "A" else "B")
    close(caller(), "zara")
    assert forged.password("zara") == 429


def test_wrong_codes_count_by_name_wherever_they_come_from(caller: Callers, clock: Clock) -> None:
    """Who gets that far knows the password, so no stranger closes this."""
    lay_in("zara")
    wrong = clock.code(steps=7)
    for n in range(LIMIT):
        who = caller(f"192.0.{n}.1")
        assert who.password("zara") == 302
        assert who.code(wrong) == (429 if n == LIMIT - 1 else 200)
    last = caller()
    assert last.password("zara") == 302
    assert last.code(clock.code()) == 429
    clock.move(minutes=15, seconds=1)
    assert last.password("zara") == 302
    assert last.code(clock.code()) == 302


def test_a_good_sign_in_forgets_the_tries_of_this_place_alone(
    caller: Callers, clock: Clock
) -> None:
    lay_in("zara")
    for address in (HOME_ADDRESS, ELSEWHERE):
        assert caller(address).password("zara", "wrong") == 200
    caller().enter("zara", clock.code())
    assert as_owner("SELECT host(ip_address) FROM axes_accessattempt") == [("198.51.100.0",)]


@pytest.mark.parametrize("tries", [BY_NAME - 1, BY_NAME])
def test_the_bound_of_a_name(caller: Callers, clock: Clock, tries: int) -> None:
    lay_in("zara")
    from_many_networks("zara", tries)
    assert caller().password("zara") == (302 if tries < BY_NAME else 429)
