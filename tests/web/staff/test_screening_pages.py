"""Screening by pages: judge, a second person, and the unit that gets it; never the office
complained of.
"""

import pytest
from django.utils.timezone import now

from amaan.intake.actions.desk import acknowledge
from amaan.kernel.urgency import Urgency
from amaan.screening.actions import triage
from tests.factories.nation import as_owner, unit_id
from tests.factories.path import OFFICE, Path, path, to_decided
from tests.web.staff.walking import TOO_LATE, Page, in_both, officer, report

pytestmark = pytest.mark.usefixtures("db")
STATION, DISTRICT_POLICE = "Police station City Gujrat", "District police Gujrat"
DECIDED = {"en": "Decided.", "ur": "فیصلہ درج ہوا۔"}
REVIEWED = {
    "en": "Reviewed. Both views are kept.",
    "ur": "جائزہ ہو گیا۔ دونوں آراء محفوظ ہیں۔",
}
ALLOCATED = {
    "en": "Allocated. The unit has the keys and the clock.",
    "ur": "سپرد ہو گیا۔ یونٹ کے پاس رسائی اور مہلت ہے۔",
}
FORM_MISSING = {
    "en": "Choose at least one form of exploitation.",
    "ur": "استحصال کی کم از کم ایک صورت منتخب کریں۔",
}
ANOTHER = {
    "en": "Another person than the screener must review.",
    "ur": "جائزہ جانچ کرنے والے کے علاوہ کسی اور کو لینا ہے۔",
}
NOT_FINAL = {"en": "Finish the screening first.", "ur": "پہلے جانچ مکمل کریں۔"}
CONSENT = {
    "en": "Police may be told only with consent, for a child, or when life is in danger (U1).",
    "ur": "پولیس کو صرف رضامندی سے، بچے کے معاملے میں، یا جان کے خطرے (U1) میں بتایا جا سکتا ہے۔",
}
REQUIRED = ("age", "age_basis", "act", "means", "purpose", "crossing_for_pay", "outcome", "reasons")
FOUND = {
    "age": "ADULT",
    "age_basis": "STATED",
    "act": "YES",
    "means": "NOT_ASKED",
    "purpose": "NOT_KNOWN",
    "crossing_for_pay": "NO",
    "forms_found": ["bonded_labour"],
    "outcome": "POSSIBLE_MORE_INFORMATION",
    "urgency": "U2",
    "reasons": "The debt is told; who holds them is not. (invented)",
}
VIEW = {"outcome": "LIKELY_TRAFFICKING", "urgency": "U1", "reasons": "I see it as well. (invented)"}
ELEMENTS = "SELECT act, means, purpose, crossing_for_pay, age FROM screening_decision"


def triaged(**answers: str) -> Path:
    way = path(**answers)
    acknowledge(complaint=way.complaint, by=way.duty, at=now())
    triage(complaint=way.complaint, by=way.screener, at=now())
    return way


def decision(way: Path) -> str:
    found = as_owner("SELECT status FROM screening_decision WHERE complaint_id = %s", way.complaint)
    return str(found[0][0]) if found else ""


def units_on(page: Page) -> set[str]:
    return {it.given["value"] for it in page.read.all("input", type="radio", name="unit")}


@in_both
def test_a_screener_decides_with_answers_that_are_not_all_yes(lang: str) -> None:
    way, screener = triaged(), officer("screener.pb", lang)
    form = screener.opens(report(way.complaint, "decide"))
    assert "Somebody is held. (invented)" in form.html
    assert {it.given["value"] for it in form.read.all("option")} >= {"YES", "NO", "NOT_ASKED"}
    done = screener.send(report(way.complaint, "decide"), **FOUND)
    assert done.address == report(way.complaint)
    assert DECIDED[lang] in done.notice
    assert str(FOUND["reasons"]) in done.html
    assert as_owner(ELEMENTS) == [("YES", "NOT_ASKED", "NOT_KNOWN", "NO", "ADULT")]
    assert decision(way) == "FINAL"
    again = screener.send(report(way.complaint, "decide"), **FOUND)
    assert TOO_LATE[lang] in again.alert
    assert again.holds("reasons") == [FOUND["reasons"]]


@in_both
def test_each_question_left_open_is_named_and_the_rest_is_kept(lang: str) -> None:
    way, screener = triaged(), officer("screener.pb", lang)
    page = screener.send(report(way.complaint, "decide"), **{**FOUND, "reasons": ""})
    assert page.status == 200
    assert page.fault("reasons")
    assert [page.fault(name) for name in REQUIRED if name != "reasons"] == [""] * 7
    assert page.holds("means") == ["NOT_ASKED"]
    assert page.holds("forms_found") == ["bonded_labour"]
    bare = screener.send(report(way.complaint, "decide"))
    assert (bare.status, bare.lang) == (200, lang)
    assert all(bare.fault(name) for name in REQUIRED)
    likely = {**FOUND, "outcome": "LIKELY_TRAFFICKING", "forms_found": []}
    no_form = screener.send(report(way.complaint, "decide"), **likely)
    assert FORM_MISSING[lang] in no_form.alert
    assert no_form.holds("reasons") == [FOUND["reasons"]]
    assert decision(way) == "OPENED"


@in_both
def test_a_matter_of_life_waits_for_a_second_person_who_agrees(lang: str) -> None:
    way = path(confined="YES")
    to_decided(way, Urgency.U1)
    first, second = officer("screener.pb", lang), officer("screener2.pb", lang)
    assert not first.opens(report(way.complaint)).leads_to(report(way.complaint, "review"))
    own = first.send(report(way.complaint, "review"), **VIEW)
    assert ANOTHER[lang] in own.alert
    assert own.holds("reasons") == [VIEW["reasons"]]
    assert decision(way) == "SECOND_REVIEW"
    assert second.opens(report(way.complaint)).leads_to(report(way.complaint, "review"))
    form = second.opens(report(way.complaint, "review"))
    assert form.holds("outcome") == [""]  # the first view is told beside it, never taken over
    assert {"en": "Likely trafficking", "ur": "غالباً انسانی تجارت"}[lang] in form.read.text_of("p")
    silent = second.send(report(way.complaint, "review"), **{**VIEW, "reasons": ""})
    assert (silent.status, decision(way)) == (200, "SECOND_REVIEW")
    assert silent.fault("reasons")
    assert silent.holds("urgency") == ["U1"]
    done = second.send(report(way.complaint, "review"), **VIEW)
    assert REVIEWED[lang] in done.notice
    assert VIEW["reasons"] in done.html
    assert decision(way) == "FINAL"
    late = second.send(report(way.complaint, "review"), **VIEW)
    assert TOO_LATE[lang] in late.alert


def test_a_second_person_may_see_it_otherwise_and_both_views_stay() -> None:
    way = path(confined="YES")
    to_decided(way, Urgency.U1)
    other = {**VIEW, "outcome": "LABOUR_RIGHTS_MATTER", "urgency": "U2"}
    done = officer("screener2.pb").send(report(way.complaint, "review"), **other)
    assert "Labour rights matter" in done.html
    assert "Likely trafficking" in done.html
    assert as_owner("SELECT urgency FROM intake_complaint WHERE id = %s", way.complaint) == [
        ("U2",)
    ]


@pytest.mark.parametrize("step", ["decide", "review"])
def test_before_triage_there_is_nothing_to_judge(step: str) -> None:
    way = path()
    page = officer("screener.pb").send(report(way.complaint, step), **{**FOUND, **VIEW})
    assert page.address == report(way.complaint, step)
    assert (page.notice, way.status, decision(way)) == ("", "RECEIVED", "")


@in_both
def test_a_unit_in_mandate_gets_the_matter(lang: str) -> None:
    way = path()
    to_decided(way)
    screener, unit = officer("screener.pb", lang), str(unit_id(OFFICE))
    form = screener.opens(report(way.complaint, "allocate"))
    assert unit in units_on(form)
    assert {"en": OFFICE, "ur": "دفتر سماجی بہبود گجرات"}[lang] in form.html
    nothing = screener.send(report(way.complaint, "allocate"))
    assert (nothing.status, way.status) == (200, "TRIAGED")
    assert nothing.fault("unit")
    elsewhere = screener.send(
        report(way.complaint, "allocate"), unit=str(unit_id("Police station Kunri"))
    )
    assert elsewhere.fault("unit")
    police = screener.send(report(way.complaint, "allocate"), unit=str(unit_id(STATION)))
    assert CONSENT[lang] in police.alert
    assert police.holds("unit") == [str(unit_id(STATION))]
    assert way.status == "TRIAGED"
    done = screener.send(report(way.complaint, "allocate"), unit=unit)
    assert (done.status, done.address) == (200, report(way.complaint))
    assert ALLOCATED[lang] in done.notice
    assert way.status == "ALLOCATED"
    again = screener.send(report(way.complaint, "allocate"), unit=unit)
    assert TOO_LATE[lang] in again.alert
    assert (
        officer("sw.gujrat", lang)
        .opens(report(way.complaint))
        .leads_to(report(way.complaint, "start"))
    )


@in_both
def test_nothing_is_allocated_before_screening_is_final(lang: str) -> None:
    way, screener = triaged(), officer("screener.pb", lang)
    page = screener.send(report(way.complaint, "allocate"), unit=str(unit_id(OFFICE)))
    assert NOT_FINAL[lang] in page.alert
    assert way.status == "TRIAGED"


@pytest.mark.invariant("13a")
@pytest.mark.security("10b")
@in_both
def test_the_office_complained_of_cannot_even_be_chosen(lang: str) -> None:
    station = unit_id(STATION)
    way = path(official="YES", office_kind="POLICE", office_unit=str(station), to_police="YES")
    to_decided(way)
    second, screener = officer("screener2.pb", lang), officer("screener.pb", lang)
    second.send(report(way.complaint, "review"), **{**VIEW, "urgency": "U2"})
    shown = units_on(screener.opens(report(way.complaint, "allocate")))
    assert str(unit_id(OFFICE)) in shown
    assert not {str(station), str(unit_id(DISTRICT_POLICE))} & shown
    for name in (STATION, DISTRICT_POLICE):
        page = screener.send(report(way.complaint, "allocate"), unit=str(unit_id(name)))
        assert page.fault("unit")
        assert way.status == "TRIAGED"
    for username in ("sho.city", "io.city", "dpo.gujrat"):
        assert officer(username, lang).see(report(way.complaint)).status == 404


@pytest.mark.parametrize(
    ("username", "step", "answer"),
    [
        ("sw.gujrat", "decide", 403),
        ("lead.pb", "decide", 403),
        ("operator.pb", "review", 403),
        ("sw.gujrat", "allocate", 403),
        ("federal", "allocate", 403),
        ("screener.sd", "decide", 404),
        ("screener2.sd", "review", 404),
        ("screener.sd", "allocate", 404),
    ],
)
def test_who_may_not_or_holds_it_not_decides_nothing(username: str, step: str, answer: int) -> None:
    way = triaged()
    given = {**FOUND, **VIEW, "unit": str(unit_id(OFFICE))}
    page = officer(username).send(report(way.complaint, step), **given)
    assert (page.status, way.status, decision(way)) == (answer, "TRIAGED", "OPENED")
