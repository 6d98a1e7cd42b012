"""Two of our processes at once on a fresh server: the system user is made once."""

import os
import pwd
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from amaan.node import system_user

FAKE = """#!/bin/sh
echo begin >>"{log}"
sleep 0.3
echo end >>"{log}"
"""


@pytest.fixture
def fresh_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], list[str]]:
    """Root on a machine without the user, and a slow `useradd`; returns what it was told."""
    log = tmp_path / "log"
    log.touch()
    program = tmp_path / "useradd"
    program.write_text(FAKE.format(log=log))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)

    def getpwnam(name: str) -> SimpleNamespace:
        if name == "amaan-pg" and "end" not in log.read_text():
            raise KeyError(name)
        return SimpleNamespace(pw_uid=4711, pw_gid=4712)

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(pwd, "getpwnam", getpwnam)
    return lambda: log.read_text().split()


def test_two_at_once_make_the_user_once(fresh_server: Callable[[], list[str]]) -> None:
    with ThreadPoolExecutor(2) as both:
        users = list(both.map(lambda _turn: system_user.plain_user(), range(2)))
    assert [(user.uid, user.gid) for user in users] == [(4711, 4712)] * 2
    assert fresh_server() == ["begin", "end"]
