"""Storm after storm on one node: more kills, and the worker and the sealer die too.

AMAAN_ROUNDS says how many (10), AMAAN_SEED where chance begins.
"""

import os
import signal
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

import pytest

from tests.adversity.afterwards import (
    came_back,
    everything_is_sorted,
    nothing_is_doubled,
    nothing_is_lost,
)
from tests.adversity.fire import Hand
from tests.adversity.reporter import Reporter
from tests.adversity.storm import Aftermath, Storm, rage, reporter, seed
from tests.factories.nation import as_owner
from tests.live import LiveSites
from tests.prove.keeping import keep
from tests.waiting import until

REPORTS: Final = 50
SITES: Final = ("public",) * 4 + ("keyd",) * 4
ROUNDS: Final = int(os.environ.get("AMAAN_ROUNDS", "10"))


@dataclass(slots=True)
class Campaign:
    """Every round so far, in one database."""

    seed: int
    people: list[Reporter] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)
    killed: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def add(self, after: Aftermath) -> None:
        self.people += after.reporters
        self.met += after.counts
        self.killed += after.killed
        self.seconds += after.seconds

    def found(self) -> dict[str, Any]:
        return {
            "seed": self.seed,
            "rounds": ROUNDS,
            "acknowledged": sum(person.sent for person in self.people),
            "killed": dict(self.killed),
            "met": dict(self.met),
            "seconds": round(self.seconds, 1),
        }


def weather(node: LiveSites, victims: tuple[str, ...]) -> Campaign:
    """All rounds; what was acknowledged in any of them is there after the last."""
    campaign = Campaign(seed())
    rng = Random(campaign.seed)
    for _ in range(ROUNDS):
        storm = Storm(REPORTS, victims, rng.randrange(2**32))
        after = rage(node, storm)
        after.tell(storm)
        campaign.add(after)
        assert not after.restarts_failed
        assert not after.gave_up
    nothing_is_lost(campaign.people)
    nothing_is_doubled(campaign.people)
    assert came_back(campaign.people) == []
    return campaign


@pytest.mark.security(2)
@pytest.mark.invariant(23)
def test_nothing_is_lost_in_many_storms(live_sites: LiveSites) -> None:
    campaign = weather(live_sites, SITES)
    everything_is_sorted()
    keep("campaign-storms", campaign.found())


@pytest.mark.security(2)
def test_nothing_is_lost_when_the_worker_dies_too(live_sites: LiveSites) -> None:
    campaign = weather(live_sites, (*SITES, "worker", "worker", "sealer"))
    everything_is_sorted()  # what a killed worker left is taken up a minute later
    keep("campaign-worker", campaign.found())


def wait_until_taken_up() -> None:
    sql = "SELECT 1 FROM procrastinate_jobs WHERE task_name = 'intake.sort' AND status = 'doing'"
    until(lambda: as_owner(sql), "a sorting job at work", every=0.02)


@pytest.mark.security(2)
def test_a_worker_that_dies_over_a_report_takes_it_up_again(live_sites: LiveSites) -> None:
    hand = Hand(live_sites)
    hand.signal("worker", signal.SIGSTOP)
    reporter(live_sites, 0, Random(0)).report()
    hand.signal("keyd", signal.SIGSTOP)
    hand.signal("worker", signal.SIGCONT)
    wait_until_taken_up()
    hand.signal("worker", signal.SIGKILL)
    hand.signal("keyd", signal.SIGCONT)
    hand.start("worker")
    everything_is_sorted()
