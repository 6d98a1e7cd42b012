"""A report at any point of the national path, brought there by the real actions under the real
roles.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.utils.timezone import now

from amaan.casework.actions import propose_outcome, start_complaint, write_entry
from amaan.casework.rules.dossier import EntryKind
from amaan.intake.actions.acting import apply_act, waiting_acts
from amaan.intake.actions.acting import decide as decide_act
from amaan.intake.actions.desk import acknowledge
from amaan.intake.rules.acts import Act
from amaan.intake.rules.urgency import Urgency
from amaan.kernel.actor import Actor
from amaan.screening.actions import allocate, decide, review, settle, triage
from amaan.screening.actions.deciding import Finding
from amaan.screening.models import Decision
from amaan.screening.rules.decision import Outcome, Status
from amaan.screening.rules.elements import Age, AgeBasis, Answer, Elements
from tests.factories.nation import SYSTEM, Told, actor, as_owner, reported, unit_id
from tests.sites import as_role

OFFICE = "Social welfare office Gujrat"


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
    elements = Elements(Age.ADULT, Answer.YES, Answer.YES, Answer.YES)
    return Finding(elements, AgeBasis.STATED, ("bonded_labour",), outcome, urgency, "As told.")


def to_decided(path: Path, urgency: Urgency = Urgency.U2) -> Decision:
    """Acknowledged, triaged, decided and settled; final or in second review."""
    acknowledge(complaint=path.complaint, by=path.duty, at=now())
    decision = triage(complaint=path.complaint, by=path.screener, at=now())
    decide(decision=decision.id, finding=finding(urgency), by=path.screener, at=now())
    return settle(decision=decision.id, by=path.screener, at=now())


def to_allocated(path: Path, urgency: Urgency = Urgency.U2, *, office: str = OFFICE) -> None:
    decision = to_decided(path, urgency)
    if decision.status == Status.SECOND_REVIEW:
        review(
            decision=decision.id,
            outcome=Outcome.LIKELY,
            urgency=urgency,
            reasons="Agreed.",
            by=path.second,
            at=now(),
        )
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
        for waiting in waiting_acts(told.complaint):
            apply_act(act=waiting, by=SYSTEM, at=now())
