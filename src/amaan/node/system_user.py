"""As whom does PostgreSQL run? It refuses root, so root lends it a plain system user."""

import fcntl
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAMES = ("amaan-pg", "postgres", "nobody")


@dataclass(frozen=True, slots=True)
class SystemUser:
    """A user and group that processes are started as; `switch` is False for one's own."""

    uid: int
    gid: int
    switch: bool

    def run(self, command: Sequence[str], *, cwd: Path) -> subprocess.CompletedProcess[str]:
        who: dict[str, Any] = (
            {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switch else {}
        )
        return subprocess.run(
            command,
            cwd=cwd,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": "/"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            **who,
        )

    def can(self, test: str, path: Path) -> bool:
        """Whether this user passes `test -x PATH` or `test -w PATH`."""
        return (
            self.run(
                ["/bin/sh", "-c", f'test {test} "$1"', "sh", str(path)], cwd=Path("/")
            ).returncode
            == 0
        )

    def give(self, path: Path) -> None:
        if self.switch:
            os.chown(path, self.uid, self.gid)


def plain_user() -> SystemUser:
    """Oneself, or when root a system user made for this (else one that every machine has)."""
    if os.geteuid() != 0:
        return SystemUser(os.geteuid(), os.getegid(), switch=False)
    with accounts():
        if not exists(NAMES[0]) and shutil.which("useradd"):
            add_user(NAMES[0])
        entry = pwd.getpwnam(next(name for name in NAMES if exists(name)))
    return SystemUser(entry.pw_uid, entry.pw_gid, switch=True)


@contextmanager
def accounts() -> Iterator[None]:
    """One of our processes at a time: two `useradd` side by side overwrite each other's entry."""
    folder = os.open("/etc", os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def add_user(name: str) -> None:
    subprocess.run(
        ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", name],
        capture_output=True,
        check=False,
    )


def exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
