"""A run of the generator inside a test."""

from datetime import datetime, timezone

from amaan.demo.generator import commanding
from tests.sites import as_role

SEED = 3  # the one of the demonstration: with it nobody there has an empty queue


def generated(reports: int = 300, seed: int = SEED) -> int:
    at = datetime.now(timezone.utc)
    with as_role("owner"):
        return commanding.generate(reports=reports, years=2, seed=seed, at=at, say=print)
