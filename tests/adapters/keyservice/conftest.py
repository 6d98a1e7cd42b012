"""A shared daemon for tests that leave it as it was, and its doors."""

from collections.abc import Iterator

import pytest

from amaan.keyservice.client import KeydClient
from amaan.keyservice.port import Door
from tests.adapters.keyservice.running import Keyd, Officer, running


@pytest.fixture(scope="module")
def keyd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keyd]:
    with running(tmp_path_factory.mktemp("keyd")) as found:
        yield found


@pytest.fixture
def public(keyd: Keyd) -> KeydClient:
    return keyd.at(Door.PUBLIC)


@pytest.fixture
def staff(keyd: Keyd) -> KeydClient:
    return keyd.at(Door.STAFF)


@pytest.fixture
def worker(keyd: Keyd) -> KeydClient:
    return keyd.at(Door.WORKER)


@pytest.fixture
def officer(keyd: Keyd) -> Officer:
    """An officer who is signed in."""
    found = Officer()
    keyd.book.give_pass(found.secret, found.seat)
    return found
