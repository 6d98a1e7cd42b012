"""Many reports at once while processes die: who reports, who is killed, and what did they meet?"""

import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random, SystemRandom

from tests.adversity.fire import Killer, Supervisor
from tests.adversity.reporter import Reporter
from tests.adversity.window import GaveUp
from tests.factories.nation import district_id
from tests.live import LiveSites

ANSWERS = 9  # of one report without trouble


@dataclass(frozen=True, slots=True)
class Storm:
    """How many report at once, who is killed how often, and the seed of all chance."""

    reports: int
    victims: Sequence[str]
    seed: int


@dataclass(frozen=True, slots=True)
class Aftermath:
    """Who reported, what they met, and how long it took."""

    reporters: list[Reporter]
    gave_up: list[str]
    killed: Counter[str]
    restarts_failed: list[str]
    counts: Counter[str]
    seconds: float

    def tell(self, storm: Storm) -> None:
        """For whoever has to run the same again."""
        met = ", ".join(f"{count} x {what}" for what, count in sorted(self.counts.items()))
        killed = ", ".join(f"{name} {count}" for name, count in sorted(self.killed.items()))
        sys.stdout.write(
            f"seed {storm.seed}: {storm.reports} reports in {self.seconds:.1f} s,"
            f" killed {killed or 'nobody'}; met {met or 'nothing'}; gave up {self.gave_up}\n"
        )


def seed() -> int:
    """AMAAN_SEED repeats a storm; otherwise each is a new one."""
    return int(os.environ.get("AMAAN_SEED") or SystemRandom().randrange(2**32))


def rage(node: LiveSites, storm: Storm) -> Aftermath:
    """Let everybody report at once, kill meanwhile, wait until all are done."""
    rng = Random(storm.seed)
    among = storm.reports * ANSWERS
    killer = Killer(node, rng, among=among, victims=rng.sample(storm.victims, len(storm.victims)))
    people = [reporter(node, number, Random(rng.random())) for number in range(storm.reports)]
    supervisor = Supervisor(node, sorted(set(storm.victims)))
    for person in people:
        person.answered, person.all_up = killer.heard, supervisor.all_up
    began = time.monotonic()
    with supervisor.watching(), ThreadPoolExecutor(storm.reports) as crowd:
        gave_up = [said for said in crowd.map(told, people) if said]
    counts: Counter[str] = sum((person.counts for person in people), Counter())
    seconds = time.monotonic() - began
    return Aftermath(people, gave_up, killer.killed, supervisor.failures, counts, seconds)


def reporter(node: LiveSites, number: int, rng: Random) -> Reporter:
    source, district = f"127.0.{number % 250 + 1}.1", str(district_id("Gujrat"))
    return Reporter(base=node.public, source=source, district=district, rng=rng)


def told(person: Reporter) -> str:
    """What kept somebody from reporting; empty when nothing did."""
    try:
        person.report()
    except GaveUp as why:
        return str(why)
    return ""
