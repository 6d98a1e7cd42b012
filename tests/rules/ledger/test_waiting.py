"""A fact is chained within seconds; more than a minute is told."""

from datetime import datetime, timedelta, timezone

import pytest

from amaan.ledger.rules.waiting import OLDEST_WAITING, waits_too_long


@pytest.mark.parametrize(
    ("seconds", "long"), [(None, False), (0, False), (60, False), (61, True), (-5, False)]
)
def test_waits_too_long(seconds: int | None, long: bool) -> None:
    at = datetime(2026, 11, 30, 3, tzinfo=timezone.utc)
    oldest = None if seconds is None else at - timedelta(seconds=seconds)
    assert waits_too_long(oldest, at) is long


def test_the_oldest_is_asked_for_by_one_statement_that_can_stand_inside_another() -> None:
    assert ";" not in OLDEST_WAITING
    assert "SELECT min(fact.recorded_at)" in OLDEST_WAITING
