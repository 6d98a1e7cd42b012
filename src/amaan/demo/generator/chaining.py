"""Chaining what was generated, when no sealer is running: the real sealer's passes, until nothing
waits.
"""

import time
from collections.abc import Callable, Collection

from django.conf import settings
from django.db import connection

from amaan.ledger.actions import Sealing
from amaan.ledger.actions.sealing import BATCH
from amaan.ledger.management.outside import folder_of_this_node
from amaan.ledger.management.sealer import LOCK

WAITING = (
    "SELECT count(*) FROM ledger_fact f WHERE chain <> ALL (%s)"
    " AND NOT EXISTS (SELECT FROM ledger_link l WHERE l.fact_id = f.id)"
)
PAUSE = 0.2  # seconds until a fact is looked at again that a transaction still open holds back


def chain(say: Callable[[str], None]) -> int:
    """As the role of the sealer; the number of facts looked at. A sealer that runs already does it:
    then this waits for it.

    A transaction left open in any database of the server holds back every later fact: this waits
    until it is over. A chain whose head is not the one kept outside is not continued, nor awaited.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return wait(say)
    try:
        sealing = Sealing(settings.AMAAN_NODE, folder_of_this_node())
        sealing.start()
        done = 0
        while True:
            done += (step := sealing.step())
            if step < BATCH:
                if not (left := count(without=sealing.suspect)):
                    return done
                say(f"{left} facts wait for a transaction that is still open")
                time.sleep(PAUSE)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def wait(say: Callable[[str], None]) -> int:
    while left := count():
        say(f"the sealer has {left} facts to chain")
        time.sleep(5)
    return 0


def count(without: Collection[str] = ()) -> int:
    """The facts that are in no chain yet, but for those of the chains left out."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, [list(without)])
        return int(cursor.fetchone()[0])
