"""Since when does a fact wait for the sealer? For those who audit the ledger."""

from datetime import datetime

from amaan.access.transactions import one_row
from amaan.kernel.actor import Actor


def oldest_waiting_fact(*, to: Actor) -> datetime | None:
    """When the oldest fact that is not chained was recorded; None too without the permission."""
    del to  # the pass of the running transaction decides
    row = one_row("SELECT security_oldest_waiting_fact()", [])
    return row[0] if row else None
