"""A directory of the test's own; Django is set up after this file is read, so imports stand
inside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from amaan.node.endpoint import Endpoint
    from tests.actions.directory.desk import Desk


@pytest.fixture
def worker(db: Endpoint) -> Iterator[Desk]:
    from tests.actions.directory.desk import at_work

    with at_work() as desk:
        yield desk


@pytest.fixture
def loaded(worker: Desk) -> Desk:
    from tests.actions.directory.desk import set_up

    return set_up(worker)
