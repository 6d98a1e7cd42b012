"""How does every cell meet the same world? What a cell may have changed is thrown away with its
copy of the database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from os import getpid
from typing import Final

from amaan.node.endpoint import password_file
from amaan.node.secret_files import read_secret
from tests.conftest import TEST_DATA, point_at
from tests.database import Clones, clone, drop
from tests.keys import KeysOfTest

NUMBERS: Final = count(1)


class Copies:
    """Copies of one prepared database, one at a time in the place of the test's own."""

    def __init__(self, clones: Clones, keys: KeysOfTest, original: str) -> None:
        self.clones = clones
        self.keys = keys
        self.original = original
        self.present = ""

    def fresh(self) -> None:
        """Another copy for whatever comes next."""
        self.leave()
        self.present = f"t_{getpid()}_matrix_{next(NUMBERS)}"
        with self.clones.shared.server.admin() as admin:
            clone(admin, self.original, self.present)
        self.turn_to(self.present)

    def leave(self) -> None:
        point_at(None)
        self.keys.grants.turn_to(None)
        if self.present:
            with self.clones.shared.server.admin() as admin:
                drop(admin, self.present)
            self.present = ""

    def turn_to(self, database: str) -> None:
        at = self.clones.shared.at(database)
        point_at(at)
        password = read_secret(TEST_DATA, password_file("amaan_keys"))
        self.keys.grants.turn_to(at.parameters("amaan_keys", password))


@contextmanager
def copies(clones: Clones, keys: KeysOfTest, original: str) -> Iterator[Copies]:
    """The first copy stands; in the end the original is back in its place."""
    found = Copies(clones, keys, original)
    found.fresh()
    try:
        yield found
    finally:
        found.leave()
        found.turn_to(original)
