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
from amaan.intake.rules.urgency import Urgency
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref, uuid7
from amaan.kernel.reasons import NotFound, Reason, refuse_if
from amaan.ledger.actions import record
from amaan.screening.models import Decision
from amaan.screening.rules.decision import (
    LIFECYCLE,
    Event,
    Outcome,
    Status,
    Weight,
    reasons_against_reviewing,
    review_needed,
)  # fmt: skip
from amaan.screening.rules.elements import Age, AgeBasis, Elements
from amaan.security.actions.sealing import Place, Recipients, seal_fields
from amaan.work.actions import meet_clock, start_clock

MACHINE = LIFECYCLE.tag


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
    write(decision, "screening.opened", Event.OPEN, "", by=by, at=at)
    return decision


@action
def decide(*, decision: UUID, finding: Finding, by: Actor, at: datetime) -> Decision:
    """Decide without a score: elements, outcome and reasons, by a trained screener; then, in the
    same transaction, the system's step, so that nobody finds it half way.

    Raises Refused("reasons-missing"), Refused("form-missing") when trafficking is likely and no
    form is named.
    """
    row = held(decision)
    locked(row.complaint_id, by=by)
    refuse_if(reasons_against_deciding(finding))
    before = row.status
    row.status = LIFECYCLE.after(before, Event.DECIDE)
    fill(row, finding)
    row.data_key, row.reasons = sealed(row, "reasons", finding.reasons, by=by, at=at)
    row.decided_by, row.decided_person, row.decided_at = by.subject, by.person, at
    row.version += 1
    row.save()
    body = {"outcome": str(finding.outcome), "score_free": True}
    write(row, "screening.decided", Event.DECIDE, before, body=body, by=by, at=at)
    return settle.step(decision=row.id, by=by, at=at)


def reasons_against_deciding(finding: Finding) -> list[Reason]:
    found = [] if finding.reasons.strip() else [Reason("reasons-missing")]
    if finding.outcome is Outcome.LIKELY and not finding.forms:
        found.append(Reason("form-missing"))
    return found


def fill(row: Decision, finding: Finding) -> None:
    elements = finding.elements
    row.age, row.age_basis = elements.age, finding.age_basis
    row.act, row.means, row.purpose = elements.act, elements.means, elements.purpose
    row.crossing_for_pay = elements.crossing_for_pay
    row.forms, row.outcome, row.score_free = list(finding.forms), finding.outcome, True
    row.urgency = finding.urgency


def sealed(row: Decision, field: str, text: str, *, by: Actor, at: datetime) -> tuple[UUID, bytes]:
    """Reasons under a key of their own, for the unit that screens."""
    place = Place("screening_decision", Ref("complaint", row.complaint_id), row.id)
    units = (by.unit,) if by.unit else ()
    done = seal_fields(place, {field: text}, Recipients(units), purpose="SCREENING", by=by, at=at)
    return done.data_key, done.envelopes[field]


@action
def settle(*, decision: UUID, by: Actor, at: datetime) -> Decision:
    """The system's step after a decision: to second review when a rule says so, final otherwise.

    Running it on a decision that is settled already changes nothing.
    """
    row = held(decision)
    if row.status != Status.DECIDED:
        return row
    complaint = locked(row.complaint_id, by=by)
    child = complaint.child or row.age != Age.ADULT
    weight = Weight(child, complaint.urgency == Urgency.U1, complaint.official_named)
    because = review_needed(weight)
    event = Event.SEND_TO_REVIEW if because else Event.FINALISE
    row.review_because = list(because)
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
    advance(row, event, "screening.sent_to_review" if because else "screening.final", by=by, at=at)
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
    row = held(decision)
    complaint = locked(row.complaint_id, by=by)
    person = row.decided_person or row.decided_by
    refuse_if(
        reasons_against_reviewing(person, by.person or by.subject) if person else (),
        [] if reasons.strip() else [Reason("reasons-missing")],
    )
    agrees = outcome == row.outcome
    row.review_key, row.review_reasons = sealed(row, "review_reasons", reasons, by=by, at=at)
    row.reviewed_by, row.reviewed_at, row.review_outcome = by.subject, at, outcome
    event = Event.AGREE if agrees else Event.CHANGE
    advance(row, event, "screening.agreed" if agrees else "screening.changed", by=by, at=at)
    meet_clock(record=Ref("complaint", complaint.id), kind="second_review", at=at)
    found = screened(row, row.decided_by, urgency)
    mark_screened.step(complaint=complaint.id, found=found, by=by, at=at)
    return row


def held(decision: UUID) -> Decision:
    row = Decision.objects.select_for_update().filter(pk=decision).first()
    if row is None:
        raise NotFound
    return row


def advance(row: Decision, event: Event, kind: str, *, by: Actor, at: datetime) -> None:
    before = row.status
    row.status = LIFECYCLE.after(before, event)
    row.version += 1
    row.save()
    body = {"because": list(row.review_because), "outcome": row.review_outcome or row.outcome}
    write(row, kind, event, before, body=body, by=by, at=at)


def write(
    row: Decision,
    kind: str,
    event: Event,
    before: str,
    *,
    by: Actor,
    at: datetime,
    body: Mapping[str, object] | None = None,
) -> None:
    about = Ref("screening", row.id)
    record(
        Fact(
            kind,
            about,
            by,
            at,
            body={"complaint": str(row.complaint_id), **(body or {})},
            machine=MACHINE,
            event=str(event),
            before=before,
            after=row.status,
        )
    )
