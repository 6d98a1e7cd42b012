"""The sentence to reach, as actions under the plain roles: report, desk, unit, outcome, and the
reporter's own word.
"""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connections
from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.intake.actions.acting import decide as decide_act
from amaan.intake.actions.closing import agree_unconfirmed
from amaan.intake.actions.desk import Screened, acknowledge, mark_screened
from amaan.intake.actions.messaging import write_as_desk, write_as_reporter
from amaan.intake.actions.unit import ask, assign
from amaan.intake.models import Complaint
from amaan.intake.queries.desk import answers_for, complaint_for, thread_for
from amaan.intake.queries.own import own_complaint, own_thread
from amaan.intake.rules.acts import Act
from amaan.intake.rules.complaint import LIFECYCLE
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import NotFound, Refused
from amaan.kernel.urgency import Urgency
from amaan.ledger.queries import timeline
from amaan.screening.actions import allocate, review
from amaan.screening.rules.decision import Outcome
from tests.factories.nation import actor, as_owner, begun, reported, unit_id
from tests.factories.path import (
    OFFICE,
    act,
    path,
    propose,
    second_review,
    to_allocated,
    to_decided,
    to_outcome,
    to_started,
)
from tests.sites import as_role
from tests.states import CHECK_VIOLATION, sqlstate

pytestmark = pytest.mark.usefixtures("db")


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refused.value.reasons}


def test_a_report_is_confirmed_by_its_reporter() -> None:
    way = path()
    to_outcome(way)
    act(way, Act.CONFIRM, choice="YES")
    row = as_owner("SELECT status, closure FROM intake_complaint WHERE id = %s", way.complaint)
    assert row == [("CLOSED", "CONFIRMED")]


def test_a_rejection_goes_one_level_up_to_another_officer() -> None:
    way = path()
    dossier = to_outcome(way)
    act(way, Act.REJECT, choice="NO")
    assert way.status == "UNDER_ACTION"
    with pytest.raises(Refused) as refused:
        assign(complaint=way.complaint, officer=way.officer.subject, by=way.officer, at=now())
    assert codes(refused) == {"own-outcome-was-rejected"}
    lead = actor("swlead.gujrat")
    assign(complaint=way.complaint, officer=lead.subject, by=lead, at=now())
    way.officer = lead
    propose(way, dossier)
    act(way, Act.CONFIRM, choice="YES")
    assert way.status == "CLOSED"


def test_two_rejections_reach_the_oversight_pool() -> None:
    way = path()
    dossier = to_outcome(way)
    act(way, Act.REJECT, choice="NO")
    way.officer = actor("swlead.gujrat")
    assign(complaint=way.complaint, officer=way.officer.subject, by=way.officer, at=now())
    propose(way, dossier)
    act(way, Act.REJECT, choice="NO")
    pools = {unit_id("National oversight pool"), unit_id("Oversight deputy Sindh")}
    readers = {
        row[0]
        for row in as_owner("SELECT unit FROM security_grant WHERE record = %s", way.complaint)
    }
    assert pools & readers


@pytest.mark.invariant(3)
def test_replaying_the_facts_gives_the_stored_state() -> None:
    way = path()
    to_outcome(way)
    act(way, Act.REJECT, choice="NO")
    rows = as_owner(
        "SELECT event, after FROM ledger_fact WHERE about = %s AND machine = %s ORDER BY sequence",
        way.complaint,
        LIFECYCLE.tag,
    )
    assert LIFECYCLE.replay((str(event), str(after)) for event, after in rows) == way.status


@pytest.mark.invariant(5)
def test_an_illegal_step_raises_and_leaves_nothing() -> None:
    way = path()
    before = as_owner("SELECT count(*) FROM ledger_fact")
    acknowledge(complaint=way.complaint, by=way.duty, at=now())
    with pytest.raises(Refused) as refused:
        acknowledge(complaint=way.complaint, by=way.duty, at=now())
    assert codes(refused) == {"illegal-step"}
    assert as_owner("SELECT count(*) FROM ledger_fact")[0][0] == before[0][0] + 1


@pytest.mark.invariant(6)
def test_one_key_begins_one_report_and_a_retry_replaces_the_secret() -> None:
    first, second = begun("the-same-key"), begun("the-same-key")
    assert first.complaint == second.complaint
    assert first.begun.code.locator == second.begun.code.locator
    assert first.begun.code.secret != second.begun.code.secret
    assert as_owner("SELECT count(*) FROM ledger_fact WHERE kind = 'intake.begun'") == [(1,)]


@pytest.mark.invariant(8)
def test_the_screener_cannot_review_the_own_decision() -> None:
    way = path(confined="YES")
    decision = to_decided(way, Urgency.U1)
    assert decision.status == "SECOND_REVIEW"
    with pytest.raises(Refused) as refused:
        review(
            decision=decision.id,
            outcome=Outcome.LIKELY,
            urgency=Urgency.U1,
            reasons="Mine.",
            by=way.screener,
            at=now(),
        )
    assert codes(refused) == {"reviewer-is-screener"}


@pytest.mark.invariant("14a", "14b")
def test_a_u1_is_lowered_by_two_and_never_asked_about() -> None:
    way = path(confined="YES")
    acknowledge(complaint=way.complaint, by=way.duty, at=now())
    found = Screened(Urgency.U3, (), child=False, reason="calm")
    with pytest.raises(Refused) as refused:
        mark_screened(complaint=way.complaint, found=found, by=way.duty, at=now())
    assert codes(refused) == {"lowering-needs-second-person"}
    other = path(confined="YES")
    to_started(other, Urgency.U1)
    with pytest.raises(Refused) as refused:
        ask(complaint=other.complaint, question="Where?", by=other.officer, at=now())
    assert codes(refused) == {"u1-never-pauses"}


@pytest.mark.invariant("17a")
def test_a_closure_without_an_answer_is_counted_apart_and_agreed_by_another_unit() -> None:
    way = path()
    to_outcome(way)
    late = now() + timedelta(days=15)
    lead = actor("swlead.gujrat")
    with pytest.raises(Refused) as refused:
        agree_unconfirmed(complaint=way.complaint, reason="read", by=lead, at=late)
    assert codes(refused) == {"another-unit-must-agree"}
    with pytest.raises(NotFound):
        agree_unconfirmed(complaint=way.complaint, reason="read", by=actor("cpwb.gujrat"), at=late)


@pytest.mark.invariant(10)
def test_withdrawing_ends_every_grant() -> None:
    way = path()
    to_started(way)
    act(way, Act.WITHDRAW)
    live = as_owner(
        "SELECT count(*) FROM security_grant WHERE record = %s AND ended_at IS NULL", way.complaint
    )
    assert live == [(0,)]
    assert way.status == "WITHDRAWN"
    with reading(way.officer), pytest.raises(NotFound):
        complaint_for(way.complaint, to=way.officer)


def test_a_child_matter_goes_on_and_the_reporter_reads_why() -> None:
    way = path(child="YES")
    act(way, Act.WITHDRAW)
    assert way.status != "WITHDRAWN"
    refused = as_owner(
        "SELECT refused FROM intake_reporter_act WHERE complaint_id = %s", way.complaint
    )
    assert "child-matter-goes-on" in str(refused)


@pytest.mark.security("7e")
def test_while_a_withdrawal_waits_nobody_reads() -> None:
    way = path()
    told = way.told
    with as_role("public"):
        decide_act(act=Act.WITHDRAW, key="w", keys=told.keys, by=told.by, at=now())
    with reading(way.duty), pytest.raises(NotFound):
        complaint_for(way.complaint, to=way.duty)


def test_words_reach_both_sides_and_nobody_else() -> None:
    way = path(story="They took his papers. (invented)")
    told = way.told
    with as_role("public"):
        write_as_reporter(text="He phoned again.", key="m1", keys=told.keys, by=told.by, at=now())
    acknowledge(complaint=way.complaint, by=way.duty, at=now())
    write_as_desk(complaint=way.complaint, text="We are reading it.", by=way.duty, at=now())
    with reading(way.duty):
        row = complaint_for(way.complaint, to=way.duty)
        answers = answers_for(row, to=way.duty)
        assert answers is not None
        assert answers.story == "They took his papers. (invented)"
        assert [m.text for m in thread_for(row, to=way.duty)] == [
            "He phoned again.",
            "We are reading it.",
        ]
    with as_role("public"), reading(told.by):
        assert [m.text for m in own_thread(told.keys)] == ["He phoned again.", "We are reading it."]
    with reading(way.officer), pytest.raises(NotFound):
        complaint_for(way.complaint, to=way.officer)


@pytest.mark.invariant("13a")
@pytest.mark.security("10b")
def test_the_office_complained_of_never_gets_the_report() -> None:
    station = unit_id("Police station City Gujrat")
    way = path(official="YES", office_kind="POLICE", office_unit=str(station), to_police="YES")
    decision = to_decided(way, Urgency.U2)
    excluded = {
        row[0]
        for row in as_owner("SELECT unit FROM security_exclusion WHERE record = %s", way.complaint)
    }
    assert {station, unit_id("District police Gujrat")} <= excluded
    second_review(way, decision)  # whoever accuses an official is reviewed: only then it is final
    for name in ("Police station City Gujrat", "District police Gujrat"):
        with pytest.raises(Refused) as refused:
            allocate(complaint=way.complaint, unit=unit_id(name), by=way.screener, at=now())
        assert codes(refused) == {"unit-excluded"}
    # Another station of the district takes it: nothing but the exclusion spoke against the two.
    other = unit_id("Police station Saddar Gujrat")
    allocate(complaint=way.complaint, unit=other, by=way.screener, at=now())
    assert way.status == "ALLOCATED"


@pytest.mark.invariant("13a")
@pytest.mark.security("7g", "10b")
@pytest.mark.any_postgres
def test_the_database_itself_refuses_an_excluded_reader() -> None:
    station = unit_id("Police station City Gujrat")
    way = path(official="YES", office_kind="POLICE", office_unit=str(station))
    grant = (
        "INSERT INTO security_grant (id, record_kind, record, unit, field_set, purpose, cause_kind,"
        " cause, granted_by, starts_at, ended_why) SELECT gen_random_uuid(), 'complaint', %s, %s,"
        " 'ALL', 'DESK', 'x', %s, %s, now(), ''"
    )
    unit = "UPDATE intake_complaint SET action_unit = %s WHERE id = %s"
    for sql, wanted in (
        (grant, [way.complaint, station, way.complaint, way.complaint]),
        (unit, [station, way.complaint]),
    ):
        with connections["owner"].cursor() as cursor, pytest.raises(IntegrityError) as refused:
            cursor.execute(sql, wanted)
        assert sqlstate(refused) == CHECK_VIOLATION
    office = unit_id(OFFICE)
    with connections["owner"].cursor() as cursor:  # and takes one that is not excluded
        cursor.execute(grant, [way.complaint, office, way.complaint, way.complaint])
        cursor.execute(unit, [office, way.complaint])


def test_unnamed_police_excludes_every_station_of_the_district() -> None:
    way = path(official="YES", office_kind="POLICE")
    excluded = {
        row[0]
        for row in as_owner("SELECT unit FROM security_exclusion WHERE record = %s", way.complaint)
    }
    names = ("Police station City Gujrat", "Police station Saddar Gujrat", "District police Gujrat")
    assert {unit_id(name) for name in names} <= excluded


@pytest.mark.invariant("2b")
def test_a_declined_allocation_takes_its_grant_along() -> None:
    from amaan.intake.actions.unit import decline

    way = path()
    to_allocated(way)
    decline(complaint=way.complaint, reason="NO_CAPACITY", by=way.officer, at=now())
    assert way.status == "TRIAGED"
    with reading(way.officer), pytest.raises(NotFound):
        complaint_for(way.complaint, to=way.officer)


@pytest.mark.invariant("19a")
def test_every_step_has_one_fact_per_changed_record() -> None:
    way = path()
    to_started(way)
    twice = as_owner(
        "SELECT about, event FROM ledger_fact GROUP BY about, event, xid HAVING count(*) > 1",
    )
    assert twice == []


@pytest.mark.invariant(9)
def test_the_public_role_cannot_read_who_works_on_it() -> None:
    way = path()
    to_started(way)
    told = way.told
    for column in ("desk_unit", "action_unit", "action_officer", "acknowledged_by"):
        with as_role("public"), reading(told.by), pytest.raises(DatabaseError):
            list(Complaint.objects.filter(pk=told.complaint).values_list(column))
    with as_role("public"), reading(told.by):
        assert own_complaint(to=told.by).status == "UNDER_ACTION"


@pytest.mark.security("7b", "7g")
@pytest.mark.any_postgres
def test_no_pass_a_forged_and_an_ended_one_see_nothing() -> None:
    way = path()
    told = reported()
    reader = way.duty
    with reading(reader):
        assert Complaint.objects.count() == 2
        assert len(list(timeline(Ref("complaint", told.complaint), to=reader))) > 0
    as_owner("UPDATE access_pass SET ended_at = now() WHERE subject = %s", reader.subject)
    with reading(reader):
        assert Complaint.objects.count() == 0
        assert list(timeline(Ref("complaint", told.complaint), to=reader)) == []
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT set_config('amaan.pass', %s, false)", ["ab" * 32])
        cursor.execute("SELECT count(*) FROM intake_complaint")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT set_config('amaan.pass', '', false)")
