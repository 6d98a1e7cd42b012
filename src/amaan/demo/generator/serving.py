"""The referrals of a generated report's dossier, as far as each goes."""

from datetime import datetime
from uuid import UUID

from amaan.demo.generator import clocks
from amaan.demo.generator.book import new_id
from amaan.demo.generator.filing import dossier_of
from amaan.demo.generator.reporting import InventedReport, after_step
from amaan.demo.generator.reporting import move as move_report
from amaan.demo.generator.rows import Row
from amaan.demo.generator.world import InventedService
from amaan.intake.rules.complaint import Event as Reporting
from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref
from amaan.ledger.actions import Transition
from amaan.referral.actions.following import TOLD
from amaan.referral.actions.moving import REFERRAL
from amaan.referral.models import NEEDS, NOTE, Progress, Referral
from amaan.referral.rules.referral import LIFECYCLE, OPEN, Basis, Event, Status, needs_clearing
from amaan.security.actions.escalating import TASK
from amaan.security.actions.sealing import Recipients
from amaan.security.rules.purposes import (
    ConsentHow,
    ConsentPurpose,
    GrantEnd,
    GrantPurpose,
    KeyPurpose,
)
from amaan.security.rules.roles import LEADS


def ref_of(row: Row) -> Ref:
    return Ref("referral", row["id"])


def move(report: InventedReport, row: Row, step: Transition, *, by: Actor, at: datetime) -> None:
    report.book.take(REFERRAL, row, step, by=by, at=at)


def draft(
    report: InventedReport,
    service: InventedService,
    needs: str,
    *,
    by: Actor,
    at: datetime,
    parent: UUID | None = None,
) -> Row:
    """Written down; the consent is given to its officer now."""
    book, dossier = report.book, dossier_of(report)
    ref, unit = Ref("referral", new_id(at)), dossier["unit"]
    consent, how = ConsentPurpose.REFERRAL, ConsentHow.SPOKEN
    book.grant(ref, unit, ref, GrantPurpose.OWN, by=by, at=at)
    place, to = NEEDS.of(ref.id), Recipients((unit,))
    sealed = book.seal_text(
        needs, place, to, kind=ref.kind, purpose=KeyPurpose.REFERRAL, by=by, at=at
    )
    row = book.add(
        Referral,
        ref.id,
        service_id=service.id,
        parent_id=parent,
        to_unit=service.unit,
        sender=by.subject,
        sender_person=by.person,
        status=str(LIFECYCLE.after(None, Event.DRAFT)),
        urgency="U2",
        basis=str(Basis.CONSENT),
        consent=book.consent(dossier["id"], consent, how, service.unit, by=by, at=at),
        drafted_at=at,
        data_key=sealed.data_key,
        needs=sealed.envelope,
        **of_dossier(report, service),
    )
    report.referrals.append(row)
    book.inherit_exclusions(dossier["id"], ref.id, at=at)
    body = {"service": str(service.id), "dossier": str(dossier["id"])}
    book.tell(REFERRAL, row, Transition(Event.DRAFT, body=body), "", by=by, at=at)
    return row


def of_dossier(report: InventedReport, service: InventedService) -> Row:
    """The columns that a referral has from its dossier."""
    dossier, target = dossier_of(report), report.book.world.units[service.unit]
    same = {name: dossier[name] for name in ("child", "province", "district", "source")}
    crosses = target.compartment not in ("NONE", dossier["compartment"])
    return {**same, "dossier_id": dossier["id"], "from_unit": dossier["unit"], "crosses": crosses}


def submit_referral(report: InventedReport, row: Row, *, by: Actor, at: datetime) -> None:
    step = Transition(Event.SUBMIT, columns={"consent": row["consent"]})
    move(report, row, step, by=by, at=at)
    if not needs_clearing(child=row["child"], crosses=row["crosses"]):
        send_out(report, row, by=by, at=at, automatic=True)


def send_out(
    report: InventedReport, row: Row, *, by: Actor, at: datetime, automatic: bool = False
) -> None:
    book, ref, unit = report.book, ref_of(row), row["to_unit"]
    book.grant(ref, unit, ref, GrantPurpose.REFERRAL, by=by, at=at)
    book.hand_over(ref.id, row["from_unit"], unit, by=by, at=at)
    step = Transition(Event.CLEAR, body={"automatic": automatic}, columns={"sent_at": at})
    move(report, row, step, by=by, at=at)
    for kind in ("acknowledge", "accept"):
        clock(report, row, kind, unit, at=at)
    book.notice(ref, unit, "referral", at=at)


def clock(report: InventedReport, row: Row, kind: str, unit: UUID, *, at: datetime) -> None:
    place = (row["province"], row["district"])
    owed = clocks.Owed(ref_of(row), kind, row["urgency"], unit, place)
    clocks.start(report.book, owed, at=at)


def note(
    report: InventedReport,
    row: Row,
    kind: str,
    text: str,
    to: tuple[UUID, ...],
    *,
    by: Actor,
    at: datetime,
) -> UUID:
    ident = new_id(at)
    purpose = KeyPurpose.PROGRESS if row["to_unit"] in to else KeyPurpose.STAYS
    sealed = report.book.seal_text(
        text,
        NOTE.of(row["id"], ident),
        Recipients(to),
        kind=ref_of(row).kind,
        purpose=purpose,
        by=by,
        at=at,
    )
    report.book.add(
        Progress,
        ident,
        referral_id=row["id"],
        kind=kind,
        written_at=at,
        written_by=by.subject,
        data_key=sealed.data_key,
        text=sealed.envelope,
    )
    return ident


def both_sides(row: Row) -> tuple[UUID, ...]:
    return (row["from_unit"], row["to_unit"])


def see(report: InventedReport, row: Row, *, by: Actor, at: datetime) -> None:
    move(report, row, Transition(Event.OPEN), by=by, at=at)
    clocks.meet(report.book, row["id"], "acknowledge", at=at)


def accept(report: InventedReport, row: Row, officer: UUID, *, by: Actor, at: datetime) -> None:
    body = {"officer": str(officer)}
    columns = {"officer": officer, "answered_at": at, "answered_by": by.subject}
    move(report, row, Transition(Event.ACCEPT, body=body, columns=columns), by=by, at=at)
    for kind in ("acknowledge", "accept"):
        clocks.meet(report.book, row["id"], kind, at=at)
    clock(report, row, "contact", row["to_unit"], at=at)
    narrow(report, row, officer, by=by, at=at)


def narrow(report: InventedReport, row: Row, officer: UUID, *, by: Actor, at: datetime) -> None:
    book, ref, unit = report.book, ref_of(row), row["to_unit"]
    leads = book.world.seats_in(unit, *sorted(LEADS))
    readers = {
        **{lead.id: GrantPurpose.LEAD for lead in leads},
        **dict.fromkeys((officer, by.subject), GrantPurpose.OFFICER),
    }
    for seat, purpose in readers.items():
        book.grant(ref, unit, ref, purpose, by=by, at=at, seat=seat)
    book.end_grants(
        GrantEnd.NARROWED, at=at, cause=row["id"], unit=unit, purpose=GrantPurpose.REFERRAL
    )


def decline_referral(
    report: InventedReport, row: Row, reason: str, *, by: Actor, at: datetime
) -> None:
    columns = {"decline_reason": reason, "answered_at": at, "answered_by": by.subject}
    move(report, row, Transition(Event.DECLINE, reason=reason, columns=columns), by=by, at=at)
    clocks.end(report.book, row["id"], "DECLINED", at=at)
    ask_unit(report, row, row["from_unit"], "referral_declined", by=by, at=at)
    end_escalation(report, row, GrantEnd.DECLINED, by=by, at=at)
    report.book.end_grants(GrantEnd.DECLINED, at=at, cause=row["id"], unit=row["to_unit"])


def end_escalation(
    report: InventedReport, row: Row, why: GrantEnd, *, by: Actor, at: datetime
) -> None:
    report.book.end_tasks(row["id"], by=by, at=at, kind=TASK)
    report.book.end_grants(why, at=at, cause=row["id"], purpose=GrantPurpose.ESCALATION)


def ask_unit(
    report: InventedReport, row: Row, unit: UUID, kind: str, *, by: Actor, at: datetime
) -> None:
    report.book.task(ref_of(row), unit, kind, row["urgency"], by=by, at=at)


def serve(report: InventedReport, row: Row, text: str, *, by: Actor, at: datetime) -> None:
    note(report, row, "CONTACT", text, both_sides(row), by=by, at=at)
    move(report, row, Transition(Event.START), by=by, at=at)
    clocks.meet(report.book, row["id"], "contact", at=at)
    clock(report, row, "progress", row["to_unit"], at=at)


def tell_outcome(
    report: InventedReport, row: Row, outcome: str, text: str, *, by: Actor, at: datetime
) -> None:
    evidence = note(report, row, "OUTCOME", text, both_sides(row), by=by, at=at)
    body = {"outcome": outcome, "evidence": str(evidence)}
    step = Transition(Event.REPORT, body=body, columns={"outcome": outcome})
    move(report, row, step, by=by, at=at)
    clocks.meet(report.book, row["id"], "progress", at=at)
    clock(report, row, "outcome_confirm", row["from_unit"], at=at)
    ask_unit(report, row, row["from_unit"], "outcome_reported", by=by, at=at)


def confirm_referral(
    report: InventedReport, row: Row, *, by: Actor, at: datetime, automatic: bool = False
) -> None:
    columns = {"closed_at": at, "closed_automatically": automatic}
    step = Transition(Event.CONFIRM, body={"automatic": automatic}, columns=columns)
    move(report, row, step, by=by, at=at)
    clocks.meet(report.book, row["id"], "outcome_confirm", at=at)
    close_down(report, row, GrantEnd.CLOSED, by=by, at=at)


def close_down(report: InventedReport, row: Row, why: GrantEnd, *, by: Actor, at: datetime) -> None:
    end_escalation(report, row, why, by=by, at=at)
    clocks.end(report.book, row["id"], why, at=at)
    report.book.end_grants(why, at=at, cause=row["id"], unit=row["to_unit"])


def send_back(report: InventedReport, row: Row, reason: str, *, by: Actor, at: datetime) -> None:
    note(report, row, "NOTE", reason, (row["from_unit"],), by=by, at=at)
    move(report, row, Transition(Event.RETURN, reason="returned"), by=by, at=at)


def recall(report: InventedReport, row: Row, reason: str, *, by: Actor, at: datetime) -> None:
    note(report, row, "NOTE", reason, (row["from_unit"],), by=by, at=at)
    step = Transition(Event.RECALL, reason="recalled", columns={"closed_at": at})
    move(report, row, step, by=by, at=at)
    close_down(report, row, GrantEnd.RECALLED, by=by, at=at)


def reroute(
    report: InventedReport,
    row: Row,
    service: InventedService,
    needs: str,
    *,
    by: Actor,
    at: datetime,
) -> Row:
    move(report, row, Transition(Event.REROUTE, columns={"closed_at": at}), by=by, at=at)
    report.book.end_tasks(row["id"], by=by, at=at)
    clocks.end(report.book, row["id"], "REROUTED", at=at)
    return draft(report, service, needs, by=by, at=at, parent=row["id"])


# a withdrawn report ends what grew out of it


def withdraw(report: InventedReport, act: Row, *, at: datetime) -> None:
    book, by = report.book, report.by
    columns = {"action_unit": None, "action_officer": None}
    withdrawn = Transition(Reporting.WITHDRAW, key=act["key"], columns=columns)
    move_report(report, withdrawn, by=by, at=at)
    after_step(report, at=at)
    book.withdraw_consents(at=at, record=report.id)
    for row in [it for it in report.referrals if Status(it["status"]) in OPEN]:
        book.withdraw_consents(at=at, record=row["dossier_id"], purpose=ConsentPurpose.REFERRAL)
        stop_referral(report, row, by=by, at=at)
    book.end_grants(GrantEnd.WITHDRAWN, at=at, record=report.id)


def stop_referral(report: InventedReport, row: Row, *, by: Actor, at: datetime) -> None:
    told = Status(row["status"]) in TOLD
    move(report, row, Transition(Event.WITHDRAW, columns={"closed_at": at}), by=by, at=at)
    if told:
        ask_unit(report, row, row["to_unit"], "confirm_stop", by=by, at=at)
    close_down(report, row, GrantEnd.WITHDRAWN, by=by, at=at)
    book = report.book
    book.end_grants(GrantEnd.WITHDRAWN, at=at, cause=row["consent"])
