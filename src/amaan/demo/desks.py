"""The staff side of the demonstration: each report goes as far as its tale says, through seats and
passes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.utils.timezone import now

from amaan.access.transactions import one_row, reading
from amaan.casework.actions import (
    add_new_person,
    propose_outcome,
    start_complaint,
    write_entry,
)  # fmt: skip
from amaan.casework.rules.dossier import EntryKind
from amaan.demo.story import Scenario, keep, scenarios, state
from amaan.directory.queries import service_list
from amaan.identity.actions import Particulars
from amaan.intake.actions.desk import acknowledge
from amaan.intake.actions.messaging import write_as_desk
from amaan.kernel.actor import Actor
from amaan.kernel.urgency import Urgency
from amaan.referral import actions as referring
from amaan.referral.rules.referral import Basis
from amaan.screening.actions import allocate, decide, review, triage
from amaan.screening.actions.deciding import Finding
from amaan.screening.rules.decision import Outcome, Status
from amaan.screening.rules.elements import Age, AgeBasis, ElementAnswer, Elements
from amaan.security.actions.passing import issue_pass, nobody
from amaan.security.queries.seat_of_pass import holder_of
from amaan.security.rules.purposes import ConsentHow

DESKS: Final = {
    "Gujrat": ("duty.pb", "screener.pb", "screener2.pb"),
    "Gujranwala": ("duty.pb", "screener.pb", "screener2.pb"),
    "Umerkot": ("duty.sd", "screener.sd", "screener2.sd"),
}
ORDER: Final = (
    "RECEIVED", "ACKNOWLEDGED", "SECOND_REVIEW", "ALLOCATED", "REFERRED", "OUTCOME_READY", "CLOSED",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """One report in the hands of its desk and its unit."""

    tale: Scenario
    complaint: UUID
    duty: Actor
    screener: Actor
    second: Actor

    def reaches(self, state: str) -> bool:
        goes_to = "CLOSED" if self.tale.goes_to == "REJECTED" else self.tale.goes_to
        return ORDER.index(goes_to) >= ORDER.index(state)


def work_on_reports() -> None:
    """Every tale once; a second run changes nothing."""
    done = set(state().get("worked", []))
    for tale in scenarios():
        if tale.number not in done:
            act_out(scene_of(tale))
            done.add(tale.number)
            keep(worked=sorted(done))


def actor(username: str) -> Actor:
    """A seat with a live pass, as the middleware of the staff site would resolve it."""
    seat = UUID(state()["seats"][username])
    owner = one_row("SELECT staff_id FROM security_seat WHERE id = %s", [seat])
    assert owner is not None  # noqa: S101  (the stage before made it)
    secret = issue_pass(seat=seat, person=owner[0], by=nobody(), at=now())
    holder = holder_of(secret)
    assert holder is not None  # noqa: S101  (issued a moment ago)
    return holder.actor


def scene_of(tale: Scenario) -> Scene:
    complaint = UUID(state()["reports"][str(tale.number)]["complaint"])
    duty, screener, second = (actor(name) for name in DESKS[tale.text("district")])
    return Scene(tale, complaint, duty, screener, second)


def act_out(scene: Scene) -> None:
    steps: tuple[tuple[str, Callable[[Scene], None]], ...] = (
        ("ACKNOWLEDGED", open_report),
        ("SECOND_REVIEW", screen),
        ("ALLOCATED", give_to_unit),
        ("REFERRED", take_up),
        ("OUTCOME_READY", propose),
    )
    for reached, step in steps:
        if scene.reaches(reached):
            step(scene)


def open_report(scene: Scene) -> None:
    acknowledge(complaint=scene.complaint, by=scene.duty, at=now())


def screen(scene: Scene) -> None:
    """Triage and decide; what needs a second pair of eyes waits for it unless the tale goes on."""
    decision = triage(complaint=scene.complaint, by=scene.screener, at=now())
    child = scene.tale.text("child") == "YES"
    elements = Elements(
        Age.CHILD if child else Age.ADULT, ElementAnswer.YES, ElementAnswer.YES, ElementAnswer.YES
    )
    urgent = any(scene.tale.text(name) == "YES" for name in ("child", "confined", "violence"))
    urgency = Urgency.U1 if urgent else Urgency.U2
    finding = Finding(
        elements,
        AgeBasis.STATED,
        (scene.tale.text("form"),),
        Outcome.LIKELY,
        urgency,
        "Act, means and purpose as told; invented for the demonstration.",
    )
    settled = decide(decision=decision.id, finding=finding, by=scene.screener, at=now())
    if settled.status == Status.SECOND_REVIEW and scene.reaches("ALLOCATED"):
        review(
            decision=decision.id,
            outcome=Outcome.LIKELY,
            urgency=urgency,
            reasons="Agreed after reading the report.",
            by=scene.second,
            at=now(),
        )


def give_to_unit(scene: Scene) -> None:
    unit = UUID(state()["units"][scene.tale.text("unit")])
    allocate(complaint=scene.complaint, unit=unit, by=scene.screener, at=now())


def take_up(scene: Scene) -> None:
    officer = actor(scene.tale.text("officer"))
    dossier = start_complaint(
        complaint=scene.complaint,
        officer=officer.subject,
        title=scene.tale.text("title"),
        by=officer,
        at=now(),
    )
    keep(dossiers={**state().get("dossiers", {}), str(scene.tale.number): str(dossier.id)})
    text = "Safe contact made by the way the reporter chose. (invented)"
    write_entry(
        dossier=dossier.id,
        kind=EntryKind.CONTACT,
        text=text,
        happened_on=now().date(),
        by=officer,
        at=now(),
    )
    if scene.tale.goes_to in ("REFERRED", "OUTCOME_READY"):
        write_as_desk(
            complaint=scene.complaint,
            text="ہم نے کام شروع کر دیا ہے۔ کچھ یاد آئے تو یہیں لکھیں۔",
            by=officer,
            at=now(),
        )
    if scene.tale.goes_to == "REFERRED":
        name_affected(dossier.id, officer)
        refer(dossier.id, dossier.district, officer)


def name_affected(dossier: UUID, officer: Actor) -> None:
    """A man: the house for women, and the bureau for children, are not for him."""
    told = Particulars(name="رمضان (فرضی)", sex="MALE", age="ADULT")
    add_new_person(dossier=dossier, particulars=told, role="AFFECTED", by=officer, at=now())


def refer(dossier: UUID, district: UUID | None, officer: Actor) -> None:
    """Two referrals to the demonstration's own people: one waiting to be seen, one accepted and
    served.
    """
    own = set(state()["units"].values())
    with reading(officer):
        wanted = ("LEGAL", "LIVELIHOOD")
        found = [row for kind in wanted for row in service_list(district, kind, to=officer)]
    services = [row for row in found if str(row.unit_id) in own]
    for number, service in enumerate(services[:2]):
        request = referring.ReferralRequest(
            dossier=dossier,
            service=service.id,
            urgency="U2",
            basis=Basis.CONSENT,
            needs="One adult, speaks Punjabi, needs an appointment this week. (invented)",
            consent_how=ConsentHow.SPOKEN,
        )
        row = referring.draft_referral(request=request, by=officer, at=now())
        referring.submit_referral(referral=row.id, by=officer, at=now())
        if number:
            receiver = actor("labour.gujrat")
            referring.see_referral(referral=row.id, by=receiver, at=now())
            referring.accept_referral(
                referral=row.id, officer=receiver.subject, by=receiver, at=now()
            )
            referring.start_service(
                referral=row.id, text="First contact made. (invented)", by=receiver, at=now()
            )


def propose(scene: Scene) -> None:
    officer = actor(scene.tale.text("officer"))
    entry = write_entry(
        dossier=UUID(state()["dossiers"][str(scene.tale.number)]),
        kind=EntryKind.RESULT,
        text="Result of the work, as seen on the day. (invented)",
        happened_on=now().date(),
        by=officer,
        at=now(),
    )
    propose_outcome(
        complaint=scene.complaint,
        outcome=scene.tale.text("outcome"),
        entry=entry.id,
        words=scene.tale.text("outcome_words"),
        by=officer,
        at=now(),
    )
