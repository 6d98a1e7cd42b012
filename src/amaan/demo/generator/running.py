"""Generating in batches: each is one transaction with one fact of its own, so that a run that was
stopped goes on where it was.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID, uuid5

from django.db import IntegrityError, connection, transaction

from amaan.demo.generator.book import Book
from amaan.demo.generator.casting import Cast, NobodyFits, cast_of
from amaan.demo.generator.copying import prepare, write
from amaan.demo.generator.lives import LifeSpan, Limits, Plan, is_telling, life_of, plan_of
from amaan.demo.generator.living import Given, Telling, tell_life
from amaan.demo.generator.marking import Rows, finish
from amaan.demo.generator.reading import read_world
from amaan.demo.generator.reporting import SharedLock
from amaan.demo.generator.spread import district_of, districts_in_use
from amaan.demo.generator.world import World
from amaan.intake.actions.stocking import next_numbers
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref
from amaan.keyservice.port import KeyService, key_service
from amaan.ledger.models import LedgerFact

BATCH: Final = 250
GENERATIONS: Final = UUID("6b1f0e0a-5c1d-5d6e-9d60-5d0b9f6f7a10")  # names the batches of all runs
YEAR: Final = timedelta(days=365)
TRIES: Final = 50
SHOWN: Final = 0.6  # of the reports that tell each life come to the demonstration's own people
BUSIEST: Final = (0, 0, 1)
BY: Final = Actor.system("demonstration")
WRITTEN: Final = "demo.generated"


@dataclass(frozen=True, slots=True)
class Run:
    """What was asked for; `until` is the present of the nation that is told."""

    reports: int
    years: int
    seed: int
    until: datetime
    lock: SharedLock = field(repr=False)

    @property
    def name(self) -> str:
        return f"generated/{self.seed}-{self.reports}-{self.years}"

    @property
    def span(self) -> LifeSpan:
        return LifeSpan(self.until - self.years * YEAR, self.until)

    def batches(self) -> list[range]:
        return [range(n, min(n + BATCH, self.reports)) for n in range(0, self.reports, BATCH)]

    def key(self, number: int) -> str:
        return f"{self.name}/{number}"


def batches_left(run: Run) -> list[range]:
    """Those that are not in the ledger yet."""
    rows = LedgerFact.objects.filter(kind=WRITTEN, key__startswith=f"{run.name}/")
    done = {int(key.rpartition("/")[2]) for key in rows.values_list("key", flat=True)}
    return [batch for batch in run.batches() if batch.start not in done]


@dataclass(slots=True)
class Generator:
    """One process that tells lives and writes them."""

    run: Run
    world: World
    keys: KeyService
    limits: Limits

    @classmethod
    def of(cls, run: Run) -> "Generator":
        world = read_world(run.until)
        limits = {key: term.limit for key, term in world.terms.items()}
        return cls(run, world, key_service(), limits)

    @property
    def districts(self) -> int:
        return districts_in_use(self.run.reports, len(self.world.districts))

    def write_batch(self, numbers: range) -> int:
        """All reports of a batch, their marks and the fact of the batch: all or none.

        Two processes may draw the same number of a dossier: then the batch is told once more.
        """
        try:
            return self.write_once(numbers)
        except IntegrityError:
            return self.write_once(numbers)

    def write_once(self, numbers: range) -> int:
        books = list(self.tell(numbers))
        with transaction.atomic(), connection.cursor() as cursor:
            prepare(cursor.cursor)
            rows = gathered([*books, self.record_of(numbers)])
            finish(rows, self.keys)
            return write(cursor.cursor, rows)

    def tell(self, numbers: range) -> Iterator[Book]:
        locators = self.keys.locators(next_numbers(len(numbers)))
        for number, locator in zip(numbers, locators, strict=True):
            yield tell_life(self.telling(number, locator), self.run.until)

    def telling(self, number: int, locator: str) -> Telling:
        run = self.run
        random = Random(f"{run.name}/{number}")  # noqa: S311  (invented lives, no secret)
        plan, cast = self.planned(number, random)
        given = Given(self.world, run.lock, locator, run.key(number))
        return Telling(plan, cast, given, random, plan.steps[0].at)

    def planned(self, number: int, random: Random) -> tuple[Plan, Cast]:
        """A plan, and a district whose offices may have it."""
        run, count = self.run, self.districts
        name = life_of(number, random, reports=run.reports, districts=count)
        place = district_of(number, random, reports=run.reports, districts=count)
        if is_telling(number, reports=run.reports, districts=count) and random.random() < SHOWN:
            place = random.choice(BUSIEST)
        for _ in range(TRIES):
            plan = plan_of(number, name, random, run.span, self.limits)
            try:
                return plan, cast_of(plan, self.world, self.world.districts[place], random)
            except NobodyFits:
                place = (place + 1) % count  # the neighbour in the order has offices that may
        raise LookupError(f"no office may have a report that is {name}: district {place}")

    def record_of(self, numbers: range) -> Book:
        book, key = Book(self.world), self.run.key(numbers.start)
        about = Ref("generation", uuid5(GENERATIONS, key))
        body = {"seed": self.run.seed, "first": numbers.start, "reports": len(numbers)}
        book.fact(Fact(WRITTEN, about, BY, self.run.until, body=body, key=key))
        return book


def gathered(books: Sequence[Book]) -> Rows:
    found: Rows = {}
    for book in books:
        for model, rows in book.finished().items():
            found.setdefault(model, []).extend(rows)
    return found
