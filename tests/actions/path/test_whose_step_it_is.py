"""Steps of a report and of a dossier belong to one desk, one unit, one officer: whoever else may
read the record is refused, and is offered no button.
"""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.casework.actions import close_dossier, propose_outcome, write_entry
from amaan.casework.queries import dossier_for
from amaan.casework.queries.steps import offered_to_unit
from amaan.casework.rules.dossier import EntryKind, reasons_against_foreign
from amaan.intake.actions import unit as unit_steps
from amaan.intake.actions.closing import agree_unconfirmed
from amaan.intake.actions.desk import acknowledge, keep, take_new_information
from amaan.intake.queries.desk import complaint_for
from amaan.intake.rules.acts import Act
from amaan.intake.rules.complaint import Event
from amaan.intake.rules.reasons import reasons_against_desk
from amaan.kernel.actor import Actor
from amaan.referral import actions as referring
from amaan.referral.queries import referral_for
from amaan.referral.queries.steps import offered_steps
from amaan.referral.rules.referral import Event as Referrals
from amaan.screening.actions import triage
from tests.factories.nation import actor, as_owner
from tests.factories.path import Path, act, path, sent, to_outcome, to_started
from tests.refusals import refused_with

pytestmark = pytest.mark.usefixtures("db")
WORDS = "Words of an officer. (invented)"


def let_read(kind: str, record: UUID, reader: Actor, purpose: str = "ESCALATION") -> None:
    """A grant that no step gives here."""
    as_owner(
        "INSERT INTO security_grant (id, record_kind, record, unit, purpose, field_set, cause_kind,"
        " cause, granted_by, starts_at, ended_why)"
        " VALUES (%s, %s, %s, %s, %s, 'ALL', %s, %s, %s, now(), '')",
        uuid4(), kind, record, reader.unit, purpose, kind, record, reader.subject,
    )  # fmt: skip


def test_another_desk_takes_no_step_of_the_desk_that_has_the_report() -> None:
    way, elsewhere = path(), actor("screener.sd")
    let_read("complaint", way.complaint, elsewhere)
    acknowledge(complaint=way.complaint, by=way.duty, at=now())
    with refused_with("another-desk-acts"):
        triage(complaint=way.complaint, by=elsewhere, at=now())
    triage(complaint=way.complaint, by=way.screener, at=now())
    day = now().date() + timedelta(days=30)
    keep(complaint=way.complaint, review_on=day, reason=WORDS, by=way.screener, at=now())
    with refused_with("another-desk-acts"):
        take_new_information(complaint=way.complaint, by=elsewhere, at=now())
    take_new_information(complaint=way.complaint, by=way.screener, at=now())
    assert way.status == "TRIAGED"


def test_before_there_is_a_desk_the_state_objects() -> None:
    desk, other = uuid4(), uuid4()
    assert list(reasons_against_desk(None, desk)) == []
    assert list(reasons_against_desk(desk, desk)) == []
    assert [reason.code for reason in reasons_against_desk(desk, other)] == ["another-desk-acts"]


def test_only_the_unit_of_a_dossier_writes_in_it() -> None:
    own, other = uuid4(), uuid4()
    assert list(reasons_against_foreign(own, own)) == []
    told = [reason.code for reason in reasons_against_foreign(own, other)]
    assert told == ["another-units-dossier"]


def test_who_reads_a_dossier_by_grant_does_not_close_it() -> None:
    way, reader = path(), actor("labour.gujrat")
    made = to_started(way)
    let_read("dossier", made, reader)
    with refused_with("another-units-dossier"):
        close_dossier(dossier=made, reason=WORDS, by=reader, at=now())
    close_dossier(dossier=made, reason=WORDS, by=way.officer, at=now())


def test_an_entry_says_something() -> None:
    way = path()
    made = to_started(way)

    def write(text: str) -> None:
        write_entry(
            dossier=made, kind=EntryKind.NOTE, text=text, happened_on=now().date(),
            by=way.officer, at=now(),
        )  # fmt: skip

    with refused_with("entry-empty"):
        write(" \n")
    write(WORDS)


def proposals(way: Path, made: UUID, by: Actor) -> tuple[str, ...]:
    """Why proposing an outcome is grey for who looks; empty when it is not."""
    with reading(by):
        row, dossier = complaint_for(way.complaint, to=by), dossier_for(made, to=by)
        found = offered_to_unit(row, dossier, to=by, at=now())
    return tuple(reason.code for reason in found[Event.PROPOSE].reasons)


def test_an_outcome_is_offered_once_something_shows_it() -> None:
    way = path()
    made = to_started(way)
    assert proposals(way, made, way.officer) == ("evidence-missing",)
    write_entry(
        dossier=made, kind=EntryKind.RESULT, text=WORDS, happened_on=now().date(),
        by=way.officer, at=now(),
    )  # fmt: skip
    assert proposals(way, made, way.officer) == ()


def test_whose_matter_it_is_comes_before_what_is_missing() -> None:
    way, lead = path(), actor("swlead.gujrat")
    to_started(way)
    with refused_with("officer-takes-over-first"):
        propose_outcome(
            complaint=way.complaint, outcome="SERVICE_GIVEN_FULLY", entry=uuid4(), words=WORDS,
            by=lead, at=now(),
        )  # fmt: skip


def test_the_step_itself_asks_how_old_the_evidence_is() -> None:
    way, lead = path(), actor("swlead.gujrat")
    to_outcome(way)
    act(way, Act.REJECT, choice="NO")
    unit_steps.assign(complaint=way.complaint, officer=lead.subject, by=lead, at=now())

    def propose(written_at: object) -> None:
        unit_steps.propose_outcome(
            complaint=way.complaint, outcome="SERVICE_GIVEN_FULLY", words=WORDS,
            evidence=unit_steps.Evidence(uuid4(), written_at),  # type: ignore[arg-type]
            by=lead, at=now(),
        )  # fmt: skip

    with refused_with("evidence-before-rejection"):
        propose(now() - timedelta(days=1))
    propose(now())


@pytest.mark.invariant("17a")
def test_nobody_closes_what_the_reporter_was_not_asked_about() -> None:
    way, other = path(), actor("oversight.sd")
    to_outcome(way)
    let_read("complaint", way.complaint, other)
    as_owner("UPDATE intake_complaint SET asked_reporter_at = NULL WHERE id = %s", way.complaint)
    with refused_with("reporter-not-asked"):
        agree_unconfirmed(complaint=way.complaint, reason=WORDS, by=other, at=now())


def test_nothing_is_sent_elsewhere_out_of_a_closed_dossier() -> None:
    way = path()
    made = to_started(way)
    receiver = actor("legal.pb")
    declined = sent(way, made)
    referring.decline_referral(referral=declined, reason="SAFETY", by=receiver, at=now())

    def reroute_is_offered() -> bool:
        with reading(way.officer):
            row = referral_for(declined, to=way.officer)
            return Referrals.REROUTE in offered_steps([row], to=way.officer, at=now())[declined]

    assert reroute_is_offered()
    close_dossier(dossier=made, reason=WORDS, by=way.officer, at=now())
    assert not reroute_is_offered()
