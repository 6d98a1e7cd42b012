"""How do tests get a key service? The real desk inside the test process, with the keys that made
the template.

The door follows the role that the test plays, and the grants are asked in the database of the test,
so a refusal is the same as in service; only the stretching of codes is cheap, unless a test asks
for the real cost.
"""

import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from amaan.keyservice.client import KeydClient
from amaan.keyservice.core.desk import Dispatcher, assemble_parts
from amaan.keyservice.core.grants import PassSeat
from amaan.keyservice.core.policy import QuotaPolicy
from amaan.keyservice.core.ring import SECRET_BYTES, KeyRing, MemoryShelf
from amaan.keyservice.core.stretching import Slots, Stretcher
from amaan.keyservice.daemon.grant_book import PostgresGrants
from amaan.keyservice.local_keys import CHEAP, DeskLine
from amaan.keyservice.port import Door, KeyService
from amaan.keyservice.store import FileShelf
from amaan.keyservice.wire import decode
from tests.sites import playing

DOOR_OF = {"default": Door.STAFF, "public": Door.PUBLIC}


class CopyOnWrite:
    """The template's keys for reading; what a test adds stays in memory."""

    def __init__(self, folder: Path) -> None:
        self.kept = FileShelf(folder)
        self.added = MemoryShelf()

    def read(self, name: str) -> bytes | None:
        return self.added.read(name) or self.kept.read(name)

    def write(self, name: str, body: bytes) -> None:
        self.added.write(name, body)


class GrantsOfTest:
    """The grant book of the database that the running test has."""

    def __init__(self) -> None:
        self.book: PostgresGrants | None = None

    def turn_to(self, parameters: dict[str, Any] | None) -> None:
        if self.book is not None:
            self.book.close()
        self.book = PostgresGrants(parameters) if parameters else None

    def seat_of(self, secret: bytes) -> PassSeat | None:
        return self.asked().seat_of(secret)

    def live(
        self, unit: UUID, seat: UUID | None, records: Collection[UUID], purpose: str
    ) -> frozenset[UUID]:
        return self.asked().live(unit, seat, records, purpose)

    def in_service(self) -> bool:
        return self.asked().in_service()

    def asked(self) -> PostgresGrants:
        if self.book is None:
            raise RuntimeError("the key service needs the grants of a database: ask for `db`")
        return self.book


class KeysOfTest:
    """The port, led to the door of the role that the test plays at the moment."""

    def __init__(self, folder: Path) -> None:
        root = folder / "root.json"
        key = decode(root.read_bytes()).blob("key") if root.exists() else None
        self.ring = KeyRing(key or secrets.token_bytes(SECRET_BYTES), CopyOnWrite(folder))
        self.grants = GrantsOfTest()
        self.policy = QuotaPolicy()
        self.stretcher = Stretcher(self.ring, Slots(), CHEAP)
        self.afresh()

    def afresh(self) -> None:
        """With nothing counted yet: what one test looks up is not held against the next."""
        self.desk = Dispatcher(assemble_parts(self.ring, self.grants, self.policy, self.stretcher))

    def at(self, door: Door) -> KeyService:
        return KeydClient(DeskLine(self.desk, door))

    def __getattr__(self, verb: str) -> Any:
        return getattr(self.at(DOOR_OF.get(playing(), Door.WORKER)), verb)

    @contextmanager
    def serving(self) -> Iterator[None]:
        from amaan.keyservice.port import using_key_service

        with using_key_service(self):
            yield
