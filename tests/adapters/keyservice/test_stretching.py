"""The one costly step.

Never in a transaction, never more at once than the host bears, nothing lost when it is too much.
"""

import hmac
import threading
import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from pathlib import Path

import pytest
from argon2.low_level import Type, hash_secret_raw
from django.db import connections

from amaan.kernel.envelope import hkdf
from amaan.kernel.reasons import OutsideFailed, Refused
from amaan.keyservice.client import KeydClient
from amaan.keyservice.core.ring import KeyRing, MemoryShelf, SecretName
from amaan.keyservice.core.stretching import Slots, Stretcher
from amaan.keyservice.local_keys import LocalKeys
from amaan.keyservice.port import Derived, Door, KeyServiceBusy, Rotatable
from amaan.keyservice.sockets import SocketLine, socket_path
from tests.adapters.keyservice.running import Keyd, running
from tests.waiting import LIMIT

CODE = "890123456789"
SALT = bytes(range(16))


def bare(secret: str = CODE) -> bytes:
    """Argon2id as security.md section 4 writes it, without any of our code."""
    return hash_secret_raw(secret.encode(), SALT, 3, 64 * 1024, 1, 32, Type.ID)


def test_the_verifier_and_the_reply_key_are_those_of_the_specification() -> None:
    ring = KeyRing(bytes(32), MemoryShelf())
    derived = Stretcher(ring, Slots(1)).kdf(CODE, SALT, 1, None)
    pepper = ring.secret(SecretName.PEPPER)
    assert derived == Derived(
        verifier=hmac.digest(pepper.value, bare() + b"auth", "sha256"),
        reply_key=hkdf(bare(), salt=pepper.value, info=b"reply-key"),
        pepper=str(pepper.id),
    )


def test_a_code_is_derived_the_same_at_both_doors_and_under_its_old_pepper(
    public: KeydClient, staff: KeydClient, worker: KeydClient
) -> None:
    issued = public.kdf(CODE, SALT)
    assert staff.kdf(CODE, SALT, pepper=issued.pepper) == issued
    worker.rotate(Rotatable.PEPPER)
    assert public.kdf(CODE, SALT, pepper=issued.pepper) == issued
    renewed = public.kdf(CODE, SALT)
    assert renewed.pepper != issued.pepper
    assert renewed.verifier != issued.verifier
    assert public.kdf(CODE, bytes(16), pepper=issued.pepper).verifier != issued.verifier


def test_unknown_parameters_and_peppers_are_refused(public: KeydClient) -> None:
    with pytest.raises(Refused, match="key-unknown"):
        public.kdf(CODE, SALT, params=9)
    with pytest.raises(Refused, match="key-unknown"):
        public.kdf(CODE, SALT, pepper="00000000-0000-0000-0000-000000000000")
    for secret in ("", "1" * 129):
        with pytest.raises(OutsideFailed):
            public.kdf(secret, SALT)


class Block:
    """An open `atomic` block, as Django keeps it."""

    def __init__(self, *, from_testcase: bool = False) -> None:
        self._from_testcase = from_testcase


class Connection:
    def __init__(self, *blocks: Block) -> None:
        self.atomic_blocks = blocks


@pytest.mark.security("5a")
def test_the_kdf_is_refused_inside_a_transaction_of_any_connection(
    monkeypatch: pytest.MonkeyPatch, public: KeydClient
) -> None:
    opened = [Connection(), Connection(Block(from_testcase=True), Block())]
    monkeypatch.setattr(connections, "all", lambda initialized_only: opened)
    for client in (public, LocalKeys().at(Door.PUBLIC)):
        with pytest.raises(RuntimeError, match="transaction"):
            client.kdf(CODE, SALT)
        assert client.mac_many([b"a fact is made inside one"])
    opened[1] = Connection(Block(from_testcase=True))
    assert public.kdf(CODE, SALT).verifier


@pytest.fixture
def narrow(tmp_path: Path) -> Iterator[Keyd]:
    """A daemon with one slot and two places in the queue."""
    with running(tmp_path, TEST_SLOTS="1", TEST_QUEUE="2") as found:
        yield found


@pytest.mark.security(2)
@pytest.mark.security("5b")
def test_too_many_at_once_gives_busy_and_a_retry_gives_everyone_the_right_answer(
    narrow: Keyd,
) -> None:
    client = narrow.at(Door.PUBLIC)
    expected = client.kdf(CODE, SALT)
    waits: list[int] = []

    def insist(_: int) -> Derived:
        while True:
            try:
                return client.kdf(CODE, SALT)
            except KeyServiceBusy as busy:
                waits.append(busy.retry_after)
                time.sleep(0.2)

    with ThreadPoolExecutor(12) as callers:
        answers = list(callers.map(insist, range(12)))
    assert answers == [expected] * 12
    assert waits
    assert min(waits) >= 1


def test_macs_are_answered_while_every_slot_is_taken(tmp_path: Path) -> None:
    held = tmp_path / "held"
    held.touch()
    limits = {"TEST_SLOTS": "1", "TEST_QUEUE": "2", "TEST_WAIT": str(LIMIT)}
    with running(tmp_path, **limits) as keyd, ThreadPoolExecutor(4) as callers:
        client = KeydClient(SocketLine(socket_path(keyd.data / "run", Door.PUBLIC), timeout=LIMIT))
        keyd.clients.append(client)
        runs = [callers.submit(client.kdf, CODE, SALT) for _ in range(4)]
        (refused,), standing = wait(
            runs, LIMIT, FIRST_COMPLETED
        )  # one runs, two wait, one is sent off
        assert client.mac_many([b"fact"])
        assert not any(run.done() for run in standing)
        held.unlink()
        assert isinstance(refused.exception(), KeyServiceBusy)
        assert all(run.result().verifier for run in standing)


def test_a_wait_ends_at_its_limit_and_leaves_the_queue() -> None:
    slots = Slots(1, queue=1, wait=0.05)
    with slots.slot():
        with pytest.raises(KeyServiceBusy) as busy, slots.slot():
            pytest.fail("the slot was taken twice")
        assert not busy.value.permanent
        assert slots.waiting == 0
    with slots.slot():
        pass


def test_never_more_runs_than_slots() -> None:
    slots = Slots(2, queue=64, wait=10)
    lock, inside, most = threading.Lock(), 0, 0

    def run(_: int) -> None:
        nonlocal inside, most
        with slots.slot():
            with lock:
                inside += 1
                most = max(most, inside)
            time.sleep(0.005)
            with lock:
                inside -= 1

    with ThreadPoolExecutor(16) as callers:
        list(callers.map(run, range(40)))
    assert most == 2
