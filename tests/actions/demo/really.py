"""The same life through the real actions: what a generated one is compared with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from amaan.access.transactions import reading
from amaan.casework import actions as casework
from amaan.casework.rules.dossier import EntryKind
from amaan.demo.generator import living, texts
from amaan.demo.generator.casting import receivers
from amaan.demo.generator.living import APPLIED, Telling
from amaan.demo.generator.world import InventedSeat
from amaan.intake.actions import acting, closing, desk, messaging, unit, walking_in
from amaan.intake.actions.beginning import Begun, begin, new_lock, reporter
from amaan.intake.actions.drafting import confirm_code, save_answers
from amaan.intake.actions.signing_in import stranger
from amaan.intake.actions.sorting import sort_complaint
from amaan.intake.actions.submitting import submit
from amaan.intake.queries.own import Keys, own_keys
from amaan.intake.rules.acts import Act
from amaan.kernel.actor import Actor
from amaan.referral import actions as referring
from amaan.referral.models import Referral
from amaan.referral.rules.referral import Basis, Status
from amaan.screening import actions as screening
from amaan.screening.models import Decision
from amaan.security.queries.seat_of_pass import holder_of
from amaan.security.rules.purposes import ConsentHow
from amaan.work.actions import escalate_clock
from tests.factories.nation import as_owner
from tests.passes import issue_pass
from tests.sites import as_role

CLOCK = "SELECT id FROM work_clock WHERE record = %s AND kind = %s AND ended_at IS NULL"


@dataclass(slots=True)
class Played:
    """A life as far as it has been played; ids of its records by those of the told one."""

    told: Telling
    begun: Begun | None = None
    complaint: UUID | None = None
    dossier: UUID | None = None
    evidence: UUID | None = None
    later: int = 0
    keys: Keys | None = field(default=None, repr=False)
    referrals: list[UUID] = field(default_factory=list)

    @property
    def id(self) -> UUID:
        assert self.complaint is not None
        return self.complaint

    @property
    def reporter(self) -> Actor:
        assert self.begun is not None
        return reporter(self.id, self.begun.pass_secret)

    @property
    def own_keys(self) -> Keys:
        assert self.keys is not None
        return self.keys

    @property
    def file(self) -> UUID:
        assert self.dossier is not None
        return self.dossier

    def key(self) -> str:
        self.later += 1
        return f"{really(self.told.given.key)}/{self.later}"

    def seat(self, seat: InventedSeat) -> Actor:
        holder = holder_of(issue_pass("STAFF", seat.id, person=seat.person))
        assert holder is not None
        return holder.actor

    def mapped(self, ident: UUID) -> UUID:
        """The record of this life that stands for one of the told life."""
        if ident == self.told.told.id:
            return self.id
        ids = [row["id"] for row in self.told.told.referrals]
        return self.referrals[ids.index(ident)]


def really(key: str) -> str:
    return key.replace("generated", "really")


def play(told: Telling, until: datetime) -> Played:
    """Every step and every sweep of the told life, in order."""
    played, swept = Played(told), list(told.told.book.swept)
    for step in told.plan.steps:
        while swept and swept[0][2] < step.at:
            come_by(played, *swept.pop(0))
        PLAYED[step.verb](played, step.at)
    for found in swept:
        assert found[2] < until
        come_by(played, *found)
    return played


def come_by(it: Played, record: UUID, kind: str, at: datetime) -> None:
    clock = as_owner(CLOCK, it.mapped(record), kind)[0][0]
    with as_role("worker"):
        assert escalate_clock(clock=UUID(str(clock)), by=Actor.system("sweep"), at=at)


def _begin(it: Played, at: datetime) -> None:
    cast, key = it.told.cast, really(it.told.given.key)
    if cast.operator is not None:
        by = it.seat(cast.operator)
        code = walking_in.draw_code(by=by, at=at)
        lock = new_lock(code.secret)
        walking_in.receive(code=code, lock=lock, key=key, answers=cast.answers, by=by, at=at)
        found = as_owner("SELECT id FROM intake_complaint WHERE locator = %s", code.locator)
        it.complaint = UUID(str(found[0][0]))
        secret = issue_pass("REPORTER", it.complaint)
        it.begun = Begun(it.complaint, code, secret, lock.reply_key)
    else:
        with as_role("public"):
            it.begun = begin(key=key, lock=new_lock(), by=stranger(), at=at)
            it.complaint = it.begun.complaint
    with as_role("public"), reading(it.reporter):
        it.keys = own_keys(it.begun.reply_key, to=it.reporter)


def _confirm_code(it: Played, at: datetime) -> None:
    if it.told.cast.operator is None:
        assert it.begun is not None
        code = it.begun.code
        with as_role("public"):
            confirm_code(code=code, typed=code.digits[-4:], by=it.reporter, at=at)


def _save(it: Played, at: datetime) -> None:
    if it.told.cast.operator is None:
        answers = it.told.cast.answers
        changes = {name: getattr(answers, name) for name in answers.__slots__}
        with as_role("public"):
            save_answers(changes=changes, keys=it.own_keys, by=it.reporter, at=at)


def _submit(it: Played, at: datetime) -> None:
    if it.told.cast.operator is None:
        key = f"{really(it.told.given.key)}/sent"
        with as_role("public"):
            submit(key=key, keys=it.own_keys, by=it.reporter, at=at)


def _sort(it: Played, at: datetime) -> None:
    with as_role("worker"):
        sort_complaint(complaint=it.id, by=Actor.system("sort"), at=at)


def _write(it: Played, at: datetime) -> None:
    text = it.told.text(texts.MESSAGES)
    with as_role("public"):
        messaging.write_as_reporter(
            text=text, key=it.key(), keys=it.own_keys, by=it.reporter, at=at
        )


def by_cast(seat: str, verb: Any, **given: Any) -> Callable[[Played, datetime], Any]:
    def step(it: Played, at: datetime) -> Any:
        by = it.seat(getattr(it.told.cast, seat))
        return verb(complaint=it.id, by=by, at=at, **given)

    return step


def decision(it: Played) -> UUID:
    with as_role("owner"):
        return Decision.objects.filter(complaint=it.id).latest("opened_at").id


def _decide(it: Played, at: datetime) -> None:
    finding, by = living.finding_of(it.told), it.seat(it.told.cast.screener)
    screening.decide(decision=decision(it), finding=finding, by=by, at=at)


def _review(it: Played, at: datetime) -> None:
    view, by = living.view_of(it.told), it.seat(it.told.cast.second)
    screening.review(
        decision=decision(it),
        outcome=view.outcome,
        urgency=view.urgency,
        reasons=view.reasons,
        by=by,
        at=at,
    )


def _allocate(it: Played, at: datetime) -> None:
    by, officer = it.seat(it.told.cast.screener), it.told.cast.officer
    screening.allocate(complaint=it.id, unit=officer.unit, by=by, at=at)


def _allocate_elsewhere(it: Played, at: datetime) -> None:
    by, officer = it.seat(it.told.cast.screener), it.told.cast.elsewhere
    screening.allocate(complaint=it.id, unit=officer.unit, by=by, at=at)


def _redirect(it: Played, at: datetime) -> None:
    cast = it.told.cast
    service = (cast.services or it.told.given.world.services)[0].id
    words, by = it.told.text(texts.HANDOVERS), it.seat(cast.screener)
    desk.redirect(complaint=it.id, words=words, service=service, by=by, at=at)


def _keep(it: Played, at: datetime) -> None:
    by, day = it.seat(it.told.cast.screener), (at + living.REVIEW_IN).date()
    desk.keep(complaint=it.id, review_on=day, reason="Too thin.", by=by, at=at)


def officer(it: Played) -> InventedSeat:
    """Who acts, read from the row as `living.acting` reads it from the told one."""
    sql = "SELECT action_unit, rejections FROM intake_complaint WHERE id = %s"
    acts, rejections = as_owner(sql, it.id)[0]
    cast = it.told.cast
    if str(acts) == str(cast.elsewhere.unit):
        return cast.elsewhere
    return cast.colleague if rejections and cast.colleague else cast.officer


def _start(it: Played, at: datetime) -> None:
    seat, title = officer(it), living.title_of(it.told)
    done = casework.start_complaint(
        complaint=it.id, officer=seat.id, title=title, by=it.seat(seat), at=at
    )
    it.dossier = done.id


def _entry(kind: EntryKind, text: str) -> Callable[[Played, datetime], None]:
    def step(it: Played, at: datetime) -> None:
        by = it.seat(officer(it))
        day = at.date()
        row = casework.write_entry(
            dossier=it.file, kind=kind, text=text, happened_on=day, by=by, at=at
        )
        it.evidence = row.id

    return step


def _tell_reporter(it: Played, at: datetime) -> None:
    if it.told.cast.answers.contact != "NEVER":
        text, by = it.told.text(texts.QUESTIONS), it.seat(officer(it))
        messaging.write_as_desk(complaint=it.id, text=text, by=by, at=at)


def _ask(it: Played, at: datetime) -> None:
    by, question = it.seat(officer(it)), it.told.text(texts.QUESTIONS)
    unit.ask(complaint=it.id, question=question, by=by, at=at)


def _propose(it: Played, at: datetime) -> None:
    assert it.evidence is not None
    casework.propose_outcome(
        complaint=it.id,
        outcome=living.GIVEN,
        entry=it.evidence,
        words=it.told.text(texts.OUTCOMES),
        by=it.seat(officer(it)),
        at=at,
    )


def _assign(it: Played, at: datetime) -> None:
    seat = officer(it)
    unit.assign(complaint=it.id, officer=seat.id, by=it.seat(seat), at=at)


def _close_dossier(it: Played, at: datetime) -> None:
    casework.close_dossier(dossier=it.file, reason="Done.", by=it.seat(officer(it)), at=at)


def _agree(it: Played, at: datetime) -> None:
    by = it.seat(living.reader(it.told))
    closing.agree_unconfirmed(complaint=it.id, reason="Read.", by=by, at=at)


def _refuse_closing(it: Played, at: datetime) -> None:
    by = it.seat(living.reader(it.told))
    closing.refuse_unconfirmed(complaint=it.id, reason="Read.", by=by, at=at)


def _act(act: Act, choice: str = "") -> Callable[[Played, datetime], None]:
    def step(it: Played, at: datetime) -> None:
        text = it.told.text(texts.ANSWERS) if act is Act.ANSWER else ""
        with as_role("public"):
            row = acting.decide(
                act=act,
                key=it.key(),
                keys=it.own_keys,
                by=it.reporter,
                at=at,
                text=text,
                choice=choice,
            )
        with as_role("worker"):
            assert acting.apply_act(act=row.id, by=Actor.system("act"), at=at + APPLIED)
        assert as_owner("SELECT refused FROM intake_reporter_act WHERE id = %s", row.id) == [
            (None,)
        ]

    return step


def wanted(it: Played, number: int) -> referring.ReferralRequest:
    return referring.ReferralRequest(
        dossier=it.file,
        service=it.told.cast.services[number].id,
        urgency="U2",
        basis=Basis.CONSENT,
        needs=living.NEEDS,
        consent_how=ConsentHow.SPOKEN,
    )


def _draft(it: Played, at: datetime) -> None:
    by = it.seat(it.told.cast.officer)
    it.referrals.append(referring.draft_referral(request=wanted(it, 0), by=by, at=at).id)


def _submit_referral(it: Played, at: datetime) -> None:
    by = it.seat(it.told.cast.officer)
    referring.submit_referral(referral=it.referrals[-1], by=by, at=at)


def _clear(it: Played, at: datetime) -> None:
    with as_role("owner"):
        waits = Referral.objects.get(pk=it.referrals[-1]).status == Status.SUBMITTED
    if waits and it.told.cast.colleague is not None:
        by = it.seat(it.told.cast.colleague)
        referring.clear_referral(referral=it.referrals[-1], by=by, at=at)


def _send_back(it: Played, at: datetime) -> None:
    assert it.told.cast.colleague is not None
    by = it.seat(it.told.cast.colleague)
    referring.return_referral(referral=it.referrals[-1], reason=living.NOT_YET, by=by, at=at)


def receiving(verb: Any, **given: Any) -> Callable[[Played, datetime], None]:
    def step(it: Played, at: datetime) -> None:
        by = it.seat(receiver(it))
        verb(referral=it.referrals[-1], by=by, at=at, **given)

    return step


def receiver(it: Played) -> InventedSeat:
    with as_role("owner"):
        to = Referral.objects.get(pk=it.referrals[-1]).to_unit
    return receivers(it.told.given.world, to)[0]


def _accept(it: Played, at: datetime) -> None:
    seat = receiver(it)
    referring.accept_referral(referral=it.referrals[-1], officer=seat.id, by=it.seat(seat), at=at)


def sending(verb: Any, **given: Any) -> Callable[[Played, datetime], None]:
    def step(it: Played, at: datetime) -> None:
        verb(referral=it.referrals[-1], by=it.seat(it.told.cast.officer), at=at, **given)

    return step


def _reroute(it: Played, at: datetime) -> None:
    by = it.seat(it.told.cast.officer)
    child = referring.reroute_referral(
        referral=it.referrals[-1], request=wanted(it, -1), by=by, at=at
    )
    it.referrals.append(child.id)


def _wait(it: Played, at: datetime) -> None:
    del it, at


PLAYED: Mapping[str, Callable[[Played, datetime], Any]] = {
    "begin": _begin,
    "confirm_code": _confirm_code,
    "save": _save,
    "submit": _submit,
    "sort": _sort,
    "write": _write,
    "acknowledge": by_cast("duty", desk.acknowledge),
    "triage": by_cast("screener", screening.triage),
    "decide": _decide,
    "review": _review,
    "allocate": _allocate,
    "allocate_elsewhere": _allocate_elsewhere,
    "decline": by_cast("officer", unit.decline, reason="NO_CAPACITY"),
    "redirect": _redirect,
    "keep": _keep,
    "take_new_information": by_cast("duty", desk.take_new_information),
    "start": _start,
    "contact": _entry(EntryKind.CONTACT, living.CONTACT_MADE),
    "result": _entry(EntryKind.RESULT, living.RESULT),
    "tell_reporter": _tell_reporter,
    "ask": _ask,
    "propose": _propose,
    "assign": _assign,
    "close_dossier": _close_dossier,
    "agree": _agree,
    "answer": _act(Act.ANSWER),
    "confirm": _act(Act.CONFIRM, "YES"),
    "reject": _act(Act.REJECT, "PARTLY"),
    "reopen": _act(Act.REOPEN),
    "refuse_closing": _refuse_closing,
    "withdraw": _act(Act.WITHDRAW),
    "stop_contact": _act(Act.STOP_CONTACT),
    "draft": _draft,
    "submit_referral": _submit_referral,
    "clear": _clear,
    "see": receiving(referring.see_referral),
    "accept": _accept,
    "serve": receiving(referring.start_service, text="First contact made. (invented)"),
    "tell_outcome": receiving(
        referring.report_outcome, outcome=living.GIVEN, text="The service was given. (invented)"
    ),
    "confirm_referral": sending(referring.confirm_outcome),
    "decline_referral": receiving(referring.decline_referral, reason="NO_CAPACITY"),
    "reroute": _reroute,
    "send_back": _send_back,
    "recall": sending(referring.recall_referral, reason="No longer needed. (invented)"),
    "wait_lapse": _wait,
    "wait_confirmed": _wait,
    "wait_reader": _wait,
}
