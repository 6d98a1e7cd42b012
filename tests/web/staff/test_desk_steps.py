"""Duty desk and screener on a report, by pages: open, take in, keep, look again, pass on, write."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from amaan.access.transactions import reading
from amaan.intake.actions.desk import acknowledge
from amaan.intake.queries.own import own_thread
from amaan.screening.actions import triage
from tests.factories.nation import as_owner
from tests.factories.path import Path, path
from tests.sites import as_role
from tests.web.staff.walking import TOO_LATE, in_both, officer, report

pytestmark = pytest.mark.usefixtures("db")
OPENED = {
    "en": "Opened. The acknowledge clock is met.",
    "ur": "کھل گئی۔ تصدیق کی مہلت پوری ہوئی۔",
}
TAKEN = {"en": "Taken into screening.", "ur": "جانچ میں لے لیا گیا۔"}
KEPT = {"en": "Kept.", "ur": "رکھ لیا گیا۔"}
AGAIN = {"en": "Being looked at again.", "ur": "دوبارہ دیکھا جا رہا ہے۔"}
PASSED = {
    "en": "Passed to another service. The reporter reads your words behind the code.",
    "ur": "دوسری خدمت کو بھیجا گیا۔ اطلاع دینے والا آپ کے الفاظ کوڈ کے پیچھے پڑھے گا۔",
}
SENT = {
    "en": "Sent. The reporter reads it behind the code.",
    "ur": "بھیج دیا گیا۔ اطلاع دینے والا کوڈ کے پیچھے پڑھے گا۔",
}
EMPTY = {"en": "Write a few words first.", "ur": "پہلے چند الفاظ لکھیں۔"}


def triaged() -> Path:
    way = path()
    acknowledge(complaint=way.complaint, by=way.duty, at=now())
    triage(complaint=way.complaint, by=way.screener, at=now())
    return way


def read_by_reporter(way: Path) -> list[str | None]:
    with as_role("public"), reading(way.told.by):
        return [message.text for message in own_thread(way.told.keys)]


@in_both
def test_a_report_is_opened_once_and_taken_into_screening(lang: str) -> None:
    way = path()
    duty, screener = officer("duty.pb", lang), officer("screener.pb", lang)
    page = duty.opens(report(way.complaint))
    assert page.leads_to(report(way.complaint, "acknowledge"))
    assert "Somebody is held. (invented)" in page.html
    early = screener.send(report(way.complaint, "triage"))
    assert (early.status, way.status) == (409, "RECEIVED")
    assert TOO_LATE[lang] in early.alert
    done = duty.send(report(way.complaint, "acknowledge"))
    assert (done.status, done.address) == (200, report(way.complaint))
    assert OPENED[lang] in done.notice
    assert way.status == "ACKNOWLEDGED"
    again = duty.send(report(way.complaint, "acknowledge"))
    assert again.status == 409
    assert TOO_LATE[lang] in again.alert
    assert again.leads_to(report(way.complaint))
    taken = screener.send(report(way.complaint, "triage"))
    assert TAKEN[lang] in taken.notice
    assert way.status == "TRIAGED"


@pytest.mark.parametrize("step", ["acknowledge", "triage", "renew"])
def test_a_step_with_one_button_only_is_never_taken_by_following_a_link(step: str) -> None:
    way = path()
    assert officer("duty.pb").see(report(way.complaint, step)).status == 405
    assert way.status == "RECEIVED"


@pytest.mark.parametrize(
    ("username", "step", "answer"),
    [
        ("operator.pb", "acknowledge", 403),
        ("sw.gujrat", "acknowledge", 403),
        ("lead.pb", "triage", 403),
        ("federal", "keep", 403),
        ("sw.gujrat", "pass-on", 403),
        ("federal", "write", 403),
        ("duty.sd", "acknowledge", 404),
        ("screener.sd", "triage", 404),
        ("screener.sd", "keep", 404),
    ],
)
def test_who_may_not_or_holds_it_not_changes_nothing(username: str, step: str, answer: int) -> None:
    way = path()
    facts = as_owner("SELECT count(*) FROM ledger_fact")
    page = officer(username).send(
        report(way.complaint, step), words="Mine.", review_on=localdate().isoformat()
    )
    assert (page.status, way.status) == (answer, "RECEIVED")
    assert as_owner("SELECT count(*) FROM ledger_fact") == facts


@in_both
def test_a_thin_report_is_kept_with_words_and_a_day_and_looked_at_again(lang: str) -> None:
    way, screener = triaged(), officer("screener.pb", lang)
    form = screener.opens(report(way.complaint, "keep"))
    assert form.holds("review_on") == [(localdate() + timedelta(days=90)).isoformat()]
    nothing = screener.send(report(way.complaint, "keep"), words="", review_on="2027-02-01")
    assert (nothing.status, way.status) == (200, "TRIAGED")
    assert nothing.fault("words")
    assert nothing.holds("review_on") == ["2027-02-01"]
    no_day = screener.send(report(way.complaint, "keep"), words="Too little.", review_on="soon")
    assert (no_day.fault("review_on") != "", no_day.fault("words")) == (True, "")
    assert no_day.holds("words") == ["Too little."]
    done = screener.send(report(way.complaint, "keep"), words="Too little.", review_on="2027-02-01")
    assert done.address == report(way.complaint)
    assert KEPT[lang] in done.notice
    assert way.status == "INSUFFICIENT_KEPT"
    assert done.leads_to(report(way.complaint, "renew"))
    again = screener.send(report(way.complaint, "renew"))
    assert AGAIN[lang] in again.notice
    assert way.status == "TRIAGED"
    twice = screener.send(report(way.complaint, "renew"))
    assert (twice.status, TOO_LATE[lang] in twice.alert) == (409, True)


@in_both
def test_what_is_no_trafficking_is_passed_on_in_words_the_reporter_reads(lang: str) -> None:
    way, screener = triaged(), officer("screener.pb", lang)
    form = screener.opens(report(way.complaint, "pass-on"))
    named = {"en": "Free lawyer", "ur": "مفت وکیل"}[lang]
    service = next(it.given["value"] for it in form.read.all("option") if it.text == named)
    nothing = screener.send(report(way.complaint, "pass-on"), words="", service=service)
    assert (nothing.status, way.status) == (200, "TRIAGED")
    assert nothing.fault("words")
    assert nothing.holds("service") == [service]
    unnamed = screener.send(report(way.complaint, "pass-on"), words="Go there.", service="")
    assert unnamed.fault("service")
    assert unnamed.holds("words") == ["Go there."]
    done = screener.send(report(way.complaint, "pass-on"), words="Go there.", service=service)
    assert PASSED[lang] in done.notice
    assert way.status == "NOT_TRAFFICKING_REDIRECTED"
    assert read_by_reporter(way) == ["Go there."]


@pytest.mark.parametrize("step", ["keep", "pass-on"])
def test_an_ending_before_triage_is_refused_and_keeps_the_words(step: str) -> None:
    way = path()
    screener = officer("screener.pb")
    form = screener.opens(report(way.complaint, step))
    services = [it.given["value"] for it in form.read.all("option") if it.given["value"]]
    page = screener.send(
        report(way.complaint, step),
        words="Too early.",
        review_on="2027-02-01",
        service=services[0] if services else "",
    )
    assert TOO_LATE["en"] in page.alert
    assert page.holds("words") == ["Too early."]
    assert way.status == "RECEIVED"
    assert read_by_reporter(way) == []


@in_both
def test_the_desk_writes_and_the_reporter_reads_it_behind_the_code(lang: str) -> None:
    way, duty = path(), officer("duty.pb", lang)
    nothing = duty.send(report(way.complaint, "write"), words="  ")
    assert nothing.status == 409
    assert EMPTY[lang] in nothing.alert
    done = duty.send(report(way.complaint, "write"), words="ہم اسے پڑھ رہے ہیں۔")
    assert SENT[lang] in done.notice
    assert "ہم اسے پڑھ رہے ہیں۔" in done.html
    assert read_by_reporter(way) == ["ہم اسے پڑھ رہے ہیں۔"]
