"""The sender's side: draft, submit, clear, recall, send elsewhere, confirm the outcome."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from amaan.access.transactions import action
from amaan.casework.actions.dossiers import DOSSIER
from amaan.casework.queries import affected_in
from amaan.casework.rules.dossier import reasons_against_writing
from amaan.directory.queries import admission_of, service
from amaan.directory.rules.services import reasons_against_admitting_any
from amaan.kernel.actor import Actor
from amaan.kernel.ids import Ref, uuid7
from amaan.kernel.reasons import NotFound, refuse_if
from amaan.keyservice.port import Handover
from amaan.ledger.actions import Transition
from amaan.referral.actions.moving import (
    REFERRAL,
    clock,
    end_escalation,
    ref_of,
)  # fmt: skip
from amaan.referral.actions.noting import note_reason
from amaan.referral.models import NEEDS, Referral
from amaan.referral.queries.steps import (
    facts_of,
    reasons_against,
    reasons_against_taking,
    reasons_of_facts,
)
from amaan.referral.rules.referral import (
    ENDS,
    LIFECYCLE,
    Basis,
    Event,
    Status,
    needs_clearing,
    reasons_against_asking_again,
)  # fmt: skip
from amaan.security.actions.consenting import give_consent
from amaan.security.actions.granting import (
    end_grants,
    give_grant,
    inherit_exclusions,
    reasons_against_reader,
)  # fmt: skip
from amaan.security.actions.handing_over import hand_over_keys
from amaan.security.actions.sealing import Recipients, SealedText, seal_text
from amaan.security.rules.purposes import (
    ConsentHow,
    ConsentPurpose,
    GrantEnd,
    GrantPurpose,
    KeyPurpose,
)
from amaan.work.actions import end_clocks, end_tasks, give_notice, meet_clock

if TYPE_CHECKING:
    from amaan.casework.models import Dossier
    from amaan.directory.models import Service

VERIFIED_WITHIN = "VERIFIED_SHOWN"


@dataclass(frozen=True, slots=True)
class ReferralRequest:
    """What is asked of which service, and on what the sharing rests; `needs` is the minimum it must
    know.
    """

    dossier: UUID
    service: UUID
    urgency: str
    basis: Basis
    needs: str
    consent_how: ConsentHow | None = None


@action
def draft_referral(
    *, request: ReferralRequest, by: Actor, at: datetime, parent: UUID | None = None
) -> Referral:
    """Write a referral down; nobody outside the unit sees it yet.

    A consent given now is stored as one act, for this service's unit. Raises
    Refused("unit-excluded"), Refused("already-asked"), and Refused when it takes nobody of those
    affected.
    """
    dossier = DOSSIER.locked(request.dossier)
    refuse_if(reasons_against_writing(dossier.status, request.needs))
    target = wanted_service(request.service)
    refuse_if(
        reasons_against_reader(dossier.id, target.unit_id),
        reasons_against_admitting_any(admission_of(target), affected_in(dossier.id, to=by)),
        reasons_against_asking_again(asked=asked_already(dossier.id, target.id)),
    )
    row = new_referral(request, dossier, target, parent, by=by, at=at)
    row.save(force_insert=True)
    inherit_exclusions(source=dossier.id, record=row.id, at=at)
    body = {"service": str(target.id), "dossier": str(dossier.id)}
    REFERRAL.tell_birth(row, Transition(Event.DRAFT, body=body), by=by, at=at)
    return row


def asked_already(dossier: UUID, target: UUID) -> bool:
    """Whether an open one is there; the dossier is locked, and a constraint of the table is the
    last word.
    """
    rows = Referral.objects.filter(dossier=dossier, service=target)
    return rows.exclude(status__in=[*ENDS, Status.DECLINED]).exists()


def wanted_service(ident: UUID) -> "Service":
    found = service(ident)
    if found is None:
        raise NotFound
    return found


def new_referral(
    request: ReferralRequest,
    dossier: "Dossier",
    target: "Service",
    parent: UUID | None,
    *,
    by: Actor,
    at: datetime,
) -> Referral:
    ident = uuid7()
    ref = Ref("referral", ident)
    give_grant(record=ref, unit=dossier.unit, cause=ref, purpose=GrantPurpose.OWN, by=by, at=at)
    sealed = sealed_needs(request.needs, ref, dossier.unit, by=by, at=at)
    consent = consent_for(request, dossier, target, by=by, at=at)
    return Referral(
        id=ident,
        dossier_id=dossier.id,
        service_id=target.id,
        parent_id=parent,
        from_unit=dossier.unit,
        to_unit=target.unit_id,
        sender=by.subject,
        sender_person=by.person,
        status=LIFECYCLE.after(None, Event.DRAFT),
        urgency=request.urgency,
        child=dossier.child,
        crosses=target.unit.compartment not in ("NONE", dossier.compartment),
        basis=request.basis,
        consent=consent,
        province=dossier.province,
        district=dossier.district,
        source=dossier.source,
        drafted_at=at,
        data_key=sealed.data_key,
        needs=sealed.envelope,
    )


def sealed_needs(needs: str, ref: Ref, unit: UUID, *, by: Actor, at: datetime) -> SealedText:
    return seal_text(
        needs,
        NEEDS.of(ref.id),
        Recipients((unit,)),
        kind=ref.kind,
        purpose=KeyPurpose.REFERRAL,
        by=by,
        at=at,
    )


def consent_for(
    request: ReferralRequest, dossier: "Dossier", target: "Service", *, by: Actor, at: datetime
) -> UUID | None:
    if request.basis is not Basis.CONSENT or not request.consent_how:
        return None
    about = Ref("dossier", dossier.id)
    how = request.consent_how
    return give_consent(
        about, ConsentPurpose.REFERRAL, how=how, recipient=target.unit_id, by=by, at=at
    ).id


@action
def submit_referral(*, referral: UUID, by: Actor, at: datetime) -> Referral:
    """Ask for it to go out (workflows.md section 5, event *submit*); what the service must know was
    asked for when it was written down.

    What nobody has to clear goes out in the same transaction: two steps, each with its own fact.
    Raises Refused with every objection of `reasons_against_submitting`, Refused("senders-step").
    """
    row = REFERRAL.locked(referral)
    refuse_if(reasons_against_taking(row, Event.SUBMIT, by=by))
    if row.basis == Basis.CONSENT:
        # Of two who submit at once, the second looks after the first.
        DOSSIER.locked(row.dossier_id)
    known = facts_of([row], at=at)[row.id]
    refuse_if(reasons_of_facts(Event.SUBMIT, lambda: known, at=at))
    REFERRAL.take(row, Transition(Event.SUBMIT, columns={"consent": known.consent}), by=by, at=at)
    if not needs_clearing(child=row.child, crosses=row.crosses):
        send_out(row, automatic=True, by=by, at=at)
    return row


@action
def clear_referral(*, referral: UUID, by: Actor, at: datetime) -> Referral:
    """A child's or a cross-compartment referral is cleared by another person of the sending unit
    (invariant 8): raises Refused("sender-cannot-clear"), Refused("senders-step").
    """
    row = REFERRAL.locked(referral)
    refuse_if(reasons_against(row, Event.CLEAR, by=by, at=at))
    return send_out(row, automatic=False, by=by, at=at)


def send_out(row: Referral, *, automatic: bool, by: Actor, at: datetime) -> Referral:
    """Send it: the receiving unit gets grant, keys, clocks and a notice without names."""
    ref = ref_of(row)
    give_grant(record=ref, unit=row.to_unit, cause=ref, purpose=GrantPurpose.REFERRAL, by=by, at=at)
    hand_over_keys(Handover(row.id, row.from_unit, row.to_unit, cause=str(ref)), by=by, at=at)
    step = Transition(Event.CLEAR, columns={"sent_at": at}, body={"automatic": automatic})
    REFERRAL.take(row, step, by=by, at=at)
    for kind in ("acknowledge", "accept"):
        clock(row, kind, row.to_unit, at=at)
    give_notice(unit=row.to_unit, kind="referral", record=ref, at=at)
    return row


@action
def return_referral(*, referral: UUID, reason: str, by: Actor, at: datetime) -> Referral:
    """The clearer sends a submitted referral back to its sender."""
    row = REFERRAL.locked(referral)
    refuse_if(reasons_against(row, Event.RETURN, by=by, at=at))
    note_reason(row, reason, (row.from_unit,), by=by, at=at)
    return REFERRAL.take(row, Transition(Event.RETURN, reason="returned"), by=by, at=at)


@action
def recall_referral(*, referral: UUID, reason: str, by: Actor, at: datetime) -> Referral:
    """Take it back before it is accepted; the receiver's right to read ends."""
    row = REFERRAL.locked(referral)
    refuse_if(reasons_against(row, Event.RECALL, by=by, at=at))
    note_reason(row, reason, (row.from_unit,), by=by, at=at)
    REFERRAL.take(
        row, Transition(Event.RECALL, reason="recalled", columns={"closed_at": at}), by=by, at=at
    )
    close_down(row, GrantEnd.RECALLED, by=by, at=at)
    return row


@action
def reroute_referral(
    *, referral: UUID, request: ReferralRequest, by: Actor, at: datetime
) -> Referral:
    """A declined referral goes to another service: the old one is rerouted, a child referral
    begins, about the same dossier whatever the request says.

    Two records change, each with its own fact. Raises Refused("unit-excluded") for an excluded
    recipient.
    """
    row = REFERRAL.locked(referral)
    refuse_if(reasons_against(row, Event.REROUTE, by=by, at=at))
    REFERRAL.take(row, Transition(Event.REROUTE, columns={"closed_at": at}), by=by, at=at)
    end_tasks(record=ref_of(row), by=by, at=at)
    end_clocks(record=ref_of(row), why="REROUTED", at=at)
    same = replace(request, dossier=row.dossier_id)
    return draft_referral.step(request=same, parent=row.id, by=by, at=at)


@action
def confirm_outcome(
    *, referral: UUID, by: Actor, at: datetime, automatic: bool = False
) -> Referral:
    """The sender agrees with what was reported; without an answer the sweep does, and it is marked
    so.
    """
    row = REFERRAL.locked(referral)
    refuse_if(reasons_against(row, Event.CONFIRM, by=by, at=at))
    columns = {"closed_at": at, "closed_automatically": automatic}
    REFERRAL.take(
        row, Transition(Event.CONFIRM, columns=columns, body={"automatic": automatic}), by=by, at=at
    )
    meet_clock(record=ref_of(row), kind="outcome_confirm", at=at)
    close_down(row, GrantEnd.CLOSED, by=by, at=at)
    return row


def close_down(row: Referral, why: GrantEnd, *, by: Actor, at: datetime) -> None:
    """Clocks stop, and every grant of the receiving side and of the ladder that rests on this
    referral ends.
    """
    end_clocks(record=ref_of(row), why=why, at=at)
    end_escalation(row, why, by=by, at=at)
    end_grants(cause=row.id, unit=row.to_unit, why=why, at=at)
