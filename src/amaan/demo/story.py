"""Of what the demonstration nation is made: invented rows in `data/demonstration`, and what its
stages tell each other.
"""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amaan.kernel.csv_rows import csv_rows
from amaan.node.places import REPOSITORY, places
from amaan.node.secret_files import read_secret, write_secret

FOLDER = REPOSITORY / "data" / "demonstration"
STATE = "nation.json"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one table of the demonstration."""
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    header, *found = csv_rows(text)
    return [dict(zip(header.cells, row.cells, strict=True)) for row in found]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One invented report and how far it goes."""

    number: int
    told: dict[str, Any]

    @property
    def goes_to(self) -> str:
        return str(self.told["goes_to"])

    def text(self, name: str) -> str:
        return str(self.told.get(name, ""))


def scenarios() -> list[Scenario]:
    whole = tomllib.loads(Path(FOLDER / "reports.toml").read_text(encoding="utf-8"))
    return [Scenario(number, told) for number, told in enumerate(whole["report"])]


def state() -> dict[str, Any]:
    """Ids and codes that one stage leaves for the next; a secret file, because codes
    open reports.
    """
    text = read_secret(places(), STATE)
    return dict(json.loads(text)) if text else {}


def keep(**changes: Any) -> None:
    write_secret(places(), STATE, json.dumps({**state(), **changes}))


def forget() -> None:
    write_secret(places(), STATE, "{}")
