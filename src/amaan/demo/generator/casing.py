"""What desk, screeners and the acting unit do with a generated report, and how it ends."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from amaan.demo.generator import clocks
from amaan.demo.generator.book import new_id
from amaan.demo.generator.reporting import InventedReport, after_step, message, move
from amaan.demo.generator.rows import Row
from amaan.intake.rules.clocks import CONTACT
from amaan.intake.rules.complaint import Closure, Event, Status
from amaan.intake.rules.thread import MessageKind
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.place import PlaceBelow
from amaan.kernel.urgency import Urgency
from amaan.ledger.actions import Transition
from amaan.screening.actions.deciding import DECISION, Finding, columns_of
from amaan.screening.models import REASONS, REVIEW_REASONS, Decision
from amaan.screening.rules.decision import Event as Screening
from amaan.screening.rules.decision import Outcome, Weight, review_needed
from amaan.screening.rules.decision import Status as Screened
from amaan.screening.rules.elements import Age
from amaan.security.actions.sealing import Recipients, SealedText
from amaan.security.rules.purposes import GrantEnd, GrantPurpose, KeyPurpose


def acknowledge(report: InventedReport, *, by: Actor, at: datetime) -> None:
    columns = {"acknowledged_at": at, "acknowledged_by": by.subject}
    move(report, Transition(Event.OPEN, columns=columns), by=by, at=at)
    after_step(report, at=at)


def redirect(report: InventedReport, words: str, service: UUID, *, by: Actor, at: datetime) -> None:
    message(report, words, MessageKind.OUTCOME, by=by, at=at)
    step = Transition(Event.REDIRECT, body={"service": str(service)}, columns={"closed_at": at})
    move(report, step, by=by, at=at)
    after_step(report, at=at)


def keep(report: InventedReport, review_on: date, *, by: Actor, at: datetime) -> None:
    move(report, Transition(Event.KEEP, columns={"review_on": review_on}), by=by, at=at)
    after_step(report, at=at)


def take_new_information(report: InventedReport, *, by: Actor, at: datetime) -> None:
    move(report, Transition(Event.NEW_INFORMATION, columns={"review_on": None}), by=by, at=at)
    after_step(report, at=at)


# screening


def decision_of(report: InventedReport) -> Row:
    if report.decision is None:
        raise LookupError("no decision is open")
    return report.decision


def triage(report: InventedReport, *, by: Actor, at: datetime) -> None:
    move(report, Transition(Event.TRIAGE), by=by, at=at)
    after_step(report, at=at)
    report.decision = report.book.add(
        Decision,
        new_id(at),
        complaint_id=report.id,
        status=str(Screened.OPENED),
        unit=by.desk,
        opened_at=at,
    )
    step = of_complaint(report, Screening.OPEN)
    report.book.tell(DECISION, report.decision, step, "", by=by, at=at)


def of_complaint(report: InventedReport, event: Screening, **body: object) -> Transition:
    """A step of screening whose fact names the complaint."""
    return Transition(event, body={"complaint": str(report.id), **body})


def sealed(
    report: InventedReport, place: PlaceBelow, text: str, *, by: Actor, at: datetime
) -> SealedText:
    return report.book.seal_text(
        text,
        place.of(report.id, decision_of(report)["id"]),
        Recipients((by.unit,) if by.unit else ()),
        kind=report.ref.kind,
        purpose=KeyPurpose.SCREENING,
        by=by,
        at=at,
    )


def decide(report: InventedReport, finding: Finding, *, by: Actor, at: datetime) -> None:
    reasons = sealed(report, REASONS, finding.reasons, by=by, at=at)
    columns = {
        **columns_of(finding),
        "data_key": reasons.data_key,
        "reasons": reasons.envelope,
        "decided_by": by.subject,
        "decided_person": by.person,
        "decided_at": at,
    }
    body = {"outcome": str(finding.outcome), "score_free": True}
    advance(report, Screening.DECIDE, columns, body, by=by, at=at)
    settle(report, by=by, at=at)


def settle(report: InventedReport, *, by: Actor, at: datetime) -> None:
    row, complaint = decision_of(report), report.row
    child = complaint["child"] or row["age"] != Age.ADULT
    weight = Weight(child, complaint["urgency"] == Urgency.U1, complaint["official_named"])
    because = list(review_needed(weight))
    columns, body = {"review_because": because}, {"because": because, "outcome": row["outcome"]}
    if because:
        owed = clocks.Owed(
            report.ref, "second_review", complaint["urgency"], row["unit"], report.place
        )
        clocks.start(report.book, owed, at=at)
        advance(report, Screening.SEND_TO_REVIEW, columns, body, by=by, at=at)
        return
    advance(report, Screening.FINALISE, columns, body, by=by, at=at)
    mark_screened(report, Urgency(row["urgency"]), None, by=by, at=at)


def advance(
    report: InventedReport,
    event: Screening,
    columns: Mapping[str, object],
    body: Mapping[str, object],
    *,
    by: Actor,
    at: datetime,
) -> None:
    step = of_complaint(report, event, **body)
    taken = Transition(event, columns=columns, body=step.body)
    report.book.take(DECISION, decision_of(report), taken, by=by, at=at)


def mark_screened(
    report: InventedReport, urgency: Urgency, second: UUID | None, *, by: Actor, at: datetime
) -> None:
    row, decision = report.row, decision_of(report)
    before, forms = row["urgency"], decision["forms"]
    row.update(
        urgency=str(urgency),
        version=row["version"] + 1,
        form=forms[0] if forms else "",
        child=row["child"] or decision["age"] != Age.ADULT,
    )
    if urgency != before:
        clocks.change_urgency(report.book, report.id, str(urgency), at=at)
    body = {"before": before, "after": str(urgency), "second": str(second or "")}
    report.book.fact(
        Fact("intake.screened", report.ref, by, at, body={**body, "forms": list(forms)})
    )


@dataclass(frozen=True, slots=True)
class SecondView:
    outcome: Outcome
    urgency: Urgency
    reasons: str


def review(report: InventedReport, view: SecondView, *, by: Actor, at: datetime) -> None:
    row = decision_of(report)
    reasons = sealed(report, REVIEW_REASONS, view.reasons, by=by, at=at)
    columns = {
        "review_key": reasons.data_key,
        "review_reasons": reasons.envelope,
        "reviewed_by": by.subject,
        "reviewed_at": at,
        "review_outcome": str(view.outcome),
    }
    body = {"because": row["review_because"], "outcome": str(view.outcome)}
    event = Screening.AGREE if view.outcome == row["outcome"] else Screening.CHANGE
    advance(report, event, columns, body, by=by, at=at)
    clocks.meet(report.book, report.id, "second_review", at=at)
    mark_screened(report, view.urgency, row["decided_by"], by=by, at=at)


# the acting unit


def allocate(report: InventedReport, unit: UUID, *, by: Actor, at: datetime) -> None:
    book = report.book
    book.grant(report.ref, unit, report.ref, GrantPurpose.ALLOCATION, by=by, at=at)
    book.hand_over(report.id, by.unit or unit, unit, by=by, at=at)
    step = Transition(Event.ALLOCATE, body={"unit": str(unit)}, columns={"action_unit": unit})
    move(report, step, by=by, at=at)
    after_step(report, at=at)


def start(report: InventedReport, officer: UUID, *, by: Actor, at: datetime) -> None:
    move(report, Transition(Event.START, columns={"action_officer": officer}), by=by, at=at)
    after_step(report, at=at)


def assign(report: InventedReport, officer: UUID, *, by: Actor, at: datetime) -> None:
    report.row.update(action_officer=officer, version=report.row["version"] + 1)
    body = {"officer": str(officer)}
    report.book.fact(Fact("intake.assigned", report.ref, by, at, body=body))


def decline(report: InventedReport, reason: str, *, by: Actor, at: datetime) -> None:
    unit = report.row["action_unit"]
    step = Transition(Event.DECLINE, reason=reason, columns={"action_unit": None})
    move(report, step, by=by, at=at)
    after_step(report, at=at)
    desk, urgency = report.row["desk_unit"], report.row["urgency"]
    report.book.task(report.ref, desk, "allocate_again", urgency, by=by, at=at)
    report.book.end_grants(GrantEnd.ALLOCATION_ENDED, at=at, cause=report.id, unit=unit)


def ask(report: InventedReport, question: str, *, by: Actor, at: datetime) -> None:
    message(report, question, MessageKind.QUESTION, by=by, at=at)
    move(report, Transition(Event.ASK, columns={"asked_in": report.row["status"]}), by=by, at=at)
    after_step(report, at=at)


def propose(
    report: InventedReport, outcome: str, evidence: UUID, words: str, *, by: Actor, at: datetime
) -> None:
    message(report, words, MessageKind.OUTCOME, by=by, at=at)
    body = {"outcome": outcome, "evidence": str(evidence)}
    columns = {
        "outcome": outcome,
        "outcome_by": by.subject,
        "outcome_evidence": evidence,
        "asked_reporter_at": at,
    }
    move(report, Transition(Event.PROPOSE, body=body, columns=columns), by=by, at=at)
    after_step(report, at=at)


def close_unconfirmed(report: InventedReport, *, by: Actor, at: datetime) -> None:
    columns = {"closure": str(Closure.UNCONFIRMED), "closed_at": at}
    step = Transition(Event.CLOSE_UNCONFIRMED, reason="agreed", columns=columns)
    move(report, step, by=by, at=at)
    after_step(report, at=at)


def refuse_closing(report: InventedReport, *, by: Actor, at: datetime) -> None:
    move(report, Transition(Event.RETURN, reason="not-agreed"), by=by, at=at)
    after_step(report, at=at)


# what the reporter decided, applied


def confirm(report: InventedReport, act: Row, *, at: datetime) -> None:
    columns = {"closure": str(Closure.CONFIRMED), "closed_at": at}
    step = Transition(Event.CONFIRM, key=act["key"], columns=columns)
    move(report, step, by=report.by, at=at)
    after_step(report, at=at)


def answer(report: InventedReport, act: Row, *, at: datetime) -> None:
    back = Status(report.row["asked_in"])
    step = Transition(Event.ANSWER, to=back, key=act["key"], columns={"asked_in": ""})
    move(report, step, by=report.by, at=at)
    after_step(report, at=at)


def reopen(report: InventedReport, act: Row, *, at: datetime) -> None:
    columns = {"closure": "", "closed_at": None, "outcome": "", "action_officer": None}
    move(report, Transition(Event.REOPEN, key=act["key"], columns=columns), by=report.by, at=at)
    after_step(report, at=at)


def stop_contact(report: InventedReport, act: Row, *, at: datetime) -> None:
    step = Transition(Event.STOP_CONTACT, key=act["key"], columns={"contact_barred": True})
    move(report, step, by=report.by, at=at)
    clocks.end(report.book, report.id, "CONTACT_STOPPED", [CONTACT], at=at)


APPLY: Mapping[str, Callable[..., None]] = {
    "ANSWER": answer,
    "CONFIRM": confirm,
    "REOPEN": reopen,
    "STOP_CONTACT": stop_contact,
}
