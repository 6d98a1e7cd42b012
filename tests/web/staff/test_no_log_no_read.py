"""No log, no read: where the audit row cannot be written, the page shows nothing of the record."""

from collections.abc import Callable
from uuid import UUID

import pytest

from amaan.kernel.urgency import Urgency
from tests.factories.nation import as_owner
from tests.factories.path import path, sent, to_decided, to_started
from tests.web.staff.walking import Officer, dossier, officer, referral, report

pytestmark = pytest.mark.usefixtures("db")
STORY = "They hold his papers at the kiln. (invented)"
TITLE = "A matter (invented)"
NEEDS = "One adult, needs an appointment. (invented)"
BREAK = "REVOKE INSERT ON security_read FROM amaan_app"
LOGGED = (
    "SELECT count(*) FROM security_read r JOIN security_seat s ON s.id = r.seat"
    " JOIN security_staff p ON p.id = s.staff_id WHERE p.username = %s AND r.record = %s"
)


def a_report(step: str = "") -> tuple[str, UUID]:
    way = path(story=STORY, confined="YES")
    to_decided(way, Urgency.U1)
    return report(way.complaint, step), way.complaint


def a_dossier() -> tuple[str, UUID]:
    made = to_started(path())
    return dossier(made), made


def a_referral() -> tuple[str, UUID]:
    way = path()
    made = sent(way, to_started(way))
    return referral(made), made


PAGES: dict[str, tuple[str, Callable[[], tuple[str, UUID]], str]] = {
    "report": ("screener.pb", a_report, STORY),
    "screening": ("screener.pb", lambda: a_report("decide"), STORY),
    "second review": ("screener2.pb", lambda: a_report("review"), STORY),
    "dossier": ("sw.gujrat", a_dossier, TITLE),
    "referral of the sender": ("sw.gujrat", a_referral, NEEDS),
    "referral to the receiver": ("legal.pb", a_referral, NEEDS),
}


def unflinching(username: str) -> Officer:
    """Sees the broken page, as a person does, where a test would see the exception."""
    who = officer(username)
    who.client.raise_request_exception = False
    return who


@pytest.mark.security(13)
@pytest.mark.parametrize("page", PAGES)
def test_a_record_is_shown_only_when_the_look_is_written_down(page: str) -> None:
    username, make, words = PAGES[page]
    address, record = make()
    who = unflinching(username)
    before = as_owner(LOGGED, username, record)[0][0]
    seen = who.opens(address)
    assert words in seen.html
    assert as_owner(LOGGED, username, record)[0][0] == before + 1
    as_owner(BREAK)
    broken = who.see(address)
    assert broken.status == 500
    assert words not in broken.html
    assert as_owner(LOGGED, username, record)[0][0] == before + 1


@pytest.mark.security(13)
def test_what_was_typed_is_not_taken_when_the_look_cannot_be_written_down() -> None:
    address, complaint = a_report("review")
    as_owner(BREAK)
    page = unflinching("screener2.pb").send(
        address, outcome="LIKELY_TRAFFICKING", urgency="U1", reasons="I see it as well."
    )
    assert page.status == 500
    found = as_owner("SELECT status FROM screening_decision WHERE complaint_id = %s", complaint)
    assert found == [("SECOND_REVIEW",)]
