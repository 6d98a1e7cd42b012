"""The first steps of a generated report: begun, told, sent, sorted, opened, and what its reporter
writes and decides later. Each function leaves the rows of the action of the same name.
"""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from amaan.demo.generator import clocks
from amaan.demo.generator.book import Book, OpenKey, new_id
from amaan.demo.generator.rows import Row
from amaan.demo.generator.world import SORTING, District
from amaan.intake.actions.beginning import KDF_PARAMETERS
from amaan.intake.actions.moving import COMPLAINT
from amaan.intake.models import (
    ANSWERS,
    BODY,
    PRIVATE_HALF,
    Accused,
    Code,
    Complaint,
    Message,
    ReporterAct,
)  # fmt: skip
from amaan.intake.rules.acts import Act
from amaan.intake.rules.answers import Answers, ReporterAnswer
from amaan.intake.rules.clocks import CONTACT, INFORMATION, KINDS, MEETS, STARTS
from amaan.intake.rules.complaint import OPEN, Event, Status
from amaan.intake.rules.exclusion import Accusation, excluded_offices
from amaan.intake.rules.thread import Channel, MessageKind, Side
from amaan.intake.rules.urgency import provisional
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.envelope import Pair, new_pair, seal, seal_private
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.ledger.actions import Transition
from amaan.security.actions.sealing import Recipients
from amaan.security.rules.purposes import (
    ConsentHow,
    ConsentPurpose,
    ExclusionBasis,
    GrantPurpose,
    KeyPurpose,
)

SORT = Actor.system("sort")
STRANGER = Actor(kind=ActorKind.REPORTER, role="reporter")  # before the code is known


@dataclass(frozen=True, slots=True)
class SharedLock:
    """What one run of the KDF on a secret that nobody kept gave: the same for all of a node."""

    salt: bytes
    pepper: str
    verifier: bytes
    reply_key: bytes = field(repr=False)


@dataclass(slots=True)
class InventedReport:
    """A report while its life is told."""

    book: Book
    row: Row
    district: District
    answers: Answers
    pair: Pair
    key: OpenKey
    decision: Row | None = None
    dossier: Row | None = None
    referrals: list[Row] = field(default_factory=list)

    @property
    def id(self) -> UUID:
        ident: UUID = self.row["id"]
        return ident

    @property
    def ref(self) -> Ref:
        return Ref("complaint", self.id)

    @property
    def status(self) -> Status:
        return Status(self.row["status"])

    @property
    def by(self) -> Actor:
        return Actor(kind=ActorKind.REPORTER, subject=self.id, role="reporter")

    @property
    def holders(self) -> tuple[UUID, ...]:
        found = (self.row["desk_unit"], self.row["action_unit"])
        return tuple(unit for unit in found if unit) or (SORTING,)

    @property
    def place(self) -> tuple[UUID | None, UUID | None]:
        return self.row["province"], self.row["district"]


@dataclass(frozen=True, slots=True)
class Start:
    """With what a report begins."""

    key: str  # of the form
    locator: str
    lock: SharedLock
    answers: Answers
    district: District
    operator: Actor | None = None


def begin(book: Book, start: Start, *, at: datetime) -> InventedReport:
    ident, pair = new_id(at), new_pair()
    by = start.operator
    reporter = Actor(kind=ActorKind.REPORTER, subject=ident, role="reporter")
    opened = book.new_key(Ref("complaint", ident), KeyPurpose.NARRATIVE, at=at)
    row = book.add(
        Complaint,
        ident,
        locator=start.locator,
        begin_key=start.key,
        operator=by.subject if by else None,
        node=book.world.node,
        channel=str(Channel.WALK_IN if by else Channel.WEB),
        status=str(Status.BEGUN),
        begun_at=at,
        data_key=opened.id,
    )
    report = InventedReport(book, row, start.district, Answers(), pair, opened)
    book.add(
        Code,
        ident,
        salt=start.lock.salt,
        kdf=KDF_PARAMETERS,
        pepper=start.lock.pepper,
        verifier=start.lock.verifier,
        public=pair.public,
        private=seal_private(pair.private, start.lock.reply_key, PRIVATE_HALF.of(ident)),
        issued_at=at,
        confirmed_at=at if by else None,
    )
    book.wrap_to(opened, Recipients(reporter=pair.public), by=by or STRANGER, at=at)
    step = Transition(Event.BEGIN, key=start.key)
    book.tell(COMPLAINT, row, step, "", by=by or reporter, at=at)
    put_answers(report, start.answers if by else Answers())
    return report


def put_answers(report: InventedReport, answers: Answers) -> None:
    report.answers = answers
    report.row["answers"] = seal(answers.to_bytes(), report.key.key, ANSWERS.of(report.id))


def confirm_code(report: InventedReport, *, at: datetime) -> None:
    report.book.of(Code)[0]["confirmed_at"] = at
    report.book.fact(Fact("intake.code_confirmed", report.ref, report.by, at))


def save_answers(report: InventedReport, answers: Answers, *, at: datetime) -> None:
    put_answers(report, answers)
    report.row["version"] += 1
    report.book.fact(Fact("intake.draft_saved", report.ref, report.by, at))


def move(report: InventedReport, step: Transition, *, by: Actor, at: datetime) -> None:
    report.book.take(COMPLAINT, report.row, step, by=by, at=at)


def submit(report: InventedReport, key: str, *, by: Actor, at: datetime) -> None:
    answers, book = report.answers, report.book
    urgency, fired = provisional(answers.danger())
    columns = {
        "received_at": at,
        "urgency": str(urgency),
        "provisional_urgency": str(urgency),
        "child": answers.danger().child is True,
        "official_named": answers.official == ReporterAnswer.YES,
        "to_police": answers.to_police == ReporterAnswer.YES,
        "contact_barred": answers.contact == "NEVER",
        "district": report.district.id,
        "province": report.district.province,
    }
    step = Transition(Event.SUBMIT, key=key, body={"rules": list(fired)}, columns=columns)
    move(report, step, by=by, at=at)
    book.wrap_to(report.key, Recipients((SORTING,)), by=by, at=at)
    note_accused(report, at=at)
    if answers.to_police == ReporterAnswer.YES:
        book.consent(report.id, ConsentPurpose.TO_POLICE, ConsentHow.FORM, by=by, at=at)


def note_accused(report: InventedReport, *, at: datetime) -> None:
    answers = report.answers
    unsure = answers.official == ReporterAnswer.NOT_SURE and bool(answers.office_kind)
    if answers.official != ReporterAnswer.YES and not unsure:
        return
    unit = UUID(answers.office_unit) if answers.office_unit else None
    report.book.add(
        Accused,
        new_id(at),
        complaint_id=report.id,
        agency_kind=answers.office_kind or "OTHER",
        unit=unit,
        territory=UUID(answers.district),
        basis=ExclusionBasis.NAMED_OFFICE if unit else ExclusionBasis.UNNAMED_OFFICE,
        added_at=at,
    )


def excluded_units(report: InventedReport) -> dict[UUID, ExclusionBasis]:
    found: dict[UUID, ExclusionBasis] = {}
    for accused in report.book.of(Accused):
        accusation = Accusation(
            accused["agency_kind"], accused["unit"], accused["territory"], report.district.above
        )
        for unit, basis in excluded_offices(report.book.world.offices, accusation):
            found.setdefault(unit, basis)
    return found


def sort(report: InventedReport, *, at: datetime) -> None:
    book, excluded = report.book, excluded_units(report)
    book.exclude(report.id, list(excluded.items()), by=SORT.subject, at=at)
    asked = book.world.desks[report.district.province]
    desk = next(unit for unit in asked if unit not in excluded)
    book.grant(report.ref, desk, report.ref, GrantPurpose.DESK, by=SORT, at=at)
    book.hand_over(report.id, SORTING, desk, by=SORT, at=at)
    report.row.update(desk_unit=desk, sorted_at=at, version=report.row["version"] + 1)
    book.fact(Fact("intake.sorted", report.ref, SORT, at, body={"desk": str(desk)}))
    start_clock(report, KINDS[0], at=report.row["received_at"])
    book.notice(report.ref, desk, "new_report", at=at)


def start_clock(report: InventedReport, kind: str, *, at: datetime) -> None:
    row = report.row
    unit = row["action_unit"] or row["desk_unit"]
    owed = clocks.Owed(report.ref, kind, row["urgency"], unit, report.place)
    clocks.start(report.book, owed, at=at)


def after_step(report: InventedReport, *, at: datetime) -> None:
    """Meet, end, rest and start clocks by the state that the report is in now."""
    book, status, ident = report.book, report.status, report.id
    if status is Status.MORE_INFORMATION:
        clocks.rest(book, ident, at=at)
        start_clock(report, INFORMATION, at=at)
        return
    clocks.end(book, ident, status, [INFORMATION], at=at)
    clocks.go_on(book, ident, at=at)
    for kind in MEETS.get(status, ()):
        clocks.meet(book, ident, kind, at=at)
    if status not in OPEN:
        clocks.end(book, ident, status, at=at)
        return
    barred = report.row["contact_barred"]
    wanted = [kind for kind in STARTS.get(status, ()) if not (kind == CONTACT and barred)]
    others = [kind for kind in KINDS if kind not in wanted]
    clocks.end(book, ident, status, others, at=at)
    for kind in wanted:
        start_clock(report, kind, at=at)


def message(
    report: InventedReport,
    text: str,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    key: str = "",
) -> Row:
    """A message of either side, sealed under a key of its own to the holders and to the code."""
    ident = new_id(at)
    sealed = report.book.seal_text(
        text,
        BODY.of(report.id, ident),
        Recipients(report.holders, report.pair.public),
        kind=report.ref.kind,
        purpose=KeyPurpose.MESSAGE,
        by=by,
        at=at,
    )
    desk = by.kind is ActorKind.STAFF
    return report.book.add(
        Message,
        ident,
        complaint_id=report.id,
        side=str(Side.DESK if desk else Side.REPORTER),
        kind=kind,
        key=key,
        unit=by.unit if desk else None,
        seat=by.subject if desk else None,
        sent_at=at,
        data_key=sealed.data_key,
        body=sealed.envelope,
    )


def write_as_reporter(report: InventedReport, text: str, key: str, *, at: datetime) -> None:
    message(report, text, MessageKind.MESSAGE, by=report.by, at=at, key=key)
    report.book.fact(Fact("intake.reporter_wrote", report.ref, report.by, at, key=key))


def write_as_desk(report: InventedReport, text: str, *, by: Actor, at: datetime) -> None:
    message(report, text, MessageKind.MESSAGE, by=by, at=at)
    report.book.fact(Fact("intake.desk_wrote", report.ref, by, at))


def decide_act(
    report: InventedReport, act: Act, key: str, *, at: datetime, text: str = "", choice: str = ""
) -> Row:
    """What the reporter decided; its mark is made when the batch is written."""
    data_key = (
        message(report, text, MessageKind.ANSWER, by=report.by, at=at)["data_key"] if text else None
    )
    return report.book.add(
        ReporterAct,
        new_id(at),
        complaint_id=report.id,
        kind=str(act),
        key=key,
        choice=choice,
        made_at=at,
        data_key=data_key,
    )
