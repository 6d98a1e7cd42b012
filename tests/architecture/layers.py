"""Which layer does a capability stand on? Read from the import contract, so that the order is
written once.
"""

import tomllib
from collections.abc import Mapping
from functools import cache

from amaan.node.places import REPOSITORY


@cache
def heights() -> Mapping[str, int]:
    """Capability -> layer, counted from the bottom; neighbours share one."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    layers = next(it["layers"] for it in contracts if it["id"] == "layers")
    return {
        name.strip(" ()"): height
        for height, line in enumerate(reversed(layers))
        for name in line.split("|")
    }


def may_see(upper: str, lower: str) -> bool:
    """Whether `upper` may know of `lower`: itself, or anything on a layer below its own."""
    return upper == lower or heights()[upper] > heights()[lower]
