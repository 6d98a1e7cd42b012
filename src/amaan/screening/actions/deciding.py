"""The screening decision: opened by triage, decided with reasons, reviewed by a second person where
it weighs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from amaan.access.transactions import action
from amaan.intake.actions.desk import Screened, mark_screened, mark_triaged
from amaan.intake.actions.moving import locked
from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref, uuid7
from amaan.kernel.place import PlaceBelow
from amaan.kernel.reasons import Reason, refuse_if
from amaan.kernel.urgency import Urgency
from amaan.ledger.actions import Machine, Transition
from amaan.screening.models import REASONS, REVIEW_REASONS, Decision
from amaan.screening.queries.steps import reasons_against
from amaan.screening.rules.decision import (
    LIFECYCLE,
    Event,
    Outcome,
    Status,
    Weight,
    review_needed,
)  # fmt: skip
from amaan.screening.rules.elements import Age, AgeBasis, Elements
from amaan.security.actions.sealing import Recipients, SealedText, seal_text
from amaan.security.rules.purposes import KeyPurpose
from amaan.work.actions import meet_clock, start_clock

KIND = {
    Event.OPEN: "screening.opened",
    Event.DECIDE: "screening.decided",
    Event.SEND_TO_REVIEW: "screening.sent_to_review",
    Event.FINALISE: "screening.final",
    Event.AGREE: "screening.agreed",
    Event.CHANGE: "screening.changed",
}
DECISION = Machine(LIFECYCLE, Decision, "screening", KIND)


@dataclass(frozen=True, slots=True)
class Finding:
    """What the screener found: the elements, the outcome and why; urgency as confirmed."""

    elements: Elements
    age_basis: AgeBasis
    forms: tuple[str, ...]
    outcome: Outcome
    urgency: Urgency
    reasons: str


@action
def triage(*, complaint: UUID, by: Actor, at: datetime) -> Decision:
    """Take an acknowledged complaint into screening: the complaint is triaged and its decision
    opened.

    Raises Refused("illegal-step") unless it is acknowledged.
    """
    row = mark_triaged.step(complaint=complaint, by=by, at=at)
    decision = Decision(
        id=uuid7(),
        complaint_id=row.id,
        status=LIFECYCLE.after(None, Event.OPEN),
        unit=by.desk,
        opened_at=at,
    )
    decision.save(force_insert=True)
    opened = Transition(Event.OPEN, body={"complaint": str(row.id)})
    DECISION.tell_birth(decision, opened, by=by, at=at)
    return decision


@action
def decide(*, decision: UUID, finding: Finding, by: Actor, at: datetime) -> Decision:
    """Decide without a score: elements, outcome and reasons, by a trained screener; then, in the
    same transaction, the system's step, so that nobody finds it half way.

    Raises Refused("reasons-missing"), Refused("form-missing") when trafficking is likely and no
    form is named.
    """
    row = DECISION.locked(decision)
    locked(row.complaint_id, by=by)
    refuse_if(reasons_against(row, Event.DECIDE, by=by), reasons_against_deciding(finding))
    reasons = sealed(row, REASONS, finding.reasons, by=by, at=at)
    columns = {
        **columns_of(finding),
        "data_key": reasons.data_key,
        "reasons": reasons.envelope,
        "decided_by": by.subject,
        "decided_person": by.person,
        "decided_at": at,
    }
    body = {"outcome": str(finding.outcome), "score_free": True}
    DECISION.take(row, step(row, Event.DECIDE, columns, body), by=by, at=at)
    return settle.step(decision=row.id, by=by, at=at)


def reasons_against_deciding(finding: Finding) -> list[Reason]:
    found = [] if finding.reasons.strip() else [Reason("reasons-missing")]
    if finding.outcome is Outcome.LIKELY and not finding.forms:
        found.append(Reason("form-missing"))
    return found


def columns_of(finding: Finding) -> dict[str, object]:
    elements = finding.elements
    return {
        "age": elements.age,
        "age_basis": finding.age_basis,
        "act": elements.act,
        "means": elements.means,
        "purpose": elements.purpose,
        "crossing_for_pay": elements.crossing_for_pay,
        "forms": list(finding.forms),
        "outcome": finding.outcome,
        "score_free": True,
        "urgency": finding.urgency,
    }


def sealed(row: Decision, place: PlaceBelow, text: str, *, by: Actor, at: datetime) -> SealedText:
    """Reasons under a key of their own, for the unit that screens."""
    return seal_text(
        text,
        place.of(row.complaint_id, row.id),
        Recipients((by.unit,) if by.unit else ()),
        kind="complaint",
        purpose=KeyPurpose.SCREENING,
        by=by,
        at=at,
    )


@action
def settle(*, decision: UUID, by: Actor, at: datetime) -> Decision:
    """The system's step after a decision: to second review when a rule says so, final otherwise.

    Running it on a decision that is settled already changes nothing.
    """
    row = DECISION.locked(decision)
    if row.status != Status.DECIDED:
        return row
    complaint = locked(row.complaint_id, by=by)
    child = complaint.child or row.age != Age.ADULT
    weight = Weight(child, complaint.urgency == Urgency.U1, complaint.official_named)
    because = review_needed(weight)
    event = Event.SEND_TO_REVIEW if because else Event.FINALISE
    if because:
        start_clock(
            record=Ref("complaint", complaint.id),
            kind="second_review",
            urgency=complaint.urgency,
            unit=row.unit,
            province=complaint.province,
            district=complaint.district,
            at=at,
        )
    columns: dict[str, object] = {"review_because": list(because)}
    body = {"because": list(because), "outcome": row.outcome}
    DECISION.take(row, step(row, event, columns, body), by=by, at=at)
    if not because:
        mark_screened.step(complaint=complaint.id, found=screened(row), by=by, at=at)
    return row


def screened(row: Decision, second: UUID | None = None, urgency: str = "") -> Screened:
    child = row.age != Age.ADULT
    final = Urgency(urgency or row.urgency)
    return Screened(final, tuple(row.forms), child, row.review_outcome or row.outcome, second)


@action
def review(
    *, decision: UUID, outcome: Outcome, urgency: Urgency, reasons: str, by: Actor, at: datetime
) -> Decision:
    """A second person agrees or changes the outcome; both views are kept.

    Raises Refused("reviewer-is-screener"), Refused("reasons-missing"). A U1 may be lowered here,
    because two have seen it.
    """
    row = DECISION.locked(decision)
    complaint = locked(row.complaint_id, by=by)
    refuse_if(
        reasons_against(row, Event.AGREE, by=by),
        [] if reasons.strip() else [Reason("reasons-missing")],
    )
    agrees = outcome == row.outcome
    why = sealed(row, REVIEW_REASONS, reasons, by=by, at=at)
    columns = {
        "review_key": why.data_key,
        "review_reasons": why.envelope,
        "reviewed_by": by.subject,
        "reviewed_at": at,
        "review_outcome": outcome,
    }
    body = {"because": list(row.review_because), "outcome": str(outcome)}
    event = Event.AGREE if agrees else Event.CHANGE
    DECISION.take(row, step(row, event, columns, body), by=by, at=at)
    meet_clock(record=Ref("complaint", complaint.id), kind="second_review", at=at)
    found = screened(row, row.decided_by, urgency)
    mark_screened.step(complaint=complaint.id, found=found, by=by, at=at)
    return row


def step(
    row: Decision, event: Event, columns: Mapping[str, object], body: Mapping[str, object]
) -> Transition:
    """A step whose fact names the complaint, so that its timeline finds it."""
    return Transition(event, columns=columns, body={"complaint": str(row.complaint_id), **body})
