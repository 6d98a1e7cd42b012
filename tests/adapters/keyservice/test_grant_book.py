"""The grant book in PostgreSQL, as `amaan_keys`.

Its questions fit the functions, and silence is no permission.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connections, transaction

from amaan.kernel.ids import uuid7
from amaan.kernel.reasons import OutsideFailed
from amaan.keyservice.daemon.grant_book import PostgresGrants
from amaan.keyservice.local_keys import LocalKeys
from amaan.keyservice.port import Door
from amaan.node.endpoint import Endpoint


@pytest.fixture
def book(db: Endpoint) -> Iterator[PostgresGrants]:
    keys = connections["keys"].settings_dict
    with closing(PostgresGrants(db.parameters(keys["USER"], keys["PASSWORD"]))) as found:
        yield found


@pytest.mark.any_postgres
@pytest.mark.security("7i")
def test_an_unknown_pass_is_nobody_and_an_unknown_grant_opens_nothing(
    book: PostgresGrants,
) -> None:
    assert book.seat_of(b"never issued") is None
    unit, seat = uuid7(), uuid7()
    assert book.live(unit, seat, [uuid7(), uuid7()], "read") == frozenset()
    assert book.live(unit, None, [], "sort") == frozenset()


@pytest.mark.security("5a")
def test_a_real_transaction_stops_the_kdf(db: Endpoint) -> None:
    keys = LocalKeys().at(Door.PUBLIC)
    with transaction.atomic(using="public"), pytest.raises(RuntimeError, match="transaction"):
        keys.kdf("123456789012", bytes(16))
    assert keys.kdf("123456789012", bytes(16)).verifier


def test_a_database_that_is_away_is_an_outside_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("amaan.keyservice.daemon.grant_book.WAIT_SECONDS", 0.2)
    nowhere = Endpoint(str(tmp_path)).parameters("amaan_keys", "x")
    with closing(PostgresGrants(nowhere)) as book, pytest.raises(OutsideFailed) as failed:
        book.seat_of(b"pass")
    assert not failed.value.permanent
