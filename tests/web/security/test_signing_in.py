"""Can a member of staff sign in with password and code, and nobody else?"""

from tests.web.security.door import Callers, Clock, lay_in


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
