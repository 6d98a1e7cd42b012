"""What the key service adds to the work it does: a run of Argon2id, a MAC, a record with six readers.

These were tests with a time limit once; a figure that depends on the machine belongs here.
"""

import os
import time
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from nacl.public import PublicKey, SealedBox

from amaan.kernel.envelope import Aad, new_data_key, new_pair, seal, wrap
from amaan.kernel.ids import uuid7
from amaan.keyservice.client import KeydClient
from amaan.keyservice.port import Door
from amaan.node.places import places
from benchmarks.measuring import Measured, median, timed

CODE, SALT = "890123456789", bytes(range(16))
RUNS, MACS, RECORDS = 12, 400, 40
KDF_GOAL, MAC_GOAL_MS, RECORD_GOAL = 1.05, 1.0, 2.0


def measure() -> list[Measured]:
    client = KeydClient.at(places().run, Door.PUBLIC)
    try:
        return [kdf(client), mac(client), record()]
    finally:
        client.close()


def kdf(client: KeydClient) -> Measured:
    """Side by side and the least of each: the machine is shared, and others only ever add."""
    client.kdf(CODE, SALT)
    pairs = [(through_the_daemon(client), bare()) for _ in range(RUNS)]
    ours, theirs = min(it for it, _ in pairs), min(it for _, it in pairs)
    return Measured(
        "one kdf through the daemon, CPU of both sides",
        ours,
        "s",
        f"<= {KDF_GOAL} x one bare Argon2id run",
        ours <= KDF_GOAL * theirs,
        "bare Argon2id",
        theirs,
        "house",
        [it for it, _ in pairs],
    )


def through_the_daemon(client: KeydClient) -> float:
    pid = (places().run / "keyd.pid").read_text()
    before, own = cpu_of(pid), time.process_time_ns()
    client.kdf(CODE, SALT)
    return (cpu_of(pid) - before + time.process_time_ns() - own) / 1e9


def cpu_of(pid: str) -> int:
    """Nanoseconds on a processor, over all living threads of a process."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks)


def bare() -> float:
    before = time.process_time_ns()
    hash_secret_raw(CODE.encode(), SALT, 3, 64 * 1024, 1, 32, Type.ID)
    return (time.process_time_ns() - before) / 1e9


def mac(client: KeydClient) -> Measured:
    took = timed(lambda: client.mac_many([b"x" * 400]), MACS)
    middle = median(took)
    goal = f"< {MAC_GOAL_MS} ms"
    return Measured("one MAC", middle, "ms", goal, middle < MAC_GOAL_MS, issue="house", raw=took)


def record() -> Measured:
    """4 KiB sealed and wrapped to six units, beside the bare primitives."""
    units = [new_pair().public for _ in range(6)]
    place = Aad("intake_complaint", uuid7(), "narrative", 1)
    text = b"x" * 4000

    def ours() -> None:
        key = new_data_key()
        seal(text, key, place)
        for public in units:
            wrap(key, public)

    def primitives() -> None:
        key = AESGCM.generate_key(256)
        AESGCM(key).encrypt(os.urandom(12), text, b"place")
        for public in units:
            SealedBox(PublicKey(public)).encrypt(key)

    pairs = [(timed(ours, 1)[0], timed(primitives, 1)[0]) for _ in range(RECORDS)]
    mine, floor = min(it for it, _ in pairs), min(it for _, it in pairs)
    return Measured(
        "4 KiB sealed, six wraps",
        mine,
        "ms",
        f"<= {RECORD_GOAL} x the bare primitives",
        mine <= RECORD_GOAL * floor,
        "AES-GCM and six sealed boxes",
        floor,
        "house",
        [it for it, _ in pairs],
    )
