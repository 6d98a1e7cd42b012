"""The key service inside the calling process: the stand-in for tests and for tools that have no
daemon.

It is the client over the same desk, message for message, so it cannot behave differently; only the
shelf is in memory, the grants are the caller's, and the KDF is cheap unless `costs` says otherwise.
"""

import secrets
from collections.abc import Mapping
from typing import Final

from amaan.keyservice.client import KeydClient
from amaan.keyservice.core.desk import Dispatcher, assemble_parts
from amaan.keyservice.core.grants import GrantBook, MemoryGrants
from amaan.keyservice.core.policy import QuotaPolicy
from amaan.keyservice.core.ring import SECRET_BYTES, KeyRing, MemoryShelf
from amaan.keyservice.core.stretching import Cost, Slots, Stretcher
from amaan.keyservice.port import Door

CHEAP: Final[Mapping[int, Cost]] = {1: Cost(memory=64, passes=1)}


class DeskLine:
    """A line that ends at a desk of this process."""

    def __init__(self, desk: Dispatcher, door: Door) -> None:
        self._desk = desk
        self._door = door

    def exchange(self, body: bytes, *, again: bool = True) -> bytes:
        del again  # nothing can break on the way
        return self._desk.answer(self._door, body)

    def close(self) -> None:
        """Nothing to drop."""


class LocalKeys:
    """One key service in memory, with its three doors."""

    def __init__(
        self,
        grants: GrantBook | None = None,
        *,
        policy: QuotaPolicy | None = None,
        costs: Mapping[int, Cost] = CHEAP,
        demonstration: bool = True,
    ) -> None:
        self.grants = grants or MemoryGrants(open_to_all=True)
        root = secrets.token_bytes(SECRET_BYTES)
        ring = KeyRing(root, MemoryShelf(), demonstration=demonstration)
        stretcher = Stretcher(ring, Slots(), costs)
        self._desk = Dispatcher(
            assemble_parts(ring, self.grants, policy or QuotaPolicy(), stretcher)
        )

    def at(self, door: Door) -> KeydClient:
        """The port as seen from one zone."""
        return KeydClient(DeskLine(self._desk, door))
