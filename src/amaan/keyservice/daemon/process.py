"""What is a running key service made of? Keystore, desk and doors, from start to signal."""

import ctypes
import logging
import os
import resource
import signal
import sys
import tomllib
from pathlib import Path
from types import FrameType
from typing import Final
from uuid import UUID

import structlog

from amaan.keyservice.core.desk import Dispatcher, assemble_parts
from amaan.keyservice.core.grants import GrantBook
from amaan.keyservice.core.policy import Counted, QuotaPolicy
from amaan.keyservice.core.stretching import Slots, Stretcher
from amaan.keyservice.daemon.server import Server
from amaan.keyservice.port import Door
from amaan.keyservice.store import opened_keystore

PR_SET_DUMPABLE: Final = 4
RED, PLAIN = "\033[1;31m", "\033[0m"


def serve(data: Path, grants: GrantBook, *, in_service: bool, slots: Slots | None = None) -> None:
    """Open the keystore under `data`, open the doors, serve until SIGTERM or SIGINT.

    Raises KeystoreRefused when the keys may not be used like this.
    """
    with opened_keystore(data / "keys", in_service=in_service) as ring:
        if ring.demonstration:
            print_line(f"{RED}DEMONSTRATION KEYS{PLAIN} in {data / 'keys'}")
        stretcher = Stretcher(ring, slots or Slots())
        policy = read_policy(data / "keys" / "policy.toml")
        server = Server(
            Dispatcher(assemble_parts(ring, grants, policy, stretcher)),
            data / "run",
            groups=policy.door_groups,
            refused_uid=os.geteuid() if in_service else None,
        )

        def stop(_signal: int, _frame: FrameType | None) -> None:
            server.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        server.start()
        print_line("keyd: ready")
        server.wait()


def print_line(line: str) -> None:
    """A line for the person who starts the service."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def harden() -> None:
    """No core dump, no debugger of the same user, no file for others: A5 of security.md
    section 3.
    """
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def configure_log() -> None:
    """One JSON object a line on standard error: verbs, refs and counts, never a value or a pass."""
    # Its lines are no JSON, and the desk logs each question that the database did not answer.
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def read_policy(path: Path) -> QuotaPolicy:
    """Limits from `policy.toml`; the proposed ones where it is silent."""
    given = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    usual = QuotaPolicy()
    return QuotaPolicy(
        per_person={
            what: int(given.get(f"{what.value.lower()}_per_hour", usual.per_person[what]))
            for what in Counted
        },
        per_job=int(given.get("job_per_hour", usual.per_job)),
        sorting_units=(
            frozenset(map(UUID, given["sorting_units"]))
            if "sorting_units" in given
            else usual.sorting_units
        ),
        worker_purposes=frozenset(given.get("worker_purposes", usual.worker_purposes)),
        door_groups={Door(door): name for door, name in given.get("door_groups", {}).items()},
    )
