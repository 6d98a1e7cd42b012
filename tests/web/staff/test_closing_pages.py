"""A report without the reporter's word, by pages: only a supervisor of another unit ends it."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils.timezone import now

from amaan.intake.models import Complaint
from amaan.work.actions.sweeping import escalate_clock
from amaan.work.models import Clock
from tests.factories.nation import SYSTEM, as_owner
from tests.factories.path import Path, path, to_outcome
from tests.sites import as_role
from tests.web.staff.walking import TOO_LATE, in_both, officer, report

pytestmark = pytest.mark.usefixtures("db")
AGREED = {"en": "Closed as unconfirmed.", "ur": "غیر مصدقہ بند ہوا۔"}
SENT_BACK = {"en": "Sent back to the unit.", "ur": "یونٹ کو واپس بھیجا گیا۔"}
HAS_TIME = {
    "en": "The person still has time to answer.",
    "ur": "اطلاع دینے والے کے پاس جواب کا وقت ابھی باقی ہے۔",
}
OTHER_UNIT = {
    "en": "A supervisor of another office must agree.",
    "ur": "کسی دوسرے دفتر کے نگران کی منظوری ضروری ہے۔",
}
FORTNIGHT = timedelta(days=15)


def unanswered() -> Path:
    """Asked fifteen days ago; the sweep has called in the supervisor of another unit."""
    way = path()
    to_outcome(way)
    with as_role("owner"):
        Complaint.objects.filter(pk=way.complaint).update(
            asked_reporter_at=F("asked_reporter_at") - FORTNIGHT
        )
        confirm = Clock.objects.get(record=way.complaint, kind="CONFIRM")
        confirm.started_at -= FORTNIGHT
        confirm.due_at -= FORTNIGHT
        confirm.save()
    with as_role("worker"):
        assert escalate_clock(clock=confirm.id, by=SYSTEM, at=now())
    return way


def called_in(way: Path) -> str:
    """The member of the oversight pool who has the task."""
    sql = (
        "SELECT p.username FROM security_grant g JOIN security_seat s ON s.unit_id = g.unit"
        " JOIN security_staff p ON p.id = s.staff_id"
        " WHERE g.record = %s AND g.purpose = 'ESCALATION' AND s.role = 'oversight_officer'"
    )
    return str(as_owner(sql, way.complaint)[0][0])


def closure(way: Path) -> tuple[str, str]:
    found = as_owner("SELECT status, closure FROM intake_complaint WHERE id = %s", way.complaint)
    return str(found[0][0]), str(found[0][1])


@pytest.mark.invariant("17a")
@in_both
def test_the_supervisor_of_another_unit_closes_it_as_unconfirmed(lang: str) -> None:
    way = unanswered()
    reader = officer(called_in(way), lang)
    assert reader.opens(report(way.complaint)).leads_to(report(way.complaint, "agree"))
    reader.opens(report(way.complaint, "agree"))
    silent = reader.send(report(way.complaint, "agree"), words="", verdict="agree")
    assert (silent.status, closure(way)) == (200, ("OUTCOME_READY", ""))
    assert silent.fault("words")
    done = reader.send(report(way.complaint, "agree"), words="I read it.", verdict="agree")
    assert done.address == report(way.complaint)
    assert AGREED[lang] in done.notice
    assert closure(way) == ("CLOSED", "UNCONFIRMED")
    again = reader.send(report(way.complaint, "agree"), words="Once more.", verdict="agree")
    assert TOO_LATE[lang] in again.alert
    assert again.holds("words") == ["Once more."]


@in_both
def test_who_does_not_agree_sends_it_back(lang: str) -> None:
    way = unanswered()
    reader = officer(called_in(way), lang)
    done = reader.send(report(way.complaint, "agree"), words="Not enough.", verdict="refuse")
    assert SENT_BACK[lang] in done.notice
    assert closure(way) == ("UNDER_ACTION", "")


@pytest.mark.invariant("17a")
@in_both
def test_the_own_lead_cannot_close_it_and_nobody_before_the_time(lang: str) -> None:
    way = unanswered()
    lead = officer("swlead.gujrat", lang)
    page = lead.send(report(way.complaint, "agree"), words="Enough.", verdict="agree")
    assert OTHER_UNIT[lang] in page.alert
    assert page.holds("words") == ["Enough."]
    early = path()
    to_outcome(early)
    page = lead.send(report(early.complaint, "agree"), words="Enough.", verdict="agree")
    assert HAS_TIME[lang] in page.alert
    assert closure(way) == closure(early) == ("OUTCOME_READY", "")


@pytest.mark.parametrize(
    ("username", "answer"),
    [("sw.gujrat", 403), ("screener.pb", 403), ("federal", 403), ("fia.lead", 404)],
)
def test_who_may_not_or_holds_it_not_closes_nothing(username: str, answer: int) -> None:
    way = unanswered()
    page = officer(username).send(report(way.complaint, "agree"), words="I.", verdict="agree")
    assert (page.status, closure(way)) == (answer, ("OUTCOME_READY", ""))
