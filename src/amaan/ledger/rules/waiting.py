"""Has a fact waited too long for its place in the chain?"""

from datetime import datetime, timedelta
from typing import Final

LONG: Final = timedelta(seconds=60)  # the sealer passes every second
# Only the end of the table is read: a fact that waits was written by a transaction at or after the
# one that was chained last. A fact from a dump bears the number of another cluster and is left out.
OLDEST_WAITING: Final = """
WITH RECURSIVE chains AS (
    (SELECT link.chain FROM ledger_link AS link ORDER BY link.chain LIMIT 1)
    UNION ALL
    SELECT (SELECT link.chain FROM ledger_link AS link
             WHERE link.chain > chains.chain ORDER BY link.chain LIMIT 1)
      FROM chains WHERE chains.chain IS NOT NULL
), reached AS (
    SELECT fact.xid FROM chains CROSS JOIN LATERAL (
        SELECT link.fact_id FROM ledger_link AS link
         WHERE link.chain = chains.chain ORDER BY link.position DESC LIMIT 1) AS head
      JOIN ledger_fact AS fact ON fact.id = head.fact_id
     WHERE fact.xid < pg_snapshot_xmax(pg_current_snapshot())
     ORDER BY fact.xid DESC LIMIT 1
)
SELECT min(fact.recorded_at) FROM ledger_fact AS fact
 WHERE fact.xid >= coalesce((SELECT xid FROM reached), '0'::xid8)
   AND fact.xid < pg_snapshot_xmax(pg_current_snapshot())
   AND NOT EXISTS (SELECT FROM ledger_link AS link WHERE link.fact_id = fact.id)
"""


def waits_too_long(oldest: datetime | None, at: datetime) -> bool:
    """`oldest` is when the oldest fact without a link was recorded; None when there is none."""
    return oldest is not None and at - oldest > LONG
