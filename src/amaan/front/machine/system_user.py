"""As whom does PostgreSQL run? It refuses root, so root lends it a plain system user."""

import grp
import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

NAMES = ("amaan-pg", "postgres", "nobody")


@dataclass(frozen=True, slots=True)
class SystemUser:
    """A user and group that processes are started as; `switch` is False for one's own."""

    uid: int
    gid: int
    switch: bool

    def run(self, command: Sequence[str], *, cwd: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=cwd, capture_output=True, text=True, check=False, **self.arguments()
        )  # type: ignore[call-overload,no-any-return]

    def arguments(self) -> dict[str, object]:
        """Further arguments of subprocess.Popen."""
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": "/"}
        if not self.switch:
            return {"env": environment, "stdin": subprocess.DEVNULL}
        return {
            "env": environment,
            "stdin": subprocess.DEVNULL,
            "user": self.uid,
            "group": self.gid,
            "extra_groups": [],
        }

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
