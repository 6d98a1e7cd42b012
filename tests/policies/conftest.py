"""The world of these lines is made once for all of them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from amaan.node.endpoint import password_file
from amaan.node.secret_files import read_secret
from tests.conftest import TEST_DATA, Servers, point_at

if TYPE_CHECKING:
    from tests.keys import KeysOfTest
    from tests.policies.world import World


@pytest.fixture(scope="session")
def world(servers: Servers, shared_keys: "KeysOfTest") -> "Iterator[World]":
    from tests.policies.world import build

    clones = servers.of("embedded")
    clone = clones.take()
    point_at(clone)
    shared_keys.afresh()
    password = read_secret(TEST_DATA, password_file("amaan_keys"))
    shared_keys.grants.turn_to(clone.parameters("amaan_keys", password))
    made = build(clone, TEST_DATA)
    shared_keys.grants.turn_to(None)
    point_at(None)
    yield made
    clones.give_back(clone)
