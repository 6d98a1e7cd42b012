"""Which lives does a report lead, step by step, and how fast? Pure: the same seed and number give
the same plan, and no step is told that the tables of the life cycles do not allow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Final

from amaan.kernel.clock import Limit, LimitUnit

Limits = Mapping[tuple[str, str], Limit]

SENT: Final = "begin confirm_code save submit sort"
OPENED: Final = f"{SENT} acknowledge"
SCREENED: Final = f"{OPENED} triage decide review"
GIVEN: Final = f"{SCREENED} allocate"
TAKEN: Final = f"{GIVEN} start contact"
REFERRED: Final = f"{TAKEN} draft submit_referral clear"
SERVED: Final = f"{REFERRED} see accept serve"
PROPOSED: Final = f"{TAKEN} result propose"
CLOSED: Final = f"{PROPOSED} confirm close_dossier"


@dataclass(frozen=True, slots=True)
class Life:
    """`rests`: it stays where its last step left it, with somebody owing the next one."""

    steps: str
    weight: int
    rests: bool = True
    owed: str = ""  # the clock that runs in the end
    calm: bool = False  # an adult, no danger: what may be withdrawn or paused
    reviewed: bool = False  # a second person looks, so that the decision rests there
    child: bool = False
    needs_colleague: bool = False  # a second person of the unit
    prompt: bool = False  # never late: the sweep would take the next step itself


LIVES: Final[Mapping[str, Life]] = {
    "begun": Life("begin", 2),
    "received": Life(SENT, 2, owed="acknowledge"),
    "acknowledged": Life(OPENED, 2, owed="triage"),
    "triaged": Life(f"{OPENED} triage", 2, owed="allocate"),
    "second review": Life(
        f"{OPENED} triage decide", 2, owed="second_review", reviewed=True
    ),
    "screened": Life(SCREENED, 2, owed="allocate"),
    "allocated": Life(GIVEN, 2, owed="accept"),
    "under action": Life(f"{TAKEN} tell_reporter", 4, owed="contact"),
    "asked": Life(f"{TAKEN} ask", 2, owed="information", calm=True),
    "outcome": Life(PROPOSED, 3, owed="confirm"),
    "rejected": Life(f"{PROPOSED} reject", 1, owed="contact"),
    "declined": Life(f"{GIVEN} decline", 1, owed="allocate"),
    "drafted": Life(f"{TAKEN} draft", 1, owed="contact"),
    "to clear": Life(
        f"{TAKEN} draft submit_referral", 1, owed="contact", child=True, needs_colleague=True
    ),
    "referred": Life(REFERRED, 1, owed="accept", needs_colleague=True),
    "seen": Life(f"{REFERRED} see", 1, owed="accept", needs_colleague=True),
    "accepted": Life(f"{REFERRED} see accept", 1, owed="contact", needs_colleague=True),
    "in service": Life(SERVED, 2, owed="contact", needs_colleague=True),
    "reported": Life(
        f"{SERVED} tell_outcome", 1, owed="outcome_confirm", prompt=True, needs_colleague=True
    ),
    "referral declined": Life(
        f"{REFERRED} see decline_referral", 1, owed="contact", needs_colleague=True
    ),
    "rerouted": Life(
        f"{REFERRED} decline_referral reroute", 1, owed="contact", needs_colleague=True
    ),
    "recalled": Life(f"{REFERRED} recall", 1, owed="contact", needs_colleague=True),
    "closed": Life(CLOSED, 90, rests=False),
    "closed after talk": Life(
        f"{OPENED} write triage decide review allocate start contact tell_reporter write"
        " result propose confirm close_dossier",
        30,
        rests=False,
    ),
    "closed after answer": Life(
        f"{TAKEN} ask answer result propose confirm close_dossier", 12, rests=False, calm=True
    ),
    "closed after silence": Life(
        f"{TAKEN} ask wait_lapse result propose confirm", 3, rests=False, calm=True
    ),
    "closed after service": Life(
        f"{SERVED} tell_outcome confirm_referral result propose confirm close_dossier",
        24,
        rests=False,
        needs_colleague=True,
    ),
    "closed by the sweep": Life(
        f"{SERVED} tell_outcome wait_confirmed result propose confirm",
        3,
        rests=False,
        needs_colleague=True,
    ),
    "closed at the second try": Life(
        f"{PROPOSED} reject assign result propose confirm",
        4,
        rests=False,
        needs_colleague=True,
    ),
    "closed unconfirmed": Life(f"{PROPOSED} wait_reader agree close_dossier", 8, rests=False),
    "closed by another office": Life(
        f"{GIVEN} decline allocate_elsewhere start contact result propose confirm", 4, rests=False
    ),
    "changed at review": Life(f"{SCREENED} keep", 3, rests=False, reviewed=True),
    "sent back": Life(
        f"{TAKEN} draft submit_referral send_back",
        1,
        owed="contact",
        child=True,
        needs_colleague=True,
    ),
    "reopened": Life(f"{PROPOSED} confirm reopen", 1, owed="contact"),
    "closed after reopening": Life(
        f"{PROPOSED} confirm reopen assign result propose confirm close_dossier", 3, rests=False
    ),
    "not agreed": Life(f"{PROPOSED} wait_reader refuse_closing", 1, owed="contact"),
    "closed at the second asking": Life(
        f"{PROPOSED} wait_reader refuse_closing result propose confirm close_dossier",
        2,
        rests=False,
    ),
    "contact stopped": Life(
        f"{TAKEN} stop_contact result propose wait_reader agree", 2, rests=False
    ),
    "redirected": Life(f"{SCREENED} redirect", 16, rests=False),
    "kept": Life(f"{SCREENED} keep", 10, rests=False),
    "kept and taken up": Life(
        f"{SCREENED} keep take_new_information allocate start", 1, owed="contact"
    ),
    "withdrawn": Life(f"{GIVEN} withdraw", 6, rests=False, calm=True),
    "withdrawn with referral": Life(
        f"{REFERRED} withdraw", 2, rests=False, calm=True, needs_colleague=True
    ),
}  # fmt: skip
NAMES: Final = tuple(LIVES)
TIMES: Final = 4  # each life is told so often before chance decides

# Which clock a step is taken against; the others follow the one before within minutes.
AGAINST: Final[Mapping[str, str]] = {
    "acknowledge": "ACKNOWLEDGE", "triage": "TRIAGE", "decide": "ALLOCATE", "review": "ALLOCATE",
    "allocate": "ALLOCATE", "allocate_elsewhere": "ALLOCATE", "redirect": "ALLOCATE",
    "keep": "ALLOCATE", "start": "ACCEPT", "decline": "ACCEPT", "propose": "CONTACT",
    "confirm": "CONFIRM", "reject": "CONFIRM", "answer": "PAUSE_TOTAL", "see": "ACKNOWLEDGE",
    "accept": "ACCEPT", "serve": "CONTACT", "tell_outcome": "PROGRESS",
    "confirm_referral": "OUTCOME_CONFIRM",
}  # fmt: skip
SECONDS: Final = frozenset({"confirm_code", "sort", "submit", "save"})
DAYS: Final[Mapping[str, int]] = {  # until the sweep has come by
    "wait_lapse": 12, "wait_confirmed": 12, "wait_reader": 15, "take_new_information": 5,
    "reopen": 20,
}  # fmt: skip
OFFICE_DAY: Final = timedelta(hours=8)
WALL: Final[Mapping[LimitUnit, timedelta]] = {
    LimitUnit.MINUTES: timedelta(minutes=1),
    LimitUnit.HOURS: timedelta(hours=1),
    LimitUnit.DAYS: timedelta(days=1),
    # Never later than the calendar would say, because office time passes more slowly.
    LimitUnit.WORKING_DAYS: OFFICE_DAY,
}
TURNS: Final = frozenset({"CONFIRM", "OUTCOME_CONFIRM", "PAUSE_TOTAL"})
UNSCREENED: Final = frozenset({"acknowledge", "triage", "decide", "review"})
LATE: Final = 0.2  # of the reports have a late step
CHILD, DANGER, DANGER_RESTING, OFFICIAL = 0.04, 0.15, 0.05, 0.06


@dataclass(frozen=True, slots=True)
class LifeStep:
    verb: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    number: int
    name: str
    life: Life
    urgency: str  # once screened
    danger: bool  # of the answers: U1 from the start
    child: bool
    official: bool  # an office is complained of
    late: bool
    steps: tuple[LifeStep, ...]


@dataclass(frozen=True, slots=True)
class LifeSpan:
    """From when to when the nation's reports were made."""

    since: datetime
    until: datetime


def is_telling(number: int, *, reports: int, districts: int) -> bool:
    """Whether this report is one of those that tell each life a few times."""
    first = first_telling(reports, districts)
    return first <= number < first + len(NAMES) * TIMES


def first_telling(reports: int, districts: int) -> int:
    """After each district has had its one, when there are reports enough."""
    return districts if reports >= districts + len(NAMES) * TIMES else 0


def life_of(number: int, random: Random, *, reports: int, districts: int) -> str:
    """Each life a few times before chance decides, in reports that may lie in busy districts."""
    if is_telling(number, reports=reports, districts=districts):
        return NAMES[(number - first_telling(reports, districts)) % len(NAMES)]
    return random.choices(NAMES, [LIVES[name].weight for name in NAMES])[0]


def plan_of(number: int, name: str, random: Random, span: LifeSpan, limits: Limits) -> Plan:
    life, chance = LIVES[name], random.random
    child = not life.calm and (life.child or chance() < CHILD)
    danger = child or (not life.calm and chance() < (DANGER_RESTING if life.rests else DANGER))
    official = life.reviewed or (not life.calm and chance() < OFFICIAL)
    urgency = "U1" if danger else random.choice(("U2", "U3", "U3", "U4"))
    late = chance() < LATE and not life.prompt
    pace = Pace("U1" if danger else "U3", urgency, limits, random)
    weighs = danger or official
    verbs = [verb for verb in life.steps.split() if verb != "review" or weighs]
    slow = chosen(verbs, random) if late and not life.rests else None
    gaps = [pace.gap(verb, late=n == slow) for n, verb in enumerate(verbs)]
    gaps[0] = timedelta(0)
    last = pace.owed(life, late=late)
    begun = begin_at(sum(gaps, timedelta(0)), last, random, span, rests=life.rests)
    moments = [begun + passed for passed in accumulate(gaps)]
    steps = tuple(LifeStep(verb, at) for verb, at in zip(verbs, moments, strict=True))
    return Plan(number, name, life, urgency, danger, child, official, late, steps)


def chosen(verbs: list[str], random: Random) -> int | None:
    """Which step of a late report is the late one; where a lateness would end the life in another
    way (the sweep confirms, or lets an answer lapse), none.
    """
    able = [n for n, verb in enumerate(verbs) if AGAINST.get(verb, "CONFIRM") not in TURNS]
    return random.choice(able) if able else None


def begin_at(
    length: timedelta, last: timedelta, random: Random, span: LifeSpan, *, rests: bool
) -> datetime:
    """What rests was begun so that its last step is a while ago; what has ended, at any time."""
    latest = span.until - length - last
    if rests or latest <= span.since:
        return latest
    return span.since + (latest - span.since) * random.random()


@dataclass(frozen=True, slots=True)
class Pace:
    """`before` is the urgency until somebody has screened, `after` the one from then on."""

    before: str
    after: str
    limits: Limits
    random: Random

    def gap(self, verb: str, *, late: bool) -> timedelta:
        if verb in SECONDS:
            return timedelta(seconds=self.random.uniform(5, 60))
        if verb in DAYS:
            return timedelta(days=DAYS[verb] + self.random.random())
        if verb in AGAINST:
            urgency = self.before if verb in UNSCREENED else self.after
            return self.part_of(AGAINST[verb], urgency, late=late)
        return timedelta(minutes=self.random.uniform(1, 4))

    def owed(self, life: Life, *, late: bool) -> timedelta:
        """How long ago the last step was."""
        if not life.owed:
            return timedelta(hours=self.random.uniform(0.2, 30))
        urgency = self.before if life.owed in ("acknowledge", "triage") else self.after
        if life.owed in ("allocate", "second_review") and "decide review" not in life.steps:
            urgency = self.before
        return self.part_of(life.owed.upper(), urgency, late=late and life.rests)

    def part_of(self, kind: str, urgency: str, *, late: bool) -> timedelta:
        """A part of the limit; when late, more than the calendar can stretch it."""
        kind = "PAUSE_TOTAL" if kind == "INFORMATION" else kind
        limit = self.limits.get((kind, urgency)) or self.limits[kind, "ANY"]
        whole = limit.amount * WALL[limit.unit]
        if not late:
            return whole * self.random.uniform(0.02, 0.15)
        if limit.unit is LimitUnit.WORKING_DAYS:
            return timedelta(days=1.4 * limit.amount + 3 + 3 * self.random.random())
        return whole * self.random.uniform(1.3, 3) + timedelta(minutes=5)
