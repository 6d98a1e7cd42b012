"""Can a member of staff sign in with password and code, and nobody else?"""

from tests.factories.nation import as_owner
from tests.web.security.door import WORD, Callers, Clock, lay_in


def test_password_and_code_open_home(caller: Callers, clock: Clock) -> None:
    lay_in("zara")
    who = caller()
    assert who.get("/").headers["Location"] == "/sign-in/"
    assert who.password("zara") == 302
    assert who.code(clock.code(steps=7)) == 200
    assert who.code(clock.code()) == 302
    assert who.get("/seat/").headers["Location"] == "/"
    assert who.get("/").status_code == 200
    assert who.get("/staff/").status_code == 200
    assert who.get("/reads/").status_code == 403
    who.sign_out()
    assert who.get("/").headers["Location"] == "/sign-in/"


def test_a_post_without_a_pass_keeps_its_words(caller: Callers) -> None:
    kept = caller().post("/staff/new/", username="new.one", password="never shown")
    assert kept.status_code == 403
    assert b"new.one" in kept.content
    assert b"never shown" not in kept.content


def test_a_closed_account_is_told_apart_from_nothing(caller: Callers, clock: Clock) -> None:
    lay_in("zara")
    as_owner("UPDATE security_staff SET is_active = false WHERE username = 'zara'")
    for word in (WORD, "wrong"):
        refused = caller().post("/sign-in/", login="zara", password=word)
        assert refused.status_code == 200
        assert b"The user name or the password is not right" in refused.content
