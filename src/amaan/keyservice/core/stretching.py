"""How does the secret of a tracking code become a verifier, without ever exhausting the host's
memory?
"""

import hmac
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw

from amaan.kernel.envelope import hkdf
from amaan.kernel.reasons import Reason, Refused
from amaan.keyservice.core.ring import KeyRing, SecretName
from amaan.keyservice.port import Derived, KeyServiceBusy
from amaan.keyservice.wire import BadMessage

QUEUE: Final = 64
WAIT_SECONDS: Final = 10.0
MAX_SECRET: Final = 128
SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id cost: memory in KiB, passes over it."""

    memory: int
    passes: int


COSTS: Final[Mapping[int, Cost]] = {1: Cost(memory=64 * 1024, passes=3)}  # security.md section 4


class Slots:
    """At most `count` runs at once and `queue` waiting.

    Memory is count times 64 MiB for the whole host.
    """

    def __init__(
        self, count: int | None = None, queue: int = QUEUE, wait: float = WAIT_SECONDS
    ) -> None:
        self.count = count or os.cpu_count() or 1
        self._queue = queue
        self._wait = wait
        self._free = threading.Semaphore(self.count)
        self._lock = threading.Lock()
        self.waiting = 0

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Hold a slot for the block.

        Raises KeyServiceBusy when the queue is full or the wait too long.
        """
        if not self._free.acquire(blocking=False):
            self._queue_up()
        try:
            yield
        finally:
            self._free.release()

    def _queue_up(self) -> None:
        with self._lock:
            if self.waiting >= self._queue:
                raise KeyServiceBusy(self._retry_after())
            self.waiting += 1
        try:
            if not self._free.acquire(timeout=self._wait):
                raise KeyServiceBusy(self._retry_after())
        finally:
            with self._lock:
                self.waiting -= 1

    def _retry_after(self) -> int:
        """Seconds until the present queue has probably run.

        Half a second each, shared by the slots.
        """
        return max(2, round(self.waiting * 0.5 / self.count))


class Stretcher:
    """The verb `kdf`."""

    def __init__(self, ring: KeyRing, slots: Slots, costs: Mapping[int, Cost] = COSTS) -> None:
        self._ring = ring
        self.slots = slots
        self._costs = costs

    def kdf(self, secret: str, salt: bytes, params: int, pepper: UUID | None) -> Derived:
        """One Argon2id run; pepper None means the present one."""
        if not 0 < len(secret) <= MAX_SECRET or len(salt) != SALT_BYTES:
            raise BadMessage("kdf: secret or salt has a wrong length")
        cost = self._costs.get(params)
        if cost is None:
            raise Refused(Reason("key-unknown", {"key": f"params {params}"}))
        salting = self._ring.secret(SecretName.PEPPER, pepper)
        with self.slots.slot():
            stretched = _argon2id(secret, salt, cost)
        return Derived(
            verifier=hmac.digest(salting.value, stretched + b"auth", sha256),
            reply_key=hkdf(stretched, salt=salting.value, info=b"reply-key"),
            pepper=str(salting.id),
        )


def _argon2id(secret: str, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(
        secret.encode(),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=1,
        hash_len=32,
        type=Type.ID,
    )
