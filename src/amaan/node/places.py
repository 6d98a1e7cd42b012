"""Where does everything that set-up makes live? One data folder, chosen by AMAAN_DATA."""

import os
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Places:
    """The folders under one data folder."""

    data: Path

    @property
    def secrets(self) -> Path:
        """Passwords and keys, one file each, readable by this user only."""
        return self.data / "secrets"

    @property
    def run(self) -> Path:
        """Sockets and process numbers."""
        return self.data / "run"

    @property
    def log(self) -> Path:
        return self.data / "log"

    @property
    def stamps(self) -> Path:
        """What set-up has done already, one file per step with the hash of its inputs."""
        return self.data / "stamps"

    @property
    def roots(self) -> Path:
        """The hourly signed roots of the ledger."""
        return self.data / "roots"

    def make(self) -> None:
        for folder in (self.data, self.run, self.log, self.stamps, self.roots):
            folder.mkdir(parents=True, exist_ok=True)
        self.secrets.mkdir(mode=0o700, parents=True, exist_ok=True)


def places() -> Places:
    """The places of this process: AMAAN_DATA, else `var` in the repository."""
    return Places(Path(os.environ.get("AMAAN_DATA") or REPOSITORY / "var").resolve())
