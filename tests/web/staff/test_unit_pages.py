"""The unit in charge of a report, by pages: take up, give back, ask, take over, propose."""

from uuid import UUID

import pytest
from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.casework.actions import write_entry
from amaan.casework.rules.dossier import EntryKind
from amaan.intake.queries.own import own_thread
from amaan.intake.rules.acts import Act
from amaan.kernel.urgency import Urgency
from tests.factories.nation import as_owner
from tests.factories.path import Path, act, path, to_allocated, to_outcome, to_started
from tests.sites import as_role
from tests.web.staff.walking import TOO_LATE, dossier, in_both, officer, report

pytestmark = pytest.mark.usefixtures("db")
STARTED = {"en": "Started. The dossier is open.", "ur": "کام شروع ہوا۔ فائل کھل گئی۔"}
GIVEN_BACK = {"en": "Given back to the desk.", "ur": "ڈیسک کو واپس کر دیا گیا۔"}
ASKED = {
    "en": "Asked. The clock rests until the answer or its limit.",
    "ur": "پوچھ لیا گیا۔ جواب یا حد تک مہلت رکی رہے گی۔",
}
NEVER_RESTS = {  # intake and work each have words for it
    "en": ("A matter of life never waits for an answer.", "the clock does not pause."),
    "ur": ("جان کے خطرے والا معاملہ جواب کے انتظار میں نہیں رکتا۔", "وقت کی گنتی نہیں رکتی۔"),
}
YOURS = {"en": "It is yours now.", "ur": "اب یہ آپ کے ذمے ہے۔"}
REJECTED = {
    "en": "You proposed an outcome that the reporter did not accept.",
    "ur": "آپ کا تجویز کردہ نتیجہ اطلاع دینے والے نے قبول نہیں کیا۔",
}
OLDER = {
    "en": "The entry is older than the reporter's no.",
    "ur": "یہ اندراج اطلاع دینے والے کے انکار سے پہلے کا ہے۔",
}
PROPOSED = {
    "en": "The reporter is asked whether it was solved.",
    "ur": "اطلاع دینے والے سے پوچھا گیا ہے کہ کیا مسئلہ حل ہوا۔",
}
NO_EVIDENCE = {
    "en": "Write an entry of what was done or reached first: an outcome rests on it.",
    "ur": "پہلے کیے گئے کام یا نتیجے کا اندراج کریں: نتیجہ اسی پر قائم ہوتا ہے۔",
}


def allocated(**answers: str) -> Path:
    way = path(**answers)
    to_allocated(way)
    return way


def dossiers() -> list[tuple[object, ...]]:
    return as_owner("SELECT id, compartment FROM casework_dossier")


def read_by_reporter(way: Path) -> list[str | None]:
    with as_role("public"), reading(way.told.by):
        return [message.text for message in own_thread(way.told.keys)]


@in_both
def test_an_officer_takes_it_up_and_stands_in_the_new_dossier(lang: str) -> None:
    way, worker = allocated(), officer("sw.gujrat", lang)
    worker.opens(report(way.complaint, "start"))
    untitled = worker.send(report(way.complaint, "start"), title="")
    assert (untitled.status, way.status) == (200, "ALLOCATED")
    assert untitled.fault("title")
    long = worker.send(report(way.complaint, "start"), title="x" * 161)
    assert long.fault("title")
    assert long.holds("title") == ["x" * 161]
    done = worker.send(report(way.complaint, "start"), title="ایک معاملہ (فرضی)")
    ((made, side),) = dossiers()
    assert done.address == f"/dossiers/{made}/"
    assert STARTED[lang] in done.notice
    assert "ایک معاملہ (فرضی)" in done.html
    assert (way.status, side) == ("UNDER_ACTION", "PROTECTION")
    again = worker.send(report(way.complaint, "start"), title="Twice")
    assert TOO_LATE[lang] in again.alert
    assert again.holds("title") == ["Twice"]
    assert len(dossiers()) == 1


@in_both
def test_a_unit_declines_with_a_reason_and_the_desk_looks_for_another(lang: str) -> None:
    way, worker = allocated(), officer("sw.gujrat", lang)
    form = worker.opens(report(way.complaint, "decline"))
    assert {"en": "No capacity", "ur": "گنجائش نہیں"}[lang] in form.html
    nothing = worker.send(report(way.complaint, "decline"), reason="NOT_A_REASON")
    assert (nothing.status, way.status) == (200, "ALLOCATED")
    assert nothing.fault("reason")
    done = worker.send(report(way.complaint, "decline"), reason="NO_CAPACITY")
    assert (done.status, done.address) == (200, "/reports/")
    assert GIVEN_BACK[lang] in done.notice
    assert way.status == "TRIAGED"
    assert worker.see(report(way.complaint)).status == 404
    desk = officer("screener.pb", lang)
    assert desk.opens(report(way.complaint)).leads_to(report(way.complaint, "allocate"))


@in_both
def test_the_reporter_is_asked_behind_the_code(lang: str) -> None:
    way = path()
    to_started(way)
    worker = officer("sw.gujrat", lang)
    assert worker.opens(report(way.complaint)).leads_to(report(way.complaint, "ask"))
    worker.opens(report(way.complaint, "ask"))
    nothing = worker.send(report(way.complaint, "ask"), words="")
    assert (nothing.fault("words") != "", way.status) == (True, "UNDER_ACTION")
    done = worker.send(report(way.complaint, "ask"), words="Which road is it?")
    assert done.address == report(way.complaint)
    assert ASKED[lang] in done.notice
    assert way.status == "MORE_INFORMATION"
    assert read_by_reporter(way) == ["Which road is it?"]
    again = worker.send(report(way.complaint, "ask"), words="And then?")
    assert TOO_LATE[lang] in again.alert
    assert again.holds("words") == ["And then?"]
    act(way, Act.ANSWER, text="The old one.")
    assert way.status == "UNDER_ACTION"


@pytest.mark.invariant("14a")
@in_both
def test_nobody_waits_for_an_answer_when_a_life_is_in_danger(lang: str) -> None:
    way = path(confined="YES")
    to_started(way, Urgency.U1)
    worker = officer("sw.gujrat", lang)
    assert not worker.opens(report(way.complaint)).leads_to(report(way.complaint, "ask"))
    page = worker.send(report(way.complaint, "ask"), words="Where?")
    assert any(words in page.alert for words in NEVER_RESTS[lang])
    assert page.holds("words") == ["Where?"]
    assert way.status == "UNDER_ACTION"


@in_both
def test_after_a_no_another_officer_takes_over(lang: str) -> None:
    way = path()
    to_outcome(way)
    act(way, Act.REJECT, choice="NO")
    worker, lead = officer("sw.gujrat", lang), officer("swlead.gujrat", lang)
    lead.opens(report(way.complaint, "take-over"))
    own = worker.send(report(way.complaint, "take-over"))
    assert REJECTED[lang] in own.alert
    shown = worker.opens(report(way.complaint))
    assert REJECTED[lang] in shown.html
    assert not shown.leads_to(report(way.complaint, "take-over"))
    offered = lead.opens(report(way.complaint))
    assert offered.leads_to(report(way.complaint, "take-over"))
    assert not offered.leads_to(report(way.complaint, "propose"))
    done = lead.send(report(way.complaint, "take-over"))
    assert done.address == report(way.complaint)
    assert YOURS[lang] in done.notice
    assert not done.leads_to(report(way.complaint, "take-over"))
    assert not done.leads_to(report(way.complaint, "propose"))
    assert OLDER[lang] in done.read.text_of(id="why-propose")
    nothing_new = lead.opens(report(way.complaint, "propose"))
    assert OLDER[lang] in nothing_new.alert
    assert len(nothing_new.read.all("option", value="")) == 2  # outcome and entry: none chosen


@in_both
def test_only_the_officer_in_charge_is_offered_to_propose(lang: str) -> None:
    way = path()
    write(way, to_started(way))
    lead, worker = officer("swlead.gujrat", lang), officer("sw.gujrat", lang)
    assert worker.opens(report(way.complaint)).leads_to(report(way.complaint, "propose"))
    shown = lead.opens(report(way.complaint))
    assert not shown.leads_to(report(way.complaint, "propose"))
    assert shown.leads_to(report(way.complaint, "take-over"))
    assert lead.send(report(way.complaint, "take-over")).leads_to(report(way.complaint, "propose"))
    assert not worker.opens(report(way.complaint)).leads_to(report(way.complaint, "propose"))


@in_both
def test_an_outcome_rests_on_an_entry_and_the_reporter_is_asked(lang: str) -> None:
    way = path()
    made = to_started(way)
    worker = officer("sw.gujrat", lang)
    assert NO_EVIDENCE[lang] in worker.opens(report(way.complaint, "propose")).alert
    entry = str(write(way, made))
    form = worker.opens(report(way.complaint, "propose"))
    assert entry in {it.given["value"] for it in form.read.all("option")}
    given = {"outcome": "SERVICE_GIVEN_FULLY", "entry": entry, "words": "It is solved."}
    for left_out in given:
        page = worker.send(report(way.complaint, "propose"), **{**given, left_out: ""})
        assert page.fault(left_out)
        assert all(page.holds(name) == [given[name]] for name in given if name != left_out)
    assert way.status == "UNDER_ACTION"
    done = worker.send(report(way.complaint, "propose"), **given)
    assert done.address == report(way.complaint)
    assert PROPOSED[lang] in done.notice
    assert way.status == "OUTCOME_READY"
    assert read_by_reporter(way) == ["It is solved."]
    again = worker.send(report(way.complaint, "propose"), **given)
    assert TOO_LATE[lang] in again.alert
    assert again.holds("words") == ["It is solved."]


def write(way: Path, ident: UUID) -> UUID:
    return write_entry(
        dossier=ident,
        kind=EntryKind.RESULT,
        text="A result. (invented)",
        happened_on=now().date(),
        by=way.officer,
        at=now(),
    ).id


@pytest.mark.parametrize("step", ["decline", "ask", "propose"])
def test_a_step_before_its_turn_is_refused_and_changes_nothing(step: str) -> None:
    way = path()
    if step == "decline":
        to_started(way)
    elif step == "ask":
        to_outcome(way)
    else:
        to_allocated(way)
    before = (way.status, read_by_reporter(way))
    page = officer("sw.gujrat").send(
        report(way.complaint, step), reason="NO_CAPACITY", words="Too early?"
    )
    assert page.alert
    assert (way.status, read_by_reporter(way)) == before


@pytest.mark.parametrize("step", ["start", "decline", "ask", "take-over", "propose"])
@pytest.mark.parametrize(
    ("username", "answers"),
    [("screener.pb", (403,)), ("federal", (403,)), ("cpwb.gujrat", (404, 200))],
)
def test_only_the_unit_in_charge_acts(username: str, answers: tuple[int, ...], step: str) -> None:
    way = allocated()
    facts = as_owner("SELECT count(*) FROM ledger_fact")
    page = officer(username).send(
        report(way.complaint, step),
        title="Mine",
        reason="NO_CAPACITY",
        words="Mine.",
        outcome="SERVICE_GIVEN_FULLY",
        entry=str(way.complaint),
    )
    assert page.status in answers
    assert (way.status, dossiers()) == ("ALLOCATED", [])
    assert as_owner("SELECT count(*) FROM ledger_fact") == facts


def test_the_dossier_of_a_report_stands_on_its_page_for_the_own_unit_only() -> None:
    way = path()
    made = to_started(way)
    assert officer("sw.gujrat").opens(report(way.complaint)).leads_to(dossier(made))
    assert not officer("screener.pb").opens(report(way.complaint)).leads_to(dossier(made))
