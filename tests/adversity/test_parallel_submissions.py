"""Fifty people report at once while the public site and the key service are killed: is anything
lost, doubled or mixed up?
"""

import os
from random import SystemRandom

import pytest

from tests.adversity.storm import Aftermath, Storm, came_back, rage, unsorted_after
from tests.factories.nation import as_owner
from tests.live import LiveSites

REPORTS = 50
VICTIMS = ("public", "public", "keyd", "keyd")


def seed() -> int:
    """AMAAN_SEED repeats a storm; otherwise each is a new one."""
    return int(os.environ.get("AMAAN_SEED") or SystemRandom().randrange(2**32))


def count(sql: str) -> int:
    return int(as_owner(f"SELECT count(*) FROM {sql}")[0][0])


@pytest.mark.security(2)
@pytest.mark.invariant(23)
def test_nothing_is_lost_doubled_or_mixed_up(live_sites: LiveSites) -> None:
    storm = Storm(REPORTS, VICTIMS, seed())
    after = rage(live_sites, storm)
    after.tell(storm)
    assert not after.restarts_failed
    assert not after.gave_up
    assert sum(after.killed.values()) >= 3
    nothing_is_lost(after)
    nothing_is_doubled(after)
    assert came_back(after.reporters) == []
    assert unsorted_after() == 0


def nothing_is_lost(after: Aftermath) -> None:
    rows = as_owner("SELECT locator, begin_key, status FROM intake_complaint")
    kept = {(str(locator), str(key)): status for locator, key, status in rows}
    for person in after.reporters:
        assert person.sent
        assert person.code is not None
        assert kept[person.code.locator, person.begin_key] == "RECEIVED"
        assert set(person.shown) == {person.code.locator}, "one key, one number"


def nothing_is_doubled(after: Aftermath) -> None:
    codes = {person.code.digits for person in after.reporters if person.code}
    assert len(codes) == REPORTS
    assert count("intake_complaint") == REPORTS
    for kind in ("intake.begun", "intake.code_confirmed", "intake.received"):
        assert count(f"ledger_fact WHERE kind = '{kind}'") == REPORTS, kind
    assert count("(SELECT DISTINCT sequence FROM ledger_fact) AS numbers") == count("ledger_fact")
