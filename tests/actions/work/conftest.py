"""The stage of these tests; Django is set up after this file is read, so imports stand inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from amaan.node.endpoint import Endpoint
    from tests.actions.work.stage import Stage


@pytest.fixture
def stage(db: Endpoint) -> Stage:
    from tests.actions.work.stage import set_stage

    return set_stage()
