"""Does the platform answer as the hand-written table says, in every cell of the matrix?

Takes some ten minutes; what came out stands in `results.json` with its date.
"""

import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from amaan.node.endpoint import Endpoint
from tests.database import Clones
from tests.keys import KeysOfTest
from tests.matrix.running import PARTS, Verdict, in_one_world, judged, of_part
from tests.matrix.table import Table

RESULTS: Final = Path(__file__).with_name("results.json")
pytestmark = pytest.mark.security("8a")


@pytest.fixture(scope="module")
def verdicts() -> dict[str, Verdict]:
    """What this run has found, by part."""
    return {}


@pytest.mark.parametrize("part", PARTS)
def test_every_cell(
    part: str,
    db: Endpoint,
    postgres: Clones,
    shared_keys: KeysOfTest,
    verdicts: dict[str, Verdict],
) -> None:
    table, began = Table.read(), time.monotonic()
    with in_one_world(postgres, shared_keys, db.database) as (trial, copy):
        verdict = verdicts[part] = judged(table, trial, copy, of_part(part))
    keep(part, outcome(verdict, time.monotonic() - began))
    assert not verdict.faults, "\n".join(verdict.faults)


def test_deviations_that_are_no_longer_needed_are_named(
    verdicts: dict[str, Verdict], capsys: pytest.CaptureFixture[str]
) -> None:
    assert verdicts.keys() == PARTS.keys()
    met = {number for verdict in verdicts.values() for number in verdict.met}
    needless = [line.text for line in Table.read().deviations if line.number not in met]
    keep("deviations without need", needless)
    with capsys.disabled():
        sys.stdout.writelines(f"\nno longer needed: {text}" for text in needless)


def outcome(verdict: Verdict, seconds: float) -> dict[str, Any]:
    return {
        "date": date.today().isoformat(),  # noqa: DTZ011  (the day on this machine's wall)
        "cells": verdict.tried,
        "faults": verdict.faults,
        "deviations met": len(verdict.met),
        "seconds": round(seconds),
    }


def keep(name: str, found: Any) -> None:
    there = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    text = json.dumps({**there, name: found}, indent=1, ensure_ascii=False)
    RESULTS.write_text(f"{text}\n", "utf-8")
