"""Every unit of systemd that stands for a process of a node starts it again, however it ended."""

from configparser import ConfigParser
from pathlib import Path

import pytest

from amaan.node.places import REPOSITORY

UNITS = sorted((REPOSITORY / "deploy" / "systemd").glob("*.service"))
PROCESSES = {"keyd", "public", "sealer", "staff", "worker"}


def section(unit: Path, name: str) -> dict[str, str]:
    found = ConfigParser(strict=False, interpolation=None)
    found.read_string(unit.read_text().replace("\\\n", " "))
    return dict(found[name])


def lasting() -> list[Path]:
    return [unit for unit in UNITS if section(unit, "Service")["type"] != "oneshot"]


def test_every_process_of_a_node_has_a_unit() -> None:
    assert {unit.stem.removeprefix("amaan-") for unit in lasting()} == PROCESSES


@pytest.mark.parametrize("unit", lasting(), ids=lambda unit: unit.stem)
def test_it_is_started_again_and_never_given_up(unit: Path) -> None:
    """`on-failure` would leave a worker dead that ended with 0."""
    assert section(unit, "Service")["restart"] == "always"
    assert section(unit, "Unit")["startlimitintervalsec"] == "0"
    assert section(unit, "Service")["restartpreventexitstatus"] == "78"
