"""After the reporter's no: who proposed it is out, whoever had it in name; the next one brings
something new.
"""

from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError
from django.utils.timezone import now

from amaan.casework.actions import propose_outcome, write_entry
from amaan.casework.rules.dossier import EntryKind
from amaan.intake.actions.unit import assign
from amaan.intake.models import Complaint
from amaan.intake.rules.acts import Act
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Refused
from tests.factories.nation import actor, as_owner
from tests.factories.path import Path, act, path, propose, to_outcome, to_started
from tests.sites import as_role

pytestmark = [pytest.mark.usefixtures("db"), pytest.mark.invariant(8)]
ROW = "SELECT action_officer, outcome_by, former_officers->>0 FROM intake_complaint WHERE id = %s"


def entry_of(dossier: UUID, by: Actor) -> UUID:
    text, day = "A result. (invented)", now().date()
    return write_entry(
        dossier=dossier, kind=EntryKind.RESULT, text=text, happened_on=day, by=by, at=now()
    ).id


def codes_of_proposing(way: Path, entry: UUID, by: Actor) -> set[str]:
    with pytest.raises(Refused) as refused:
        propose_outcome(
            complaint=way.complaint,
            outcome="SERVICE_GIVEN_FULLY",
            entry=entry,
            words="It is solved.",
            by=by,
            at=now(),
        )
    return {reason.code for reason in refused.value.reasons}


def codes_of_taking_over(way: Path, officer: UUID, by: Actor) -> set[str]:
    with pytest.raises(Refused) as refused:
        assign(complaint=way.complaint, officer=officer, by=by, at=now())
    return {reason.code for reason in refused.value.reasons}


def take_over(way: Path, by: Actor) -> None:
    assign(complaint=way.complaint, officer=by.subject, by=by, at=now())
    way.officer = by


def test_who_proposed_is_barred_and_who_only_took_it_up_is_not() -> None:
    """The one takes it up, the other takes over and proposes: the no is about the other."""
    way, lead = path(), actor("swlead.gujrat")
    dossier, worker = to_started(way), way.officer
    take_over(way, lead)
    propose(way, dossier)
    act(way, Act.REJECT, choice="NO")
    own = codes_of_taking_over(way, lead.subject, lead)
    assert own == {"own-outcome-was-rejected"}
    assert codes_of_taking_over(way, lead.subject, worker) == {"officer-was-rejected"}
    take_over(way, worker)
    assert as_owner(ROW, way.complaint) == [(worker.subject, lead.subject, str(lead.subject))]


def test_the_person_is_barred_in_every_seat() -> None:
    way = path()
    to_outcome(way)
    act(way, Act.REJECT, choice="NO")
    again = uuid4()
    as_owner(
        "INSERT INTO security_seat"
        " SELECT (jsonb_populate_record(s, jsonb_build_object('id', %s::text))).*"
        " FROM security_seat s WHERE id = %s RETURNING id",
        str(again),
        way.officer.subject,
    )
    lead = actor("swlead.gujrat")
    assert codes_of_taking_over(way, again, lead) == {"officer-was-rejected"}


def test_nobody_proposes_past_the_officer_in_charge() -> None:
    way, lead = path(), actor("swlead.gujrat")
    entry = entry_of(to_started(way), way.officer)
    assert codes_of_proposing(way, entry, lead) == {"officer-takes-over-first"}
    act_on_nobody = path()
    dossier = to_outcome(act_on_nobody)
    act(act_on_nobody, Act.REJECT, choice="NO")
    newer = entry_of(dossier, act_on_nobody.officer)
    for one in (lead, act_on_nobody.officer):
        assert codes_of_proposing(act_on_nobody, newer, one) == {"officer-takes-over-first"}


def test_what_was_rejected_is_not_proposed_again() -> None:
    way = path()
    dossier = to_outcome(way)
    older = UUID(str(as_owner("SELECT outcome_evidence FROM intake_complaint")[0][0]))
    act(way, Act.REJECT, choice="NO")
    take_over(way, actor("swlead.gujrat"))
    assert codes_of_proposing(way, older, way.officer) == {"evidence-before-rejection"}
    propose(way, dossier)  # writes an entry of its own first
    assert way.status == "OUTCOME_READY"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"outcome_by": None}, "intake_complaint_outcome_is_of_the_officer"),
        ({"outcome_by": uuid4()}, "intake_complaint_outcome_is_of_the_officer"),
        ({"action_officer": None}, "intake_complaint_outcome_is_of_the_officer"),
        ({"rejections": 1, "rejected_at": now()}, "intake_complaint_rejection_names_a_proposer"),
        ({"rejections": 1, "former_officers": ["x"]}, "intake_complaint_rejected_has_a_time"),
    ],
)
def test_the_row_names_who_proposed(change: dict[str, object], constraint: str) -> None:
    way = path()
    to_outcome(way)
    with as_role("owner"), pytest.raises(IntegrityError, match=constraint):
        Complaint.objects.filter(pk=way.complaint).update(**change)
