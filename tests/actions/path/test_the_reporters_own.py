"""What a reporter may still do with the own report: nothing empty, nothing after it was sent, and
nothing once the pass has ended.
"""

from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.utils.timezone import now

from amaan.access.transactions import reading, writing
from amaan.intake.actions.acting import decide
from amaan.intake.actions.beginning import PassphraseLock, new_lock
from amaan.intake.actions.drafting import save_answers
from amaan.intake.actions.messaging import LONGEST, change_contact, write_as_reporter
from amaan.intake.actions.submitting import submit
from amaan.intake.actions.unit import ask
from amaan.intake.actions.walking_in import draw_code, receive
from amaan.intake.queries.own import own_complaint, own_draft, own_keys
from amaan.intake.rules.acts import Act
from amaan.intake.rules.answers import Answers
from amaan.intake.rules.reaching import Reach
from amaan.kernel.reasons import NotFound
from tests.factories.nation import Told, actor, as_owner, begun, district_id, reported
from tests.factories.path import act, path, to_allocated, to_outcome
from tests.refusals import refused_with
from tests.sites import as_role
from tests.states import NO_PRIVILEGE, sqlstate

REACH = Reach(contact="CODE")
pytestmark = pytest.mark.usefixtures("db")


def write(told: Told, text: str) -> None:
    with as_role("public"):
        write_as_reporter(text=text, key=uuid4().hex, keys=told.keys, by=told.by, at=now())


def messages(told: Told) -> int:
    sql = "SELECT count(*) FROM intake_message WHERE complaint_id = %s"
    return int(as_owner(sql, told.complaint)[0][0])


def test_a_message_says_something_and_is_not_endless() -> None:
    told = reported()
    with refused_with("message-empty"):
        write(told, " \n")
    with refused_with("message-too-long"):
        write(told, "x" * (LONGEST + 1))
    assert messages(told) == 0
    write(told, "x" * LONGEST)
    assert messages(told) == 1


def test_an_answer_says_something() -> None:
    way = path()
    to_allocated(way)
    ask(complaint=way.complaint, question="Where? (invented)", by=way.officer, at=now())
    with refused_with("message-empty"):
        act(way, Act.ANSWER, text=" ")
    assert way.status == "MORE_INFORMATION"
    act(way, Act.ANSWER, text="At the kiln. (invented)")
    assert way.status == "ALLOCATED"


def test_who_stopped_contact_changes_no_contact() -> None:
    way = path()
    act(way, Act.STOP_CONTACT)
    told = way.told
    with as_role("public"), refused_with("contact-barred"):
        change_contact(reach=REACH, key=uuid4().hex, keys=told.keys, by=told.by, at=now())
    other = reported()
    with as_role("public"):
        change_contact(reach=REACH, key=uuid4().hex, keys=other.keys, by=other.by, at=now())


def test_what_was_sent_is_not_rewritten() -> None:
    told = reported()
    with as_role("public"), refused_with("already-sent"):
        save_answers(changes={"story": "Another."}, keys=told.keys, by=told.by, at=now())
    draft = begun()
    with as_role("public"):
        save_answers(changes={"story": "Mine."}, keys=draft.keys, by=draft.by, at=now())


def test_a_report_is_a_draft_once() -> None:
    told, draft = reported(), begun()
    with as_role("public"), writing(told.by), refused_with("illegal-step"):
        own_draft(to=told.by)
    with as_role("public"), writing(draft.by):
        assert own_draft(to=draft.by).id == draft.complaint


def test_nothing_is_found_behind_a_pass_that_has_ended() -> None:
    told = reported()
    with as_role("public"), reading(told.by):
        assert own_complaint(to=told.by).id == told.complaint
    as_owner("UPDATE access_pass SET ended_at = now() WHERE subject = %s", told.complaint)
    with as_role("public"):
        with reading(told.by), pytest.raises(NotFound):
            own_complaint(to=told.by)
        with reading(told.by), pytest.raises(NotFound):
            own_keys(told.begun.reply_key, to=told.by)
        with writing(told.by), pytest.raises(NotFound):
            own_draft(to=told.by)
        with pytest.raises(DatabaseError) as refused:
            decide(act=Act.CONFIRM, key="k", keys=told.keys, by=told.by, at=now())
    assert sqlstate(refused) == NO_PRIVILEGE


def receive_with(code: object, lock: PassphraseLock, key: str, **answers: str) -> str:
    return receive(
        code=code,  # type: ignore[arg-type]
        lock=lock,
        key=key,
        answers=Answers().with_(**answers),
        by=actor("operator.pb"),
        at=now(),
    )


def test_at_a_desk_too_something_is_told_and_the_place_is_known() -> None:
    operator = actor("operator.pb")
    code, lock = draw_code(by=operator, at=now()), new_lock()
    with refused_with("nothing-told", "district-missing"):
        receive_with(code, lock, "slip-1")
    there = str(district_id("Gujrat"))
    with refused_with("nothing-told"):
        receive_with(code, lock, "slip-1", district=there)
    given = {"district": there, "story": "Told at the desk. (invented)"}
    assert receive_with(code, lock, "slip-1", **given) == code.locator
    other = draw_code(by=operator, at=now())
    with refused_with("slip-differs"):
        receive_with(other, lock, "slip-1", **given)
    assert receive_with(code, lock, "slip-1", **given) == code.locator


def test_a_report_by_phone_says_what_is_missing() -> None:
    told = begun()
    with as_role("public"), refused_with("nothing-told", "district-missing"):
        submit(key="k", keys=told.keys, by=told.by, at=now())


@pytest.mark.parametrize(
    ("days", "state"), [(181, ("CLOSED", "reopening-window-passed")), (1, ("UNDER_ACTION", None))]
)
def test_a_closed_matter_is_opened_again_within_its_window(
    days: int, state: tuple[str, str | None]
) -> None:
    way = path()
    to_outcome(way)
    act(way, Act.CONFIRM, choice="YES")
    as_owner(
        "UPDATE intake_complaint SET closed_at = now() - make_interval(days => %s) WHERE id = %s",
        days,
        way.complaint,
    )
    act(way, Act.REOPEN)
    sql = "SELECT refused->0->>'code' FROM intake_reporter_act WHERE kind = 'REOPEN'"
    assert (way.status, as_owner(sql)[0][0]) == state
