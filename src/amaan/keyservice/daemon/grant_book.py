"""What does the database say about a pass and about live grants?

Asked as `amaan_keys`, which can read nothing else.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool, PoolTimeout

from amaan.kernel.pass_secret import hash_of
from amaan.kernel.reasons import OutsideFailed
from amaan.keyservice.asked import IN_SERVICE, LIVE_GRANT, PASS_SEAT
from amaan.keyservice.core.grants import PassSeat

SEAT: Final = (
    f"SELECT seat, staff, unit, kind FROM {PASS_SEAT.name}(%s) AS found(seat, staff, unit, kind)"
)
LIVE: Final = (
    "SELECT record FROM unnest(%s::uuid[]) AS asked(record)"
    f" WHERE {LIVE_GRANT.name}(%s::uuid, %s::uuid, record, %s)"
)
IN_SERVICE_NOW: Final = f"SELECT {IN_SERVICE.name}()"
WAIT_SECONDS: Final = 5.0


class PostgresGrants:
    """`GrantBook` over a small pool.

    Nothing is cached: an ended pass or grant ends with its commit.
    """

    def __init__(self, parameters: Mapping[str, Any], *, size: int = 4) -> None:
        self._pool: ConnectionPool[psycopg.Connection[TupleRow]] = ConnectionPool(
            min_size=0,
            max_size=size,
            timeout=WAIT_SECONDS,
            kwargs={**parameters, "autocommit": True, "application_name": "keyd"},
            check=ConnectionPool.check_connection,
            open=True,
        )

    def close(self) -> None:
        self._pool.close(timeout=1)

    def in_service(self) -> bool:
        """Whether this node is marked in service; raises OutsideFailed when nobody can say."""
        with self._asking() as connection:
            row = connection.execute(IN_SERVICE_NOW).fetchone()
        return bool(row and row[0])

    def seat_of(self, secret: bytes) -> PassSeat | None:
        with self._asking() as connection:
            row = connection.execute(SEAT, [hash_of(secret)]).fetchone()
        if row is None or row[0] is None or row[2] is None:
            return None
        seat, staff, unit, kind = row
        return PassSeat(seat=seat, staff=staff, unit=unit, kind=kind)

    def live(
        self, unit: UUID, seat: UUID | None, records: Collection[UUID], purpose: str
    ) -> frozenset[UUID]:
        params: list[Any] = [list(records), unit, seat, purpose]
        with self._asking() as connection:
            return frozenset(record for (record,) in connection.execute(LIVE, params))

    @contextmanager
    def _asking(self) -> Iterator[psycopg.Connection[TupleRow]]:
        try:
            with self._pool.connection() as connection:
                yield connection
        except (psycopg.OperationalError, PoolTimeout) as failed:
            raise OutsideFailed("the grant book does not answer", permanent=False) from failed
