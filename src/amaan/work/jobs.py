"""The worker's part of work: the sweep of each minute, and the job of one clock."""

from typing import Final
from uuid import UUID

from django.db import OperationalError
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from amaan.access.transactions import reading
from amaan.kernel.actor import Actor
from amaan.work.actions import escalate_clock, hand_out, recompute_open_due
from amaan.work.queries.sweep import stale_calendars

# Somebody is at work on the record just now: again in a few seconds, then with the next sweep.
GIVE_WAY: Final = RetryStrategy(max_attempts=3, wait=5, retry_exceptions={OperationalError})


@app.periodic(cron="* * * * *")
@app.task(name="work.sweep", queueing_lock="work.sweep")
def sweep(timestamp: int) -> None:
    """Follow edited calendars, then hand every clock with something due to a job of its own."""
    del timestamp  # what was due while nobody swept is due now
    by, at = Actor.system("sweep"), timezone.now()
    with reading(by):
        edited = stale_calendars(at, by=by)
    for stale in edited:
        while recompute_open_due(stale=stale, by=by, at=at):
            pass
    hand_out(by=by, at=at)


@app.task(name="work.climb", retry=GIVE_WAY)
def climb_all(clock: str) -> None:
    """Every step that is due for one clock, each in its own transaction."""
    by, at = Actor.system("sweep"), timezone.now()
    while escalate_clock(clock=UUID(clock), by=by, at=at):
        pass
