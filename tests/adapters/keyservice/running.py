"""A daemon in a process of its own, as a test holds it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from amaan.kernel.envelope import Aad, new_data_key, seal, wrap
from amaan.kernel.ids import uuid7
from amaan.keyservice.client import KeydClient
from amaan.keyservice.core.grants import PassSeat
from amaan.keyservice.port import Door, KeyWrap, Sealed, UnitPublicKey
from tests.adapters.keyservice.book import FileBook
from tests.waiting import LIMIT, until

REPOSITORY = Path(__file__).resolve().parents[3]


@dataclass
class Keyd:
    """One daemon over one data folder."""

    data: Path
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    clients: list[KeydClient] = field(default_factory=list)

    @property
    def book(self) -> FileBook:
        return FileBook(self.data / "book.json")

    @property
    def log(self) -> str:
        return (self.data / "keyd.log").read_text()

    def at(self, door: Door) -> KeydClient:
        client = KeydClient.at(self.data / "run", door)
        self.clients.append(client)
        return client

    def launch(self) -> subprocess.Popen[bytes]:
        self.data.mkdir(parents=True, exist_ok=True)
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY}",
            "AMAAN_DATA": str(self.data),
            **self.environment,
        }
        with (self.data / "keyd.log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.adapters.keyservice.daemon_with_book"],
                cwd=REPOSITORY,
                env=environment,
                stderr=log,
            )
        return self.process

    def start(self) -> None:
        process = self.launch()

        def ready() -> bool:
            assert process.poll() is None, self.log
            return "keyd: ready" in self.log

        until(ready, "the daemon to be ready", every=0.02)

    def kill(self) -> None:
        """As `kill -9` does: no farewell to anybody."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        for client in self.clients:
            client.close()
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(LIMIT)


@contextmanager
def running(data: Path, **environment: str) -> Iterator[Keyd]:
    keyd = Keyd(data, environment)
    keyd.start()
    try:
        yield keyd
    finally:
        keyd.stop()


@dataclass(frozen=True)
class Officer:
    """A person in a seat of a unit, with a pass."""

    unit: UUID = field(default_factory=uuid7)
    staff: UUID = field(default_factory=uuid7)
    secret: bytes = field(default_factory=lambda: os.urandom(32))

    @property
    def seat(self) -> PassSeat:
        return PassSeat(self.staff, self.staff, self.unit, "STAFF")


def sealed_for(
    unit: UUID, key: UnitPublicKey, record: UUID, text: bytes, field: str = "story"
) -> Sealed:
    """A text sealed for one unit, as intake would."""
    data_key = new_data_key()
    aad = Aad("intake_complaint", record, field, 1)
    return Sealed(
        aad, KeyWrap(unit, key.key_id, wrap(data_key, key.public)), seal(text, data_key, aad)
    )
