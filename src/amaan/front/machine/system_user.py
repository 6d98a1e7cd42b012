"""As whom does PostgreSQL run? It refuses root, so root lends it a plain system user."""

import grp
import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
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
    if not exists(NAMES[0]) and shutil.which("useradd"):
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", NAMES[0]],
            capture_output=True,
            check=False,
        )
    name = next(name for name in NAMES if exists(name))
    entry = pwd.getpwnam(name)
    return SystemUser(entry.pw_uid, grp.getgrgid(entry.pw_gid).gr_gid, switch=True)


def exists(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
