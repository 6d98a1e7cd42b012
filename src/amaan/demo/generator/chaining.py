"""Chaining what was generated, when no sealer is running: the real sealer's passes, until nothing
waits.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection

from amaan.ledger.actions import Sealing
from amaan.ledger.actions.sealing import BATCH
from amaan.ledger.management.outside import folder_of_this_node
from amaan.ledger.management.sealer import LOCK

WAITING = (
    "SELECT count(*) FROM ledger_fact f"
    " WHERE NOT EXISTS (SELECT FROM ledger_link l WHERE l.fact_id = f.id)"
)


def chain(say: Callable[[str], None]) -> int:
    """As the role of the sealer; the number of facts looked at. A sealer that runs already does it:
    then this waits for it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return wait(say)
    try:
        sealing = Sealing(settings.AMAAN_NODE, folder_of_this_node())
        sealing.start()
        done = 0
        while (step := sealing.step()) == BATCH:
            done += step
        return done + step
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def wait(say: Callable[[str], None]) -> int:
    while left := count():
        say(f"the sealer has {left} facts to chain")
        time.sleep(5)
    return 0


def count() -> int:
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        return int(cursor.fetchone()[0])
