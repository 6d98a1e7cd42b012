"""When was the oldest fact recorded that the sealer has not chained?"""

from datetime import datetime

from django.db import connections

from amaan.ledger.rules.waiting import OLDEST_WAITING


def oldest_waiting(using: str) -> datetime | None:
    """For the sealer, whose role reads every fact; a page asks `security.queries.waiting`."""
    with connections[using].cursor() as cursor:
        cursor.execute(OLDEST_WAITING)
        found: datetime | None = cursor.fetchone()[0]
        return found
