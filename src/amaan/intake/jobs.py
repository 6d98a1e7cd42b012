"""The worker's part of intake: sorting new reports, applying reporter acts, keeping locators in
stock, clearing tries.
"""

from contextlib import suppress
from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from amaan.intake.actions.acting import apply_act
from amaan.intake.actions.purging import drafts_to_purge, purge_draft
from amaan.intake.actions.sorting import sort_complaint
from amaan.intake.actions.stocking import clear_tries, fill_stock
from amaan.intake.queries.catching_up import acts_left, reports_left
from amaan.intake.queries.desk import waiting_acts_of
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import OutsideFailed

# For days, ever more slowly: a report that waits for a desk or a key is never given up.
RETRIES = RetryStrategy(max_attempts=500, linear_wait=2)


@app.task(name="intake.sort", retry=RETRIES)
def sort(complaint: str) -> None:
    """Runs before anybody can open the report; tried again while no desk outside the excluded set
    is there.
    """
    sort_complaint(complaint=UUID(complaint), by=Actor.system("sort"), at=timezone.now())


@app.task(name="intake.apply_acts", retry=RETRIES)
def apply_acts(complaint: str) -> None:
    """Apply what a reporter decided, oldest first; one act, one transaction."""
    for act in waiting_acts_of(UUID(complaint)):
        apply_act(act=act, by=Actor.system("act"), at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="intake.catch_up", queueing_lock="intake.catch_up")
def catch_up(timestamp: int) -> None:
    """What a killed worker left half way is taken up again; running twice changes nothing."""
    del timestamp
    at = timezone.now()
    for complaint in reports_left(at=at):
        with suppress(OutsideFailed):  # no desk or no key yet: with the next minute
            sort_complaint(complaint=complaint, by=Actor.system("sort"), at=at)
    for act in acts_left(at=at):
        with suppress(OutsideFailed):
            apply_act(act=act, by=Actor.system("act"), at=at)


@app.periodic(cron="* * * * *")
@app.task(name="intake.stock", queueing_lock="intake.stock")
def stock(timestamp: int) -> None:
    """Keep enough locators ready for a night of reports."""
    del timestamp
    fill_stock()


@app.periodic(cron="17 * * * *")
@app.task(name="intake.clear_tries", queueing_lock="intake.clear_tries")
def clear(timestamp: int) -> None:
    """Tries of a code and spent proofs live 24 hours (security.md section 4)."""
    del timestamp
    clear_tries(at=timezone.now())


@app.periodic(cron="41 1 * * *")
@app.task(name="intake.purge_drafts", queueing_lock="intake.purge_drafts")
def purge(timestamp: int) -> None:
    """Drafts that nobody sent, a night's share; one draft, one transaction."""
    del timestamp
    at = timezone.now()
    for draft in drafts_to_purge(at=at):
        purge_draft(complaint=draft, by=Actor.system("purge"), at=at)
