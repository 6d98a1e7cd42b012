"""A report that was acknowledged reaches a desk, even when the key service dies just then."""

import signal
from datetime import timedelta
from random import Random

import pytest
from django.utils.timezone import now
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.jobs import Job

from amaan.kernel.reasons import OutsideFailed
from tests.adversity.afterwards import everything_is_sorted
from tests.adversity.fire import Hand
from tests.adversity.storm import reporter
from tests.factories.nation import as_owner
from tests.live import LiveSites
from tests.waiting import until

AWAY = OutsideFailed("no desk outside the excluded set", permanent=False)


def test_a_key_service_that_is_away_for_a_moment_delays_and_no_more(live_sites: LiveSites) -> None:
    hand = Hand(live_sites)
    hand.signal("worker", signal.SIGSTOP)
    reporter(live_sites, 0, Random(0)).report()
    hand.signal("keyd", signal.SIGKILL)
    hand.signal("worker", signal.SIGCONT)
    until(met_the_dead_service, "a sorting job that met the dead key service")
    hand.start("keyd")
    everything_is_sorted()


def met_the_dead_service() -> bool:
    """The first try of the job has failed, and the report still waits for a desk."""
    ((tried,),) = as_owner(
        "SELECT count(*) FROM procrastinate_jobs"
        " WHERE task_name = 'intake.sort' AND attempts > 0 AND status = 'todo'"
    )
    return bool(tried)


@pytest.mark.parametrize("task", ["intake.sort", "intake.apply_acts"])
def test_what_waits_for_a_desk_or_a_key_is_tried_for_a_day(task: str) -> None:
    strategy, waited = app.tasks[task].retry_strategy, timedelta()
    assert isinstance(strategy, RetryStrategy)
    for attempts in range(2000):
        job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name=task,
                  attempts=attempts)  # fmt: skip
        decision = strategy.get_retry_decision(exception=AWAY, job=job)
        if decision is None or decision.retry_at is None or waited > timedelta(days=1):
            break
        waited += max(decision.retry_at - now(), timedelta())
    assert waited > timedelta(days=1)
