"""Does a node stay as it was through hours of use? AMAAN_SOAK_MINUTES says how long (10).

It tells how it fares each minute and leaves a dated file with everything that it counted.
"""

import os
import sys
import time
from typing import Any, Final

import pytest

from amaan.demo.nation_card import NationCard
from tests.factories.nation import as_owner
from tests.live import LiveSites
from tests.prove.keeping import keep, percentile
from tests.prove.soak.traffic import Day
from tests.prove.soak.watching import Sample, Watch

MINUTES: Final = float(os.environ.get("AMAAN_SOAK_MINUTES", "10"))
EVERY: Final = 5.0  # seconds between two looks
SETTLE: Final = 150.0  # the sweep comes once a minute, and lets two pass
MAY_GROW: Final = 1.25  # of memory and files, from the second third to the last
SPARE: Final = 30  # megabytes or files that are no growth
# As if an hour and more had passed for every running clock of some reports.
AGE = (
    "UPDATE work_clock SET started_at = started_at - interval '90 days', due_at = due_at -"
    " interval '90 days', counted_from = counted_from - interval '90 days' WHERE ended_at IS NULL"
    " AND breached_at IS NULL AND paused_at IS NULL AND record IN"
    " (SELECT id FROM intake_complaint ORDER BY id DESC LIMIT 5)"
)


def told(sample: Sample, day: Day) -> str:
    memory = ", ".join(f"{name} {size:.0f} MB" for name, size in sample.memory.items())
    state = ", ".join(f"{name} {number}" for name, number in sample.state.items())
    visits = sum(map(len, day.times.values()))
    return f"{sample.at / 60:5.1f} min  {visits} visits; {memory}; {state}; failed {day.failed}\n"


def use(node: LiveSites, capsys: pytest.CaptureFixture[str]) -> tuple[Day, Watch]:
    day, watch, next_word = Day(node), Watch(node), 0.0
    people = day.people()
    for person in people:
        person.start()
    while (seconds := time.monotonic() - watch.began) < MINUTES * 60:
        sample = watch.look()
        if seconds >= next_word:
            as_owner(AGE)
            next_word += 60
            with capsys.disabled():
                sys.stdout.write(told(sample, day))
        time.sleep(EVERY)
    day.stop.set()
    for person in people:
        person.join()
    return day, watch


def summary(day: Day, watch: Watch) -> dict[str, Any]:
    return {
        "minutes": MINUTES,
        "visits": {
            kind: {
                "number": len(times),
                "p50 s": percentile(times, 0.5),
                "p95 s": percentile(times, 0.95),
                "worst s": percentile(times, 1.0),
            }
            for kind, times in sorted(day.times.items())
        },
        "failed": dict(day.failed),
        "held back by the quota of an officer": day.held_back,
        "memory MB": watch.growth("memory"),
        "open files": watch.growth("files"),
        "worst": watch.worst(),
        "reports": as_owner("SELECT count(*) FROM intake_complaint")[0][0],
        "clocks breached": as_owner("SELECT count(*) FROM work_clock WHERE breached_at IS NOT NULL")
        [0][0],
    }  # fmt: skip


def settled(watch: Watch) -> dict[str, int]:
    """After the traffic: what waits, fails or is forgotten when there was time enough for all."""
    ends = time.monotonic() + SETTLE
    calm = ("jobs failed", "facts not chained", "clocks unswept", "reports at no desk")
    while any((state := watch.look().state)[name] for name in calm) and time.monotonic() < ends:
        time.sleep(EVERY)
    return {name: state[name] for name in calm}


@pytest.mark.security(2)
def test_a_node_stays_as_it_was(
    nation: NationCard, live_sites: LiveSites, capsys: pytest.CaptureFixture[str]
) -> None:
    day, watch = use(live_sites, capsys)
    found = summary(day, watch)
    left = settled(watch)
    file = keep("soak", {**found, "left over": left})
    with capsys.disabled():
        sys.stdout.write(f"{file.read_text('utf-8')}{file}\n")
    assert not day.failed
    assert not any(left.values())
    running = live_sites.running
    assert [name for name in running.started if running.ended(name)] == []
    for what in ("memory MB", "open files"):
        for name, sizes in found[what].items():
            assert sizes["end"] <= sizes["middle"] * MAY_GROW + SPARE, f"{what} of {name}"
