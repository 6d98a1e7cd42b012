"""Late steps of a generated report: what the sweep finds and who is told (workflows.md section
2).
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from amaan.demo.generator import clocks
from amaan.demo.generator.book import Book, RunningClock
from amaan.demo.generator.reporting import InventedReport, after_step, move
from amaan.demo.generator.rows import Row
from amaan.demo.generator.serving import confirm_referral
from amaan.demo.generator.world import InventedSeat
from amaan.directory.rules.clock_limits import LEVEL_OF, OVERSIGHT_LEVEL, SUPERVISOR_LEVEL
from amaan.intake.rules.clocks import CONFIRM, INFORMATION
from amaan.intake.rules.complaint import Event, Status
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.ledger.actions import Transition
from amaan.referral.rules.referral import Status as Referred
from amaan.security.actions.escalating import TASK
from amaan.security.queries.ladder import LadderMatter
from amaan.security.rules.purposes import GrantPurpose
from amaan.security.rules.roles import LEADS, SUPERVISORS
from amaan.work.rules.clocks import Next

SWEEP = Actor.system("sweep")


def sweep(report: InventedReport, before: datetime, since: datetime) -> datetime:
    """Everything that the sweep found between two steps; returns when it found the last."""
    last = since
    while (found := clocks.first_due(report.book, before)) is not None:
        moment, dial = found
        last = max(moment, last)
        if last >= before:
            break
        report.book.swept.append((dial.about.id, dial.row["kind"], last))
        if clocks.step(dial, at=last) in (Next.BREACH, Next.CLIMB):
            escalate_late_clock(report, dial, at=last)
    return last


def escalate_late_clock(report: InventedReport, dial: RunningClock, *, at: datetime) -> None:
    if dial.about.kind == "referral":
        late_referral(report, dial, at=at)
    elif dial.kind == INFORMATION:
        lapse(report, dial, at=at)
    else:
        reached = reached_by(report, dial, at=at)
        body = {"clock": dial.kind, "level": dial.times.level, "rung": reached}
        report.book.fact(Fact("intake.clock_late", report.ref, SWEEP, at, body=body))


def lapse(report: InventedReport, dial: RunningClock, *, at: datetime) -> None:
    if dial.times.level == 0 and report.status is Status.MORE_INFORMATION:
        back = Status(report.row["asked_in"])
        move(report, Transition(Event.LIMIT, to=back, columns={"asked_in": ""}), by=SWEEP, at=at)
        after_step(report, at=at)


def reached_by(report: InventedReport, dial: RunningClock, *, at: datetime) -> int:
    if dial.times.level == 0:
        return ask_another_unit(report, at=at) if dial.kind == CONFIRM else 0
    return raise_above(report, before_post(dial), by=SWEEP, at=at)


def before_post(dial: RunningClock) -> int:
    """The level below the post that the limit names for the rung reached."""
    level = dial.times.level
    return LEVEL_OF.get(dial.terms.ladder[level - 1].post, level) - 1


def raise_above(report: InventedReport, level: int, *, by: Actor, at: datetime) -> int:
    found = next_post(report.book, matter_of(report), level, at=at)
    if found is None:
        return 0
    add_reader(report, found[1], TASK, by=by, at=at)
    return found[0]


def ask_another_unit(report: InventedReport, *, at: datetime) -> int:
    for above in (SUPERVISOR_LEVEL - 1, OVERSIGHT_LEVEL - 1):
        found = next_post(report.book, matter_of(report), above, at=at)
        own = (report.row["action_unit"], report.row["desk_unit"])
        if found and found[1].unit not in own and found[0] in (SUPERVISOR_LEVEL, OVERSIGHT_LEVEL):
            add_reader(report, found[1], "agree_unconfirmed", by=SWEEP, at=at)
            return found[0]
    return 0


def matter_of(report: InventedReport) -> LadderMatter:
    row = report.row
    unit: UUID | None = row["action_unit"] or row["desk_unit"]
    parent = report.book.world.units[unit].parent if unit else None
    return LadderMatter(report.id, unit, parent, row["district"], row["province"])


def next_post(
    book: Book, matter: LadderMatter, above: int, *, at: datetime
) -> tuple[int, InventedSeat] | None:
    """The first filled rung above a level outside the excluded set, as `security` finds it."""
    rungs = (
        (1, LEADS, "unit", matter.unit),
        (2, SUPERVISORS, "unit", matter.parent_unit),
        (3, ("district_focal_person",), "territory", matter.district),
        (4, ("provincial_coordinator",), "territory", matter.province),
        (5, ("federal_desk",), "", None),
        (OVERSIGHT_LEVEL, ("oversight_officer",), "", None),
    )
    barred = book.excluded.get(matter.record, set())
    for level, roles, named, wanted in rungs:
        if level <= above or (named and wanted is None):
            continue
        for seat in book.world.seats:
            fits = seat.role in roles and (not named or getattr(seat, named) == wanted)
            if fits and seat.starts_on <= at.date() and seat.unit not in barred:
                return level, seat
    return None


def add_reader(
    report: InventedReport, post: InventedSeat, kind: str, *, by: Actor, at: datetime
) -> None:
    row = report.row
    holders = tuple(unit for unit in (row["action_unit"], row["desk_unit"]) if unit)
    raise_to(report.book, post, AskedAgain(report.ref, holders, row["urgency"], kind), by=by, at=at)


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """What a post of the ladder is asked to do, and which units can open the record for it."""

    about: Ref
    holders: tuple[UUID, ...]
    urgency: str
    kind: str = TASK


def raise_to(book: Book, post: InventedSeat, asked: AskedAgain, *, by: Actor, at: datetime) -> None:
    ref = asked.about
    book.grant(ref, post.unit, ref, GrantPurpose.ESCALATION, by=by, at=at)
    holder = next((unit for unit in asked.holders if book.holds_keys(ref.id, unit)), None)
    if holder is not None and holder != post.unit:
        book.hand_over(ref.id, holder, post.unit, by=by, at=at)
    book.task(ref, post.unit, asked.kind, asked.urgency, by=by, at=at, seat=post.id)
    book.notice(ref, post.unit, asked.kind, at=at, seat=post.id)


def reject(report: InventedReport, act: Row, *, at: datetime) -> None:
    """Back one level up, to another officer; the second time to the oversight pool."""
    row = report.row
    rejected = row["rejections"] + 1
    former = [*row["former_officers"], str(row["outcome_by"])]
    body = {"rejections": rejected, "choice": act["choice"]}
    columns = {
        "rejections": rejected,
        "rejected_at": at,
        "action_officer": None,
        "former_officers": former,
    }
    step = Transition(Event.REJECT, key=act["key"], body=body, columns=columns)
    move(report, step, by=report.by, at=at)
    above = OVERSIGHT_LEVEL - 1 if rejected > 1 else 0
    raise_above(report, above, by=report.by, at=at)
    after_step(report, at=at)


def late_referral(report: InventedReport, dial: RunningClock, *, at: datetime) -> None:
    row = next(it for it in report.referrals if it["id"] == dial.about.id)
    level, rung = dial.times.level, 0
    if dial.kind == "outcome_confirm":
        if level == 0 and row["status"] == Referred.OUTCOME_REPORTED:
            confirm_referral(report, row, by=SWEEP, at=at, automatic=True)
        return
    if level == 0:
        report.book.task(dial.about, row["from_unit"], "late", row["urgency"], by=SWEEP, at=at)
    else:
        rung = climb_referral(report, row, dial, at=at)
    body = {"clock": dial.kind, "level": level, "rung": rung}
    report.book.fact(Fact("referral.clock_late", dial.about, SWEEP, at, body=body))


def climb_referral(report: InventedReport, row: Row, dial: RunningClock, *, at: datetime) -> int:
    book, unit = report.book, row["to_unit"]
    book.inherit_exclusions(row["dossier_id"], row["id"], at=at)
    parent = book.world.units[unit].parent
    matter = LadderMatter(row["id"], unit, parent, row["district"], row["province"])
    found = next_post(book, matter, before_post(dial), at=at)
    if found is None:
        return 0
    asked = AskedAgain(dial.about, (row["from_unit"], unit), row["urgency"])
    raise_to(book, found[1], asked, by=SWEEP, at=at)
    return found[0]
