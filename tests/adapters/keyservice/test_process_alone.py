"""The key service's process holds nothing that it does not need: neither Django nor the sites."""

import json
import subprocess
import sys

import pytest

from amaan.node.places import REPOSITORY

DAEMON = (
    "import amaan.keyservice.daemon.process, amaan.keyservice.daemon.server,"
    " amaan.keyservice.daemon.grant_book, amaan.keyservice.store"
)
# What `amaan keyd` has loaded when it begins.
COMMAND = (
    "from amaan.__main__ import ABOVE; from amaan.node.command_line.program import commands;"
    " commands(ABOVE, 'keyd')"
)
PRINT = "; import json, sys; print(json.dumps(sorted(sys.modules)))"


def loaded_by(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", code + PRINT],
        env={"PYTHONPATH": str(REPOSITORY / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout))


def folders(modules: set[str]) -> set[str]:
    return {name.split(".")[1] for name in modules if name.startswith("amaan.")}


@pytest.mark.parametrize("code", [DAEMON, COMMAND])
def test_django_is_not_loaded(code: str) -> None:
    modules = loaded_by(code)
    assert "amaan.keyservice.daemon.process" in modules
    assert "django" not in modules


def test_the_daemon_knows_only_its_own_folder_and_the_kernel() -> None:
    assert folders(loaded_by(DAEMON)) == {"keyservice", "kernel"}


def test_the_command_adds_the_node_and_no_capability() -> None:
    assert folders(loaded_by(COMMAND)) == {"__main__", "node", "keyservice", "kernel"}
