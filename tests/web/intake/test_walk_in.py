"""A report taken at a desk: the code is handed over first, one slip makes one report, and from then
on it is the person's and not the operator's.
"""

import re

import pytest
from django.utils.timezone import now

from amaan.intake.actions.sorting import sort_complaint
from amaan.kernel.tracking_code import TrackingCode, parse
from tests.factories.nation import SYSTEM, actor, as_owner, district_id, unit_id
from tests.sites import SiteClient, as_role, public_site, staff_site
from tests.web.intake import walking
from tests.web.intake.walking import Shown, hidden, page

pytestmark = pytest.mark.usefixtures("db")
STORY = "They took her papers. (invented)"


def desk(username: str = "operator.pb", lang: str = "en") -> SiteClient:
    secret = actor(username).secret
    assert secret is not None
    client = staff_site().carry(secret)
    client.cookies["django_language"] = lang
    return client


def code_on(response: Shown) -> TrackingCode:
    slip = re.search(r'id="code">(.*?)</p>', page(response), re.DOTALL)
    assert slip is not None
    return parse("".join(re.findall(r">([\d ]+)<", slip[1])))


def handed(client: SiteClient) -> tuple[TrackingCode, dict[str, object]]:
    """Press the button: the code on the page, and the form as an operator would fill it."""
    walking.stock()
    shown = client.post("/walk-in/", secure=True)
    code = code_on(shown)
    typed: dict[str, object] = {
        "slip": hidden(shown, "slip"),
        "signs": ["PAPERS_TAKEN"],
        "confined": "YES",
        "district": str(district_id("Gujrat")),
        "story": STORY,
        "to_police": "YES",
        "last": code.digits[-4:],
    }
    return code, typed


def reports() -> list[tuple[str, str, str]]:
    return as_owner("SELECT locator, channel, status FROM intake_complaint ORDER BY begun_at")


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_the_person_opens_the_report_with_the_code(lang: str) -> None:
    client = desk(lang=lang)
    assert client.get("/walk-in/", secure=True).status_code == 200
    code, typed = handed(client)
    done = client.post("/walk-in/report/", typed, secure=True, follow=True)
    assert f"{code.locator[:3]} {code.locator[3:]}" in page(done)
    assert reports() == [(code.locator, "WALK_IN", "RECEIVED")]
    kinds = [kind for (kind,) in as_owner("SELECT kind FROM ledger_fact ORDER BY sequence")]
    assert kinds[-2:] == ["intake.begun", "intake.received"]
    reporter = public_site()
    entered = reporter.post("/track/", {"code": code.digits, "altcha": walking.proof()})
    assert entered.status_code == 302
    assert reporter.get("/track/report/").status_code == 200


def test_nothing_is_kept_before_it_is_sent() -> None:
    handed(desk())
    assert reports() == []


@pytest.mark.invariant(6)
def test_one_slip_makes_one_report() -> None:
    client = desk()
    code, typed = handed(client)
    for _again in range(2):
        assert client.post("/walk-in/report/", typed, secure=True).status_code == 302
    assert reports() == [(code.locator, "WALK_IN", "RECEIVED")]


def test_what_was_typed_stays_when_the_digits_are_wrong_or_the_district_is_missing() -> None:
    client = desk()
    code, typed = handed(client)
    for change in ({"last": "0000"}, {"district": ""}, {"last": ""}, {"who": "NOBODY"}):
        again = client.post("/walk-in/report/", {**typed, **change}, secure=True)
        assert again.status_code == 422
        assert STORY in page(again)
        assert code_on(again) == code
    assert reports() == []


def test_the_offices_of_the_district_are_offered_with_everything_typed() -> None:
    client = desk()
    _code, typed = handed(client)
    shown = client.post("/walk-in/report/", {**typed, "offices": "1"}, secure=True)
    assert shown.status_code == 200
    assert STORY in page(shown)
    assert str(unit_id("Social welfare office Gujrat")) in page(shown)


def test_another_seat_cannot_use_the_slip() -> None:
    _code, typed = handed(desk())
    answer = desk("operator.sd").post("/walk-in/report/", typed, secure=True)
    assert answer.headers["Location"] == "/walk-in/"
    assert reports() == []


@pytest.mark.security("10b")
def test_no_desk_of_the_excluded_set_gets_it() -> None:
    client = desk()
    _code, typed = handed(client)
    accusing = {"official": "YES", "office_kind": "POLICE"}
    client.post("/walk-in/report/", {**typed, **accusing}, secure=True)
    ((ident,),) = as_owner("SELECT id FROM intake_complaint")
    with as_role("worker"):
        sort_complaint(complaint=ident, by=SYSTEM, at=now())
    excluded = {unit for (unit,) in as_owner("SELECT unit FROM security_exclusion")}
    assert excluded
    ((desk_unit,),) = as_owner("SELECT desk_unit FROM intake_complaint")
    assert desk_unit not in excluded


def test_without_the_permission_nobody_takes_reports() -> None:
    client = desk("sw.gujrat")
    assert client.get("/walk-in/", secure=True).status_code == 403
    assert client.post("/walk-in/report/", {}, secure=True).status_code == 403


def test_an_office_without_an_official_is_asked_about() -> None:
    """On one page it would be taken as said and keep nobody away."""
    client = desk()
    _code, typed = handed(client)
    for unsaid in ({}, {"official": "NO"}):
        again = client.post(
            "/walk-in/report/", {**typed, **unsaid, "office_kind": "POLICE"}, secure=True
        )
        assert again.status_code == 422
        assert "Say whether an official is part of this" in page(again)
    assert reports() == []
