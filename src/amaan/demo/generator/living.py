"""Telling one life: each step of its plan, taken by its cast, with what the sweep finds between."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID

from amaan.casework.rules.dossier import EntryKind
from amaan.demo.generator import casing, climbing, filing, reporting, serving, texts
from amaan.demo.generator.book import Book
from amaan.demo.generator.casting import Cast, receivers
from amaan.demo.generator.lives import Plan
from amaan.demo.generator.reporting import InventedReport, SharedLock, Start
from amaan.demo.generator.rows import Row
from amaan.demo.generator.world import InventedSeat, World
from amaan.intake.rules.acts import Act
from amaan.kernel.actor import Actor
from amaan.kernel.urgency import Urgency
from amaan.referral.rules.referral import Status as Referred
from amaan.screening.actions.deciding import Finding
from amaan.screening.rules.decision import Outcome
from amaan.screening.rules.elements import Age, AgeBasis, ElementAnswer, Elements
from amaan.work.models import Task

APPLIED: Final = timedelta(seconds=2)  # after the reporter decided
REVIEW_IN: Final = timedelta(days=90)
GIVEN: Final = "SERVICE_GIVEN_FULLY"


@dataclass(frozen=True, slots=True)
class Given:
    """What is the same for all reports of a run, and what this one has of its own."""

    world: World
    lock: SharedLock
    locator: str
    key: str


@dataclass(slots=True)
class Telling:
    plan: Plan
    cast: Cast
    given: Given
    random: Random
    now: datetime
    report: InventedReport | None = None
    later: int = 0  # so often has the reporter written
    evidence: UUID | None = None
    log: list[tuple[str, datetime]] = field(default_factory=list)

    @property
    def told(self) -> InventedReport:
        if self.report is None:
            raise LookupError("nothing was begun")
        return self.report

    def by(self, seat: InventedSeat) -> Actor:
        return self.given.world.actor(seat)

    def text(self, of: tuple[texts.Both, ...]) -> str:
        return texts.pick(of, self.plan.number, urdu=self.cast.urdu)

    def key(self) -> str:
        self.later += 1
        return f"{self.given.key}/{self.later}"


def tell_life(telling: Telling, until: datetime) -> Book:
    """Every step in its time, then what the sweep has found until now."""
    for step in telling.plan.steps:
        if telling.report is not None:
            telling.now = climbing.sweep(telling.report, step.at, telling.now)
        VERBS[step.verb](telling, step.at)
        telling.now = step.at
        telling.log.append((step.verb, step.at))
    climbing.sweep(telling.told, until, telling.now)
    return telling.told.book


def begin(it: Telling, at: datetime) -> None:
    operator = it.by(it.cast.operator) if it.cast.operator else None
    start = Start(
        it.given.key, it.given.locator, it.given.lock, it.cast.answers, it.cast.district, operator
    )
    it.report = reporting.begin(Book(it.given.world), start, at=at)


def confirm_code(it: Telling, at: datetime) -> None:
    if it.cast.operator is None:
        reporting.confirm_code(it.told, at=at)


def save(it: Telling, at: datetime) -> None:
    if it.cast.operator is None:
        reporting.save_answers(it.told, it.cast.answers, at=at)


def submit(it: Telling, at: datetime) -> None:
    operator = it.cast.operator
    by = it.by(operator) if operator else it.told.by
    reporting.submit(
        it.told, f"{it.given.key}/sent", by=by, at=it.told.row["begun_at"] if operator else at
    )


def sort(it: Telling, at: datetime) -> None:
    reporting.sort(it.told, at=at)


def write(it: Telling, at: datetime) -> None:
    reporting.write_as_reporter(it.told, it.text(texts.MESSAGES), it.key(), at=at)


def acknowledge(it: Telling, at: datetime) -> None:
    casing.acknowledge(it.told, by=it.by(it.cast.duty), at=at)


def triage(it: Telling, at: datetime) -> None:
    casing.triage(it.told, by=it.by(it.cast.screener), at=at)


def outcome_of(plan: Plan) -> Outcome:
    kinds = {"redirected": Outcome.NOT_TRAFFICKING, "kept": Outcome.POSSIBLE}
    return kinds.get(plan.name, Outcome.LIKELY)


def finding_of(it: Telling) -> Finding:
    age = Age.CHILD if it.plan.child else Age.ADULT
    return Finding(
        Elements(age, ElementAnswer.YES, ElementAnswer.YES, ElementAnswer.YES),
        AgeBasis.STATED,
        (it.cast.form,),
        outcome_of(it.plan),
        Urgency(it.plan.urgency),
        "Act, means and purpose as told. (invented)",
    )


def decide(it: Telling, at: datetime) -> None:
    casing.decide(it.told, finding_of(it), by=it.by(it.cast.screener), at=at)


def view_of(it: Telling) -> casing.SecondView:
    urgency = Urgency(it.plan.urgency)
    if it.plan.name == "changed at review":
        return casing.SecondView(Outcome.POSSIBLE, urgency, "Too little is known yet. (invented)")
    words = "Agreed after reading the report. (invented)"
    return casing.SecondView(outcome_of(it.plan), urgency, words)


def review(it: Telling, at: datetime) -> None:
    casing.review(it.told, view_of(it), by=it.by(it.cast.second), at=at)


def allocate(it: Telling, at: datetime) -> None:
    casing.allocate(it.told, it.cast.officer.unit, by=it.by(it.cast.screener), at=at)


def decline(it: Telling, at: datetime) -> None:
    casing.decline(it.told, "NO_CAPACITY", by=it.by(it.cast.officer), at=at)


def acting(it: Telling) -> InventedSeat:
    """Who acts now: the officer, whoever took over, or the other office's officer."""
    if it.told.row["action_unit"] == it.cast.elsewhere.unit:
        return it.cast.elsewhere
    mate = it.cast.colleague
    again = it.told.row["rejections"] > 0 and mate is not None
    return mate if again and mate is not None else it.cast.officer


def allocate_elsewhere(it: Telling, at: datetime) -> None:
    casing.allocate(it.told, it.cast.elsewhere.unit, by=it.by(it.cast.screener), at=at)


def redirect(it: Telling, at: datetime) -> None:
    service = it.cast.services[0].id if it.cast.services else it.given.world.services[0].id
    words = it.text(texts.HANDOVERS)
    casing.redirect(it.told, words, service, by=it.by(it.cast.screener), at=at)


def keep(it: Telling, at: datetime) -> None:
    review_on = (at + REVIEW_IN).date()
    casing.keep(it.told, review_on, by=it.by(it.cast.screener), at=at)


def take_new_information(it: Telling, at: datetime) -> None:
    casing.take_new_information(it.told, by=it.by(it.cast.duty), at=at)


def title_of(it: Telling) -> str:
    return f"{it.cast.answers.people}: {it.cast.district.name} (invented)"


def start(it: Telling, at: datetime) -> None:
    seat, report = acting(it), it.told
    filing.start_complaint(report, seat.id, title_of(it), by=it.by(seat), at=at)


CONTACT_MADE: Final = "Safe contact made by the way the reporter chose. (invented)"
RESULT: Final = "Result of the work, as seen on the day. (invented)"


def contact(it: Telling, at: datetime) -> None:
    filing.write_entry(it.told, EntryKind.CONTACT, CONTACT_MADE, by=it.by(acting(it)), at=at)


def tell_reporter(it: Telling, at: datetime) -> None:
    if not it.told.row["contact_barred"]:
        reporting.write_as_desk(it.told, it.text(texts.QUESTIONS), by=it.by(acting(it)), at=at)


def ask(it: Telling, at: datetime) -> None:
    casing.ask(it.told, it.text(texts.QUESTIONS), by=it.by(acting(it)), at=at)


def result(it: Telling, at: datetime) -> None:
    by = it.by(acting(it))
    it.evidence = filing.write_entry(it.told, EntryKind.RESULT, RESULT, by=by, at=at)


def propose(it: Telling, at: datetime) -> None:
    if it.evidence is None:
        raise LookupError("no result was written")
    words = it.text(texts.OUTCOMES)
    casing.propose(it.told, GIVEN, it.evidence, words, by=it.by(acting(it)), at=at)


def assign(it: Telling, at: datetime) -> None:
    casing.assign(it.told, acting(it).id, by=it.by(acting(it)), at=at)


def close_dossier(it: Telling, at: datetime) -> None:
    filing.close_dossier(it.told, by=it.by(acting(it)), at=at)


def reader(it: Telling) -> InventedSeat:
    """The supervisor of another unit whom the sweep asked to agree."""
    tasks = it.told.book.of(Task)
    asked = [row["seat"] for row in tasks if row["kind"] == "AGREE_UNCONFIRMED"]
    return next(seat for seat in it.given.world.seats if seat.id == asked[-1])


def agree(it: Telling, at: datetime) -> None:
    casing.close_unconfirmed(it.told, by=it.by(reader(it)), at=at)


def refuse_closing(it: Telling, at: datetime) -> None:
    casing.refuse_closing(it.told, by=it.by(reader(it)), at=at)


def deciding(act: Act, choice: str = "") -> "Verb":
    """The reporter decides, and the worker applies it at once."""

    def verb(it: Telling, at: datetime) -> None:
        text = it.text(texts.ANSWERS) if act is Act.ANSWER else ""
        row = reporting.decide_act(it.told, act, it.key(), at=at, text=text, choice=choice)
        APPLY[act](it.told, row, at=at + APPLIED)
        row["applied_at"] = at + APPLIED

    return verb


APPLY: Final[Mapping[str, Callable[..., None]]] = {
    **casing.APPLY,
    Act.REJECT: climbing.reject,
    Act.WITHDRAW: serving.withdraw,
}


# referrals


NEEDS: Final = "One person, needs an appointment this week. (invented)"


def last(it: Telling) -> Row:
    return it.told.referrals[-1]


def draft(it: Telling, at: datetime) -> None:
    serving.draft(it.told, it.cast.services[0], NEEDS, by=it.by(it.cast.officer), at=at)


def submit_referral(it: Telling, at: datetime) -> None:
    serving.submit_referral(it.told, last(it), by=it.by(it.cast.officer), at=at)


def clear(it: Telling, at: datetime) -> None:
    if last(it)["status"] == Referred.SUBMITTED and it.cast.colleague is not None:
        serving.send_out(it.told, last(it), by=it.by(it.cast.colleague), at=at)


NOT_YET: Final = "Say first what is needed. (invented)"


def send_back(it: Telling, at: datetime) -> None:
    if it.cast.colleague is None:
        raise LookupError("nobody else is in the unit")
    serving.send_back(it.told, last(it), NOT_YET, by=it.by(it.cast.colleague), at=at)


def receiver(it: Telling) -> InventedSeat:
    return receivers(it.given.world, last(it)["to_unit"])[0]


def see(it: Telling, at: datetime) -> None:
    serving.see(it.told, last(it), by=it.by(receiver(it)), at=at)


def accept(it: Telling, at: datetime) -> None:
    seat = receiver(it)
    serving.accept(it.told, last(it), seat.id, by=it.by(seat), at=at)


def serve(it: Telling, at: datetime) -> None:
    text = "First contact made. (invented)"
    serving.serve(it.told, last(it), text, by=it.by(receiver(it)), at=at)


def tell_outcome(it: Telling, at: datetime) -> None:
    text = "The service was given. (invented)"
    serving.tell_outcome(it.told, last(it), GIVEN, text, by=it.by(receiver(it)), at=at)


def confirm_referral(it: Telling, at: datetime) -> None:
    serving.confirm_referral(it.told, last(it), by=it.by(it.cast.officer), at=at)


def decline_referral(it: Telling, at: datetime) -> None:
    serving.decline_referral(it.told, last(it), "NO_CAPACITY", by=it.by(receiver(it)), at=at)


def reroute(it: Telling, at: datetime) -> None:
    other = it.cast.services[-1]
    serving.reroute(it.told, last(it), other, NEEDS, by=it.by(it.cast.officer), at=at)


def recall(it: Telling, at: datetime) -> None:
    text = "No longer needed. (invented)"
    serving.recall(it.told, last(it), text, by=it.by(it.cast.officer), at=at)


def wait(it: Telling, at: datetime) -> None:
    """Nobody does anything; the sweep comes by."""


Verb = Callable[[Telling, datetime], None]
VERBS: Final[Mapping[str, Verb]] = {
    **{
        verb.__name__: verb
        for verb in (
            begin, confirm_code, save, submit, sort, write, acknowledge, triage, decide, review,
            allocate, decline, allocate_elsewhere, redirect, keep, take_new_information, start,
            contact, tell_reporter, ask, result, propose, assign, close_dossier, agree, draft,
            submit_referral, clear, see, accept, serve, tell_outcome, confirm_referral,
            decline_referral, reroute, recall, send_back, refuse_closing,
        )
    },
    "answer": deciding(Act.ANSWER),
    "confirm": deciding(Act.CONFIRM, "YES"),
    "reject": deciding(Act.REJECT, "PARTLY"),
    "reopen": deciding(Act.REOPEN),
    "withdraw": deciding(Act.WITHDRAW),
    "stop_contact": deciding(Act.STOP_CONTACT),
    "wait_lapse": wait,
    "wait_confirmed": wait,
    "wait_reader": wait,
}  # fmt: skip
