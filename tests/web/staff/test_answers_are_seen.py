"""Does every answer of a reporter reach whoever acts on it, and the accusation nobody else?"""

from dataclasses import fields

import pytest
from django.utils.timezone import now

from amaan.access.permissions import Permission
from amaan.access.transactions import reading
from amaan.intake.actions.messaging import change_contact
from amaan.intake.forms.thread import SolvedForm
from amaan.intake.queries.desk import complaint_for
from amaan.intake.rules.acts import Act
from amaan.intake.rules.answers import Answers
from amaan.intake.rules.reaching import Reach
from amaan.screening.actions import triage
from amaan.screening.queries import told_for
from amaan.security.rules.roles import PERMISSIONS
from tests.factories.nation import actor, unit_id
from tests.factories.path import Path, act, path, to_allocated, to_outcome
from tests.sites import as_role
from tests.web.staff.walking import Page, in_both, officer, report

pytestmark = pytest.mark.usefixtures("db")
STATION, DISTRICT_POLICE = "Police station City Gujrat", "District police Gujrat"
NUMBER = "+923001234567"
TOLD = {
    "who": "KNOWN",
    "signs": ("DEBT", "PAPERS_TAKEN"),
    "child": "NO",
    "confined": "NOT_SURE",
    "violence": "NO",
    "travel_soon": "NOT_SURE",
    "place": "by the canal",
    "story": "Somebody is held. (invented)",
    "people": "a man with a red car",
    "official": "YES",
    "office_kind": "POLICE",
    "office_words": "the tall one",
    "contact": "PHONE",
    "phone": NUMBER,
    "phone_shared": "YES",
    "safe_hours": "2 to 4",
    "to_police": "NOT_SURE",
}
# An answer, under which heading of the report page it stands, and how it reads there.
SHOWN = {
    "who": ("Who needs help", "Someone I know"),
    "signs": ("What is happening", " · "),
    "child": ("A child is concerned", "No"),
    "confined": ("Held or locked up", "Not sure"),
    "violence": ("Violence", "No"),
    "travel_soon": ("Travel within 48 hours", "Not sure"),
    "district": ("Place", "Gujrat"),
    "place": ("Where", "by the canal"),
    "people": ("Who does it", "a man with a red car"),
    "official": ("An official is involved", "Yes"),
    "office_kind": ("Kind of the office complained of", "Police"),
    "office_unit": ("Office complained of", STATION),
    "office_words": ("About this official", "the tall one"),
    "contact": ("Contact", "By phone"),
    "phone": ("Contact", NUMBER),
    "phone_shared": ("Contact", "Others look at this phone."),
    "safe_hours": ("Contact", "2 to 4"),
    "to_police": ("Police may be told, says the reporter", "Not sure"),
}
ELSEWHERE = {"story": "below the other answers", "seen": "no answer: which pages were shown"}
ACCUSATION = ("Kind of the office complained of", "Office complained of", "About this official")
WARNED = {
    "YES": {"en": "Others look at this phone.", "ur": "یہ فون دوسرے لوگ بھی دیکھتے ہیں۔"},
    "NOT_SURE": {
        "en": "Others may look at this phone.",
        "ur": "ممکن ہے یہ فون دوسرے لوگ بھی دیکھتے ہوں۔",
    },
    "": {"en": "take it that they do.", "ur": "سمجھیں کہ دیکھتا ہے۔"},
}
DO = {"en": "Leave no message and send none.", "ur": "کوئی پیغام نہ چھوڑیں اور نہ بھیجیں۔"}


def accused(**changed: str) -> Path:
    return path(**{**TOLD, "office_unit": str(unit_id(STATION)), **changed})


def told(page: Page) -> dict[str, str]:
    """What stands beside each heading of the page."""
    heading, found = "", dict[str, str]()
    for element in page.read.seen:
        if element.tag == "dt":
            heading = element.text
        elif element.tag == "dd":
            found.setdefault(heading, element.text)
    return found


def test_every_answer_is_shown_to_the_desk() -> None:
    assert {one.name for one in fields(Answers)} == SHOWN.keys() | ELSEWHERE.keys()
    way = accused()
    page = officer("duty.pb").opens(report(way.complaint))
    shown = told(page)
    unseen = [name for name, (label, words) in SHOWN.items() if words not in shown.get(label, "")]
    assert unseen == []
    assert str(TOLD["story"]) in page.html


def test_what_was_not_answered_says_so() -> None:
    way = path(official="NOT_SURE", story="", signs=("DEBT",))
    page = officer("duty.pb").opens(report(way.complaint))
    shown = told(page)
    silent = {"signs", "official", "district", "phone", "phone_shared", "safe_hours"}
    for name in SHOWN.keys() - silent:
        assert shown[SHOWN[name][0]].startswith("Not answered"), name
    assert "Nothing was told in own words." in page.html


def test_what_the_reporter_says_of_the_outcome_is_shown() -> None:
    assert set(SolvedForm().fields) == {"solved", "text"}
    way = path()
    to_outcome(way)
    act(way, Act.REJECT, choice="PARTLY", text="Two are still there. (invented)")
    page = officer("swlead.gujrat").opens(report(way.complaint))
    assert told(page)["Solved, says the reporter"] == "Partly"
    assert "Two are still there. (invented)" in page.html


@in_both
@pytest.mark.parametrize("shared", WARNED)
def test_who_else_looks_at_the_phone_stands_beside_the_number(shared: str, lang: str) -> None:
    way = accused(phone_shared=shared)
    page = officer("duty.pb", lang).opens(report(way.complaint))
    (beside,) = [text for text in told(page).values() if NUMBER in text]
    assert WARNED[shared][lang] in beside
    assert DO[lang] in beside


def test_a_phone_of_ones_own_carries_no_warning() -> None:
    way = accused(phone_shared="NO")
    page = officer("duty.pb").opens(report(way.complaint))
    assert "Nobody else looks at this phone." in told(page)["Contact"]
    assert DO["en"] not in page.html


@in_both
def test_a_contact_changed_later_is_warned_of_in_thread_and_forms(lang: str) -> None:
    way = accused(phone_shared="NO")
    reach = Reach("PHONE", "+923007654321", "YES", "")
    with as_role("public"):
        change_contact(reach=reach, key="k", keys=way.told.keys, by=way.told.by, at=now())
    duty = officer("duty.pb", lang)
    assert duty.opens(report(way.complaint)).html.count(WARNED["YES"][lang]) == 2
    duty.send(report(way.complaint, "acknowledge"))
    triage(complaint=way.complaint, by=way.screener, at=now())
    judged = officer("screener.pb", lang).opens(report(way.complaint, "decide"))
    assert judged.html.count(WARNED["YES"][lang]) == 1
    assert "+923007654321" in judged.html
    assert NUMBER not in judged.html


@pytest.mark.security("9a")
@pytest.mark.parametrize(
    ("username", "sees"),
    [
        ("duty.pb", True),
        ("screener.pb", True),
        ("screener2.pb", True),
        ("lead.pb", True),
        ("sw.gujrat", True),
        ("swlead.gujrat", True),
        ("operator.pb", False),
        ("federal", False),
    ],
)
def test_the_accusation_is_for_who_must_act(username: str, sees: bool) -> None:
    way = accused()
    to_allocated(way)
    page, by = officer(username).opens(report(way.complaint)), actor(username)
    assert {label in told(page) for label in ACCUSATION} == {sees}
    assert (STATION in page.html, "the tall one" in page.html) == (sees, sees)
    with reading(by):
        found = told_for(complaint_for(way.complaint, to=by), to=by)
    told_of = found.answers
    kept = (told_of.office_kind, told_of.office_words) if told_of else ("", "")
    assert kept == (("POLICE", "the tall one") if sees else ("", ""))
    assert (found.office is not None) is sees


def test_the_roles_that_may_read_the_accusation() -> None:
    """By hand: nobody who only looks on, no operator, no rung of the ladder but oversight."""
    may = {
        str(role) for role, held in PERMISSIONS.items() if Permission.INTAKE_ACCUSATION_READ in held
    }
    assert may == {
        "complaint_screener", "cpwb_case_manager", "duty_officer", "fia_io", "fia_supervisor",
        "labour_inspector", "mission_cwa", "ngo_partner", "oversight_officer", "police_io",
        "police_sho", "protector_of_emigrants", "shelter_manager", "sw_officer", "team_lead",
    }  # fmt: skip


@pytest.mark.security("9a")
@in_both
def test_the_offices_kept_out_are_shown_to_oversight_alone(lang: str) -> None:
    way = accused()
    to_allocated(way)
    names = {"en": DISTRICT_POLICE, "ur": "ضلعی پولیس گجرات"}
    card = {"en": "Offices kept out", "ur": "الگ رکھے گئے دفاتر"}
    page = officer("oversight", lang).opens(report(way.complaint))
    assert card[lang] in page.html
    assert names[lang] in page.html
    for username in ("duty.pb", "screener.pb", "lead.pb", "operator.pb", "sw.gujrat", "federal"):
        shown = officer(username, lang).opens(report(way.complaint))
        assert card[lang] not in shown.html, username
        assert names[lang] not in shown.html, username
