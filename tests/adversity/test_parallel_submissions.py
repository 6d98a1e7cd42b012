"""Fifty people report at once while the public site and the key service are killed: is anything
lost, doubled or mixed up?
"""

import pytest

from tests.adversity.afterwards import (
    came_back,
    everything_is_sorted,
    nothing_is_doubled,
    nothing_is_lost,
)
from tests.adversity.storm import Storm, rage, seed
from tests.live import LiveSites

REPORTS = 50
VICTIMS = ("public", "public", "keyd", "keyd")


@pytest.mark.security(2)
@pytest.mark.invariant(23)
def test_nothing_is_lost_doubled_or_mixed_up(live_sites: LiveSites) -> None:
    storm = Storm(REPORTS, VICTIMS, seed())
    after = rage(live_sites, storm)
    after.tell(storm)
    assert not after.restarts_failed
    assert not after.gave_up
    assert sum(after.killed.values()) >= 3
    nothing_is_lost(after.reporters)
    nothing_is_doubled(after.reporters)
    assert came_back(after.reporters) == []
    everything_is_sorted()
