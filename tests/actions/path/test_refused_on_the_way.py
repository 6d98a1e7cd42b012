"""Each step of a report asks for what it needs: refused with one reason while it is missing, taken
when it is there.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils.timezone import now

from amaan.access.transactions import writing
from amaan.casework.actions import propose_outcome, start_complaint, write_entry
from amaan.casework.actions.dossiers import close_dossier
from amaan.casework.rules.dossier import EntryKind
from amaan.intake.actions import unit as unit_steps
from amaan.intake.actions.acting import decide as decide_act
from amaan.intake.actions.closing import agree_unconfirmed, refuse_unconfirmed
from amaan.intake.actions.desk import acknowledge, keep, redirect
from amaan.intake.actions.messaging import write_as_desk
from amaan.intake.actions.moving import COMPLAINT
from amaan.intake.rules.acts import Act
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import NotFound
from amaan.kernel.urgency import Urgency
from amaan.screening.actions import allocate, review
from amaan.screening.rules.decision import Outcome
from tests.factories.nation import SYSTEM, actor, as_owner, begun, reported, unit_id
from tests.factories.path import (
    OFFICE,
    Path,
    act,
    path,
    propose,
    service_id,
    to_allocated,
    to_decided,
    to_outcome,
    to_started,
)
from tests.refusals import refused_with
from tests.sites import as_role

pytestmark = pytest.mark.usefixtures("db")
WORDS = "Words of an officer. (invented)"


def oversight() -> str:
    """Somebody of the oversight pool, who sits in no unit of the matter."""
    sql = (
        "SELECT p.username FROM security_seat s JOIN security_staff p ON p.id = s.staff_id"
        " WHERE s.role = 'oversight_officer' ORDER BY 1 LIMIT 1"
    )
    return str(as_owner(sql)[0][0])


def long_ago(way: Path) -> None:
    """The reporter has had the time to answer."""
    as_owner(
        "UPDATE intake_complaint SET asked_reporter_at = %s WHERE id = %s",
        now() - timedelta(days=60),
        way.complaint,
    )


def test_a_report_that_nobody_sorted_yet_is_not_opened() -> None:
    told = reported(sort=False)
    duty = actor("duty.pb")
    as_owner(  # a desk that may read it before the job has run: no path leads there
        "UPDATE intake_complaint SET desk_unit = %s WHERE id = %s", duty.unit, told.complaint
    )
    let_read(told.complaint, duty, "DESK")
    with refused_with("not-sorted-yet"):
        acknowledge(complaint=told.complaint, by=duty, at=now())


def let_read(complaint: UUID, reader: Actor, purpose: str) -> None:
    """A grant that no step gives here."""
    as_owner(
        "INSERT INTO security_grant (id, record_kind, record, unit, purpose, field_set, cause_kind,"
        " cause, granted_by, starts_at, ended_why)"
        " VALUES (%s, 'complaint', %s, %s, %s, 'ALL', 'complaint', %s, %s, now(), '')",
        uuid4(), complaint, reader.unit, purpose, complaint, reader.subject,
    )  # fmt: skip


def test_a_code_without_a_report_gets_no_message() -> None:
    told, duty = begun(), actor("duty.pb")
    as_owner("UPDATE intake_complaint SET desk_unit = %s WHERE id = %s", duty.unit, told.complaint)
    let_read(told.complaint, duty, "DESK")
    with refused_with("not-sent-yet"):
        write_as_desk(complaint=told.complaint, text=WORDS, by=duty, at=now())


@pytest.mark.invariant(15)
def test_what_the_reporter_decided_comes_before_any_step_of_staff() -> None:
    way = path()
    to_allocated(way)
    with as_role("public"):
        decide_act(act=Act.STOP_CONTACT, key="k", keys=way.told.keys, by=way.told.by, at=now())
    with refused_with("acts-waiting"):
        unit_steps.decline(complaint=way.complaint, reason="OTHER", by=way.officer, at=now())
    assert way.status == "ALLOCATED"


def test_a_hand_over_needs_words_and_a_kept_report_a_reason() -> None:
    way = path()
    to_decided(way)
    service = service_id("LEGAL")

    def pass_on(words: str) -> None:
        redirect(complaint=way.complaint, words=words, service=service, by=way.screener, at=now())

    with refused_with("message-empty"):
        pass_on(" ")
    day = now().date() + timedelta(days=30)
    with refused_with("reason-missing"):
        keep(complaint=way.complaint, review_on=day, reason=" ", by=way.screener, at=now())
    assert way.status == "TRIAGED"
    pass_on(WORDS)
    assert way.status == "NOT_TRAFFICKING_REDIRECTED"


def test_a_second_view_needs_reasons() -> None:
    way = path(child="YES")
    decision = to_decided(way)
    with refused_with("reasons-missing"):
        review(
            decision=decision.id, outcome=Outcome.LIKELY, urgency=Urgency.U2, reasons=" ",
            by=way.second, at=now(),
        )  # fmt: skip


def test_a_unit_outside_its_mandate_gets_nothing() -> None:
    way = path()
    to_decided(way)
    sql = (
        "SELECT name_en FROM directory_unit u WHERE kind = (SELECT kind FROM directory_unit"
        " WHERE id = %s) AND territory_id <> (SELECT territory_id FROM directory_unit"
        " WHERE id = %s) ORDER BY 1 LIMIT 1"
    )
    there = unit_id(OFFICE)
    elsewhere = unit_id(as_owner(sql, there, there)[0][0])
    with refused_with("unit-outside-area"):
        allocate(complaint=way.complaint, unit=elsewhere, by=way.screener, at=now())
    allocate(complaint=way.complaint, unit=unit_id(OFFICE), by=way.screener, at=now())


@pytest.mark.parametrize("words", ["", "  \n"])
def test_a_question_needs_words(words: str) -> None:
    way = path()
    to_started(way)
    with refused_with("message-empty"):
        unit_steps.ask(complaint=way.complaint, question=words, by=way.officer, at=now())
    unit_steps.ask(complaint=way.complaint, question=WORDS, by=way.officer, at=now())
    assert way.status == "MORE_INFORMATION"


@pytest.mark.invariant("14a")
def test_a_matter_of_life_never_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused before a word is written; the clock would refuse to rest only afterwards."""

    def not_reached(*_: object, **__: object) -> None:
        raise AssertionError("a question was written before anybody asked whether it may rest")

    way = path()
    to_started(way, Urgency.U1)
    monkeypatch.setattr(unit_steps, "desk_message", not_reached)
    with refused_with("u1-never-pauses"):
        unit_steps.ask(complaint=way.complaint, question=WORDS, by=way.officer, at=now())
    assert way.status == "UNDER_ACTION"


def test_nobody_asks_who_has_stopped_contact() -> None:
    way = path()
    to_started(way)
    act(way, Act.STOP_CONTACT)
    with refused_with("contact-barred"):
        unit_steps.ask(complaint=way.complaint, question=WORDS, by=way.officer, at=now())


def test_a_matter_is_given_back_with_a_reason() -> None:
    way = path()
    to_allocated(way)
    with refused_with("reason-missing"):
        unit_steps.decline(complaint=way.complaint, reason="", by=way.officer, at=now())
    unit_steps.decline(complaint=way.complaint, reason="OTHER", by=way.officer, at=now())
    assert way.status == "TRIAGED"


def test_work_begins_with_an_officer_of_the_unit() -> None:
    way, stranger = path(), actor("legal.pb")
    to_allocated(way)

    def begin_with(officer: UUID) -> None:
        start_complaint(
            complaint=way.complaint, officer=officer, title=WORDS, by=way.officer, at=now()
        )

    with refused_with("officer-elsewhere"):
        begin_with(stranger.subject)
    begin_with(way.officer.subject)
    assert way.status == "UNDER_ACTION"
    with refused_with("officer-elsewhere"):
        unit_steps.assign(
            complaint=way.complaint, officer=stranger.subject, by=way.officer, at=now()
        )


def test_a_dossier_needs_a_title_and_its_end_a_reason() -> None:
    way = path()
    to_allocated(way)
    with refused_with("title-missing"):
        start_complaint(
            complaint=way.complaint,
            officer=way.officer.subject,
            title=" ",
            by=way.officer,
            at=now(),
        )
    assert way.status == "ALLOCATED"
    dossier = start_complaint(
        complaint=way.complaint, officer=way.officer.subject, title="T", by=way.officer, at=now()
    )
    with refused_with("reason-missing"):
        close_dossier(dossier=dossier.id, reason=" ", by=way.officer, at=now())
    close_dossier(dossier=dossier.id, reason=WORDS, by=way.officer, at=now())


def proposal(way: Path, entry: UUID, **changed: str) -> None:
    given = {"outcome": "SERVICE_GIVEN_FULLY", "words": WORDS, **changed}
    propose_outcome(complaint=way.complaint, entry=entry, by=way.officer, at=now(), **given)


def entry_of(way: Path, dossier: UUID, kind: EntryKind) -> UUID:
    return write_entry(
        dossier=dossier, kind=kind, text=WORDS, happened_on=now().date(), by=way.officer, at=now()
    ).id


def test_an_outcome_needs_words_a_kind_and_a_result_that_shows_it() -> None:
    way = path()
    dossier = to_started(way)
    note, result = (entry_of(way, dossier, kind) for kind in (EntryKind.NOTE, EntryKind.RESULT))
    with refused_with("message-empty"):
        proposal(way, result, words=" ")
    with refused_with("outcome-missing"):
        proposal(way, result, outcome="")
    with refused_with("evidence-missing"):
        proposal(way, uuid4())
    with refused_with("evidence-is-no-result"):
        proposal(way, note)
    assert way.status == "UNDER_ACTION"
    proposal(way, result)
    assert way.status == "OUTCOME_READY"


def test_what_was_rejected_is_not_proposed_on_the_same_record() -> None:
    way, lead = path(), actor("swlead.gujrat")
    dossier = to_started(way)
    old = entry_of(way, dossier, EntryKind.RESULT)
    proposal(way, old)
    act(way, Act.REJECT, choice="NO")
    unit_steps.assign(complaint=way.complaint, officer=lead.subject, by=lead, at=now())
    way.officer = lead
    with refused_with("evidence-before-rejection"):
        proposal(way, old)
    propose(way, dossier)
    assert way.status == "OUTCOME_READY"


Verb = Callable[..., object]


@pytest.mark.invariant("17a")
@pytest.mark.parametrize("verb", [agree_unconfirmed, refuse_unconfirmed])
def test_a_closure_without_the_reporter_waits_is_another_units_and_has_a_reason(verb: Verb) -> None:
    way = path()
    to_outcome(way)
    other, lead = actor(oversight()), actor("swlead.gujrat")
    let_read(way.complaint, other, "ESCALATION")
    with refused_with("reporter-still-has-time"):
        verb(complaint=way.complaint, reason=WORDS, by=other, at=now())
    long_ago(way)
    with refused_with("reason-missing"):
        verb(complaint=way.complaint, reason=" ", by=other, at=now())
    with refused_with("another-unit-must-agree"):
        verb(complaint=way.complaint, reason=WORDS, by=lead, at=now())
    verb(complaint=way.complaint, reason=WORDS, by=other, at=now())
    assert way.status == ("CLOSED" if verb is agree_unconfirmed else "UNDER_ACTION")


def test_a_record_that_nobody_holds_is_not_found() -> None:
    with writing(SYSTEM), pytest.raises(NotFound):
        COMPLAINT.locked(uuid4())
