"""Should the ledger have been checked again by now?"""

from datetime import datetime, timedelta
from typing import Final

from amaan.ledger.models import LedgerCheck

LATE: Final = timedelta(hours=2)  # the sealer signs and checks once an hour


def overdue(check: LedgerCheck | None, at: datetime) -> bool:
    return check is None or at - check.made_at > LATE
