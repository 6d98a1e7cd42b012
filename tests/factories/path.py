"""A report at any point of the national path, brought there by the real actions under the real
roles.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.utils.timezone import now

from amaan.casework.actions import propose_outcome, start_complaint, write_entry
from amaan.casework.rules.dossier import EntryKind
from amaan.intake.actions.acting import apply_act
from amaan.intake.actions.acting import decide as decide_act
from amaan.intake.actions.desk import acknowledge
from amaan.intake.queries.desk import waiting_acts_of
from amaan.intake.rules.acts import Act
from amaan.kernel.actor import Actor
from amaan.kernel.urgency import Urgency
from amaan.referral import actions as referring
from amaan.referral.rules.referral import Basis
from amaan.screening.actions import allocate, decide, review, triage
from amaan.screening.actions.deciding import Finding
from amaan.screening.models import Decision
from amaan.screening.rules.decision import Outcome, Status
from amaan.screening.rules.elements import Age, AgeBasis, ElementAnswer, Elements
from tests.factories.nation import SYSTEM, Told, actor, as_owner, reported, unit_id
from tests.sites import as_role

OFFICE = "Social welfare office Gujrat"
STATION = "Police station City Gujrat"
SERVICES = {
    "CHILD_PROTECTION": "Child protection case work",
    "LEGAL": "Free lawyer",
    "LIVELIHOOD": "Wage recovery and release from advance",
    "MEDICAL": "Medical help and transport",
    "SHELTER": "Safe shelter for women and children",
}


@dataclass(slots=True)
class Path:
    """One report on its way, with the people who carry it."""

    told: Told
    duty: Actor
    screener: Actor
    second: Actor
    officer: Actor

    @property
    def complaint(self) -> UUID:
        return self.told.complaint

    @property
    def status(self) -> str:
        return str(
            as_owner("SELECT status FROM intake_complaint WHERE id = %s", self.complaint)[0][0]
        )


def path(**answers: Any) -> Path:
    """A sorted report of Gujrat with its desk and a unit of social welfare."""
    told = reported(**answers)
    people = (actor(name) for name in ("duty.pb", "screener.pb", "screener2.pb", "sw.gujrat"))
    return Path(told, *people)


def finding(urgency: Urgency = Urgency.U2, outcome: Outcome = Outcome.LIKELY) -> Finding:
    elements = Elements(Age.ADULT, ElementAnswer.YES, ElementAnswer.YES, ElementAnswer.YES)
    return Finding(elements, AgeBasis.STATED, ("bonded_labour",), outcome, urgency, "As told.")


def to_decided(path: Path, urgency: Urgency = Urgency.U2) -> Decision:
    """Acknowledged, triaged and decided; final or in second review."""
    acknowledge(complaint=path.complaint, by=path.duty, at=now())
    decision = triage(complaint=path.complaint, by=path.screener, at=now())
    return decide(decision=decision.id, finding=finding(urgency), by=path.screener, at=now())


def second_review(path: Path, decision: Decision, urgency: Urgency = Urgency.U2) -> None:
    """Another person agrees, and the decision is final."""
    review(
        decision=decision.id,
        outcome=Outcome.LIKELY,
        urgency=urgency,
        reasons="Agreed.",
        by=path.second,
        at=now(),
    )


def to_allocated(path: Path, urgency: Urgency = Urgency.U2, *, office: str = OFFICE) -> None:
    decision = to_decided(path, urgency)
    if decision.status == Status.SECOND_REVIEW:
        second_review(path, decision, urgency)
    allocate(complaint=path.complaint, unit=unit_id(office), by=path.screener, at=now())


def to_started(path: Path, urgency: Urgency = Urgency.U2, *, office: str = OFFICE) -> UUID:
    to_allocated(path, urgency, office=office)
    return start_complaint(
        complaint=path.complaint,
        officer=path.officer.subject,
        title="A matter (invented)",
        by=path.officer,
        at=now(),
    ).id


def to_outcome(path: Path, urgency: Urgency = Urgency.U2) -> UUID:
    dossier = to_started(path, urgency)
    propose(path, dossier)
    return dossier


def propose(path: Path, dossier: UUID) -> None:
    entry = write_entry(
        dossier=dossier,
        kind=EntryKind.RESULT,
        text="A result. (invented)",
        happened_on=now().date(),
        by=path.officer,
        at=now(),
    )
    propose_outcome(
        complaint=path.complaint,
        outcome="SERVICE_GIVEN_FULLY",
        entry=entry.id,
        words="It is solved.",
        by=path.officer,
        at=now(),
    )


def act(path: Path, what: Act, **given: str) -> None:
    """What the reporter decides, and the worker that applies it."""
    told = path.told
    with as_role("public"):
        decide_act(act=what, key=uuid4().hex, keys=told.keys, by=told.by, at=now(), **given)
    with as_role("worker"):
        for waiting in waiting_acts_of(told.complaint):
            apply_act(act=waiting, by=SYSTEM, at=now())


def service_id(kind: str) -> UUID:
    """The service of a kind that the district of these paths has."""
    sql = "SELECT id FROM directory_service WHERE name_en = %s"
    return UUID(str(as_owner(sql, SERVICES[kind])[0][0]))


def wish(dossier: UUID, kind: str = "LEGAL", **changed: Any) -> referring.ReferralRequest:
    """A referral that nothing speaks against; `changed` are parts of the request."""
    parts: dict[str, Any] = {
        "service": service_id(kind),
        "urgency": "U2",
        "basis": Basis.CONSENT,
        "needs": "One adult, needs an appointment. (invented)",
        "consent_how": "SPOKEN",
    }
    return referring.ReferralRequest(dossier=dossier, **{**parts, **changed})


def drafted(path: Path, dossier: UUID, kind: str = "LEGAL", **changed: Any) -> UUID:
    request = wish(dossier, kind, **changed)
    return referring.draft_referral(request=request, by=path.officer, at=now()).id


def submitted(path: Path, dossier: UUID, kind: str = "LEGAL", **changed: Any) -> UUID:
    """Waits to be cleared (a child's, or one across the wall); any other is sent already."""
    referral = drafted(path, dossier, kind, **changed)
    referring.submit_referral(referral=referral, by=path.officer, at=now())
    return referral


def sent(path: Path, dossier: UUID, kind: str = "LEGAL", **changed: Any) -> UUID:
    """With the receiver; nobody has to clear it."""
    return submitted(path, dossier, kind, **changed)


def accepted(referral: UUID, by: Actor) -> UUID:
    referring.accept_referral(referral=referral, officer=by.subject, by=by, at=now())
    return referral


def in_service(referral: UUID, by: Actor) -> UUID:
    accepted(referral, by)
    referring.start_service(referral=referral, text="First contact. (invented)", by=by, at=now())
    return referral


def outcome_reported(referral: UUID, by: Actor) -> UUID:
    in_service(referral, by)
    referring.report_outcome(
        referral=referral,
        outcome="SERVICE_GIVEN_FULLY",
        text="Done. (invented)",
        by=by,
        at=now(),
    )
    return referral
