"""Sending a report: sealed to the platform's sorting key, urgency set by the answers, the sorting
job queued at once.
"""

from datetime import datetime
from uuid import UUID

from amaan.access.transactions import action
from amaan.directory.queries import territory_parents
from amaan.intake.actions.moving import COMPLAINT
from amaan.intake.models import Accused, Complaint
from amaan.intake.queries.own import Keys, own_answers, own_data_key, own_draft
from amaan.intake.rules.answers import Answers, ReporterAnswer
from amaan.intake.rules.complaint import Event
from amaan.intake.rules.submission import reasons_against_submitting
from amaan.intake.rules.urgency import provisional
from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref
from amaan.kernel.reasons import refuse_if
from amaan.keyservice.port import SORTING_UNIT
from amaan.ledger.actions import Transition
from amaan.security.actions.consenting import give_consent
from amaan.security.actions.sealing import Recipients, store_wraps
from amaan.security.rules.purposes import ConsentHow, ConsentPurpose, ExclusionBasis
from amaan.work.actions import defer


@action
def submit(*, key: str, keys: Keys, by: Actor, at: datetime) -> Complaint:
    """Send the own draft (workflows.md section 3, event *submit*).

    `key` is the form's idempotency key: sending twice makes one event. Raises
    Refused("nothing-told"), Refused("district-missing"), Refused("illegal-step") when it has been
    sent already.
    """
    complaint = own_draft(to=by)
    answers = own_answers(complaint, keys)
    data_key = own_data_key(complaint.data_key, keys)
    return take_in(complaint, answers, data_key, key, by=by, at=at)


def take_in(
    complaint: Complaint, answers: Answers, data_key: bytes, key: str, *, by: Actor, at: datetime
) -> Complaint:
    """The step itself, the same for web and walk-in."""
    refuse_if(reasons_against_submitting(answers))
    step = Transition(
        Event.SUBMIT, key=key, columns=columns_of(answers, at), body={"rules": list(fired(answers))}
    )
    COMPLAINT.take(complaint, step, by=by, at=at)
    store_wraps(
        data_key, complaint.data_key, complaint.id, Recipients((SORTING_UNIT,)), by=by, at=at
    )
    note_accused(complaint.id, answers, at=at)
    if answers.to_police == ReporterAnswer.YES:
        give_consent(
            Ref("complaint", complaint.id),
            ConsentPurpose.TO_POLICE,
            how=ConsentHow.FORM,
            by=by,
            at=at,
        )
    defer("intake.sort", complaint=str(complaint.id))
    return complaint


def fired(answers: Answers) -> tuple[str, ...]:
    return provisional(answers.danger())[1]


def columns_of(answers: Answers, at: datetime) -> dict[str, object]:
    """The few clear columns: where, how urgent, whether a child; everything else stays sealed."""
    urgency, _ = provisional(answers.danger())
    district = UUID(answers.district)
    return {
        "received_at": at,
        "urgency": urgency,
        "provisional_urgency": urgency,
        "child": answers.danger().child is True,
        "official_named": answers.official == ReporterAnswer.YES,
        "to_police": answers.to_police == ReporterAnswer.YES,
        "contact_barred": answers.contact == "NEVER",
        "district": district,
        "province": territory_parents(district).province,
    }


def note_accused(complaint: UUID, answers: Answers, *, at: datetime) -> None:
    """Keep the office complained of for the sorting job; an unnamed one stands for every such
    office of the district.
    """
    # "Not sure" keeps away the office that was named all the same: a doubt must not reach it.
    unsure = answers.official == ReporterAnswer.NOT_SURE and bool(answers.office_kind)
    if answers.official != ReporterAnswer.YES and not unsure:
        return
    unit = UUID(answers.office_unit) if answers.office_unit else None
    Accused(
        complaint_id=complaint,
        agency_kind=answers.office_kind or "OTHER",
        unit=unit,
        territory=UUID(answers.district),
        basis=ExclusionBasis.NAMED_OFFICE if unit else ExclusionBasis.UNNAMED_OFFICE,
        added_at=at,
    ).save(force_insert=True)
