"""Can everybody report without scripts, in both languages, losing no word and sending once?"""

import re

import pytest
from django.conf import settings
from django.db import connections
from hypothesis import HealthCheck, given
from hypothesis import settings as runs
from hypothesis import strategies as st

from amaan.intake.forms.report import PLACE, STORY
from tests.sites import SiteClient, public_site
from tests.web.intake import walking

COOKIE = "__Host-amaan-public-pass"


def count(sql: str) -> int:
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_a_whole_report_without_scripts(db: object, public_client: SiteClient, lang: str) -> None:
    public_client.post("/language/", {"language": lang, "next": "/report/"})
    walking.report(public_client)
    receipt = public_client.get("/report/sent/")
    assert f'lang="{lang}"' in receipt.content.decode()
    assert count("SELECT count(*) FROM intake_complaint WHERE status = 'RECEIVED'") == 1
    assert count("SELECT count(*) FROM intake_accused") == 1


@pytest.mark.invariant(6)
def test_one_key_makes_one_report_and_one_sending(db: object, public_client: SiteClient) -> None:
    first = walking.begin(public_client, key="k" * 22)
    again = walking.begin(public_client, key="k" * 22)
    assert first.locator == again.locator
    assert first.secret != again.secret
    walking.answer_all(public_client, walking.confirm(public_client, again))
    for _ in range(3):
        sent = public_client.post("/report/check/", {"key": "s" * 22})
        assert sent["Location"] == "/report/sent/"
    assert count("SELECT count(*) FROM intake_complaint") == 1
    assert count("SELECT count(*) FROM ledger_fact WHERE kind = 'intake.received'") == 1
    assert public_client.post("/report/", {"key": "k" * 22})["Location"] == "/track/"


def test_a_code_that_is_not_written_down_opens_no_question(
    db: object, public_client: SiteClient
) -> None:
    code = walking.begin(public_client)
    assert public_client.get("/report/who/")["Location"] == "/report/code/"
    wrong = public_client.post("/report/code/", {"last": "9" + code.digits[-4:]})
    assert wrong.status_code == 422
    assert code.lines[1] in wrong.content.decode()
    assert walking.confirm(public_client, code) == "/report/who/"
    assert code.lines[1] not in public_client.get("/report/who/").content.decode()


WRONG = {
    "who": ({"who": "nobody"}, ""),
    "signs": ({"signs": ["DEBT", "nothing"]}, 'value="DEBT" id="id_signs_1" checked'),
    "where": ({"district": "x", "place": "by the canal"}, "by the canal"),
    "story": ({"story": "a" * (STORY + 1)}, "a" * (STORY + 1)),
    "people": ({"people": "b" * (STORY + 1)}, "b" * (STORY + 1)),
    "office": ({"office_unit": "x", "office_words": "the tall one"}, "the tall one"),
    "contact": ({"contact": "PHONE", "phone": "12", "safe_hours": "2 to 4"}, "2 to 4"),
}


def test_an_error_keeps_what_was_typed(db: object, public_client: SiteClient) -> None:
    walking.confirm(public_client, walking.begin(public_client))
    for slug, (typed, kept) in WRONG.items():
        back = public_client.post(f"/report/{slug}/", typed)
        assert back.status_code == 422, slug
        assert kept in walking.page(back), slug
        assert "am-errors" in walking.page(back), slug


def test_skipping_stopping_and_going_on(db: object, public_client: SiteClient) -> None:
    code = walking.begin(public_client)
    walking.confirm(public_client, code)
    public_client.post("/report/who/", {"skip": "1"})
    public_client.post("/report/signs/", {"signs": "DEBT"})
    public_client.post("/track/close/")
    later = public_site()
    inside = later.post("/track/", {"code": code.digits, "altcha": walking.proof()})
    assert inside["Location"] == "/track/report/"
    assert later.get("/track/report/")["Location"] == "/report/danger/"
    assert 'value="DEBT" id="id_signs_1" checked' in walking.page(later.get("/report/signs/"))


def test_a_lapsed_cookie_loses_no_word(db: object, public_client: SiteClient) -> None:
    code = walking.begin(public_client)
    walking.confirm(public_client, code)
    public_client.cookies.pop(COOKIE)
    asked = public_client.post("/report/story/", {"story": walking.STORY})
    assert asked.status_code == 403
    form = {
        "code": code.digits,
        "altcha": walking.proof(),
        "back": walking.hidden(asked, "back"),
        "kept-story": walking.hidden(asked, "kept-story"),
    }
    inside = public_client.post("/track/", form)
    assert walking.hidden(inside, "story") == walking.STORY
    assert public_client.post("/report/story/", {"story": walking.STORY}).status_code == 302
    assert walking.STORY in walking.page(public_client.get("/report/story/"))


def test_nothing_told_is_said_and_nothing_sent(db: object, public_client: SiteClient) -> None:
    walking.confirm(public_client, walking.begin(public_client))
    public_client.get("/report/check/")
    refused = public_client.post("/report/check/", {"key": "s"})
    assert refused.status_code == 422
    assert "Choose the district" in walking.page(refused)
    assert count("SELECT count(*) FROM intake_complaint WHERE status = 'RECEIVED'") == 0


TEXT = st.text(max_size=60)


@runs(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_form_breaks_whatever_is_typed(
    data: st.DataObject, db: object, public_client: SiteClient
) -> None:
    if COOKIE not in public_client.cookies:
        walking.confirm(public_client, walking.begin(public_client))
    slug = data.draw(st.sampled_from([*walking.ANSWERS, "where", "check", "none"]))
    names = st.sampled_from(
        ["who", "signs", "child", "district", "place", "story", "people", "official", "key",
         "office_kind", "office_unit", "office_words", "contact", "phone", "safe_hours", "skip"]
    )  # fmt: skip
    typed = data.draw(st.dictionaries(names, TEXT, max_size=5))
    response = public_client.post(f"/report/{slug}/", typed)
    assert response.status_code in {200, 302, 404, 422}
    words = typed.get("place", "").strip()
    if slug == "where" and response.status_code == 422 and words and len(words) <= PLACE:
        shown = re.sub(r"\s+", " ", walking.page(response).replace("\x00", ""))
        assert re.sub(r"\s+", " ", words.replace("\x00", "")).strip() in shown
    for address in ("/track/", "/language/", "/report/code/"):
        posted = public_client.post(
            address, {"code": data.draw(TEXT), "last": "1", "altcha": data.draw(TEXT),
                      "ticket": data.draw(TEXT), "back": data.draw(TEXT), "next": data.draw(TEXT)}
        )  # fmt: skip
        assert posted.status_code < 500
    assert settings.DEBUG is False
