"""What does the generated nation look like? Counted in the tables, printed after every run, and
what a test asks.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any, Final

from django.db import connection

from amaan.casework.rules.dossier import LIFECYCLE as DOSSIER
from amaan.demo.generator import names, texts
from amaan.intake.rules.complaint import LIFECYCLE as COMPLAINT
from amaan.kernel.lifecycle import Lifecycle
from amaan.referral.rules.referral import LIFECYCLE as REFERRAL
from amaan.screening.rules.decision import LIFECYCLE as SCREENING
from amaan.screening.rules.decision import Status as Screened

# A decision settles in the transaction that decides it: it passes through this state, and none
# rests there.
PASSING: Final = frozenset({("screening", str(Screened.DECIDED))})
# The table of the life cycle has it; no action takes it yet.
UNTAKEN: Final = frozenset({("dossier", "REOPEN")})
FEWEST: Final = 3
DISTRICTS: Final = 120
TOP_LEAST, TOP_MOST = 40, 60
LATE_LEAST, LATE_MOST = 10, 30
NAMES_LEAST, TEXTS_LEAST = 2000, 300

BY_DISTRICT = (
    "SELECT count(*) FROM intake_complaint WHERE generated AND district IS NOT NULL"
    " GROUP BY district ORDER BY 1 DESC"
)
LATE = (
    "SELECT count(DISTINCT k.record) FROM work_clock k JOIN intake_complaint c ON c.id = k.record"
    " WHERE c.generated AND k.breached_at IS NOT NULL"
)
GENERATED = "SELECT count(*) FROM intake_complaint WHERE generated"
REPORTS = "SELECT status, count(*) FROM intake_complaint WHERE generated GROUP BY 1"
DECISIONS = (
    "SELECT d.status, count(*) FROM screening_decision d JOIN intake_complaint c"
    " ON c.id = d.complaint_id WHERE c.generated GROUP BY 1"
)
DOSSIERS = "SELECT status, count(*) FROM casework_dossier GROUP BY 1"
REFERRALS = "SELECT status, count(*) FROM referral_referral GROUP BY 1"
EVENTS = "SELECT machine, event, count(*) FROM ledger_fact WHERE machine <> '' GROUP BY 1, 2"
MACHINES: Final[tuple[tuple[Lifecycle, str], ...]] = (
    (COMPLAINT, REPORTS),
    (SCREENING, DECISIONS),
    (DOSSIER, DOSSIERS),
    (REFERRAL, REFERRALS),
)


@dataclass(frozen=True, slots=True)
class LikenessMeasure:
    reports: int
    districts: int
    top: Fraction  # per cent of the reports in the top tenth of the districts
    late: Fraction  # per cent of the reports with a late step
    names: int  # different ones, in each script
    texts: int
    states: Mapping[tuple[str, str], int]
    events: Mapping[tuple[str, str], int]

    def lines(self) -> Iterator[str]:
        yield f"{self.reports} reports in {self.districts} districts"
        yield f"the top tenth of the districts has {float(self.top):.1f} % of them"
        yield f"{float(self.late):.1f} % have a late step"
        yield f"{self.names} names and {self.texts} texts in each script"
        for what, counted in (("state", self.states), ("event", self.events)):
            for (machine, name), count in counted.items():
                yield f"  {what} {machine:10} {name:28} {count:7}"

    def faults(self) -> Iterator[str]:
        """What is not as it should be, from 300 reports on."""
        if self.districts < DISTRICTS:
            yield f"only {self.districts} districts"
        if not TOP_LEAST <= self.top <= TOP_MOST:
            yield f"the top tenth has {float(self.top):.2f} %"
        if not LATE_LEAST <= self.late <= LATE_MOST:
            yield f"{float(self.late):.2f} % are late"
        if self.names < NAMES_LEAST:
            yield f"only {self.names} names"
        if self.texts < TEXTS_LEAST:
            yield f"only {self.texts} texts"
        for place, count in [*self.states.items(), *self.events.items()]:
            if count < FEWEST and place not in PASSING | UNTAKEN:
                yield f"{' '.join(place)} only {count} times"


def measure() -> LikenessMeasure:
    by_district = [count for (count,) in rows(BY_DISTRICT)]
    whole = rows(GENERATED)[0][0]
    top = sum(by_district[: ceil(len(by_district) / 10)])
    return LikenessMeasure(
        reports=whole,
        districts=len(by_district),
        top=per_cent(top, sum(by_district)),
        late=per_cent(rows(LATE)[0][0], whole),
        names=different(names.spelling, names.COUNT),
        texts=different(texts.both, texts.COUNT),
        states=dict(states()),
        events=dict(events()),
    )


def states() -> Iterator[tuple[tuple[str, str], int]]:
    for machine, asked in MACHINES:
        found = dict(rows(asked))
        for state in machine.states:
            yield (machine.name, str(state)), found.get(str(state), 0)


def events() -> Iterator[tuple[tuple[str, str], int]]:
    found = {(tag, event): count for tag, event, count in rows(EVENTS)}
    for machine, _ in MACHINES:
        for event in dict.fromkeys(event for _, event in machine.moves):
            yield (machine.name, str(event)), found.get((machine.tag, str(event)), 0)


def different(spelled: Callable[[int], tuple[str, str]], count: int) -> int:
    """How many there are in the script that has fewer."""
    return min(len({spelled(number)[script] for number in range(count)}) for script in (0, 1))


def per_cent(part: int, whole: int) -> Fraction:
    return Fraction(100 * part, whole) if whole else Fraction(0)


def rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
