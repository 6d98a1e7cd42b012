"""The directory's pages with something on every one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from amaan.node.endpoint import Endpoint
    from tests.web.directory.pages import Pages


@pytest.fixture
def pages(db: Endpoint) -> Iterator[Pages]:
    from tests.web.directory.pages import furnished

    with furnished() as found:
        yield found
