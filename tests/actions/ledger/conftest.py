"""A ledger of the test's own, with a key service in memory.

Django is set up after this file is read, so what needs it is imported inside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from amaan.node.endpoint import Endpoint
    from tests.actions.ledger.stand_ins import KeysAtHand, LedgerAtHand


@pytest.fixture
def keys() -> KeysAtHand:
    from tests.actions.ledger.stand_ins import KeysAtHand

    return KeysAtHand()


@pytest.fixture
def ledger(db: Endpoint, keys: KeysAtHand, tmp_path: Path) -> Iterator[LedgerAtHand]:
    from amaan.keyservice.port import using_key_service
    from amaan.ledger.adapters.root_folder import RootFolder
    from tests.actions.ledger.stand_ins import LedgerAtHand

    with using_key_service(keys.service):
        ledger = LedgerAtHand(keys, RootFolder(tmp_path / "roots"))
        ledger.clear()
        yield ledger
