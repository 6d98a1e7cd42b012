"""Where do the official files of the tests stand: the invented twin, and the real one?"""

import os
from pathlib import Path

import pytest

from amaan.node.places import REPOSITORY

TWIN = REPOSITORY / "tests" / "twins" / "glotip_twin.csv"
CLAIMS = REPOSITORY / "data" / "statistics.csv"
HEADER = TWIN.read_text(encoding="utf-8").splitlines()[0]


def real_file() -> Path:
    """The UNODC rows for Pakistan, read in place; absent they fail only where they are required."""
    shared = Path(os.environ.get("AMAAN_SHARED", REPOSITORY.parent / "shared"))
    path = shared / "data" / "official" / "glotip_pakistan.csv"
    if not path.exists():
        if "shared" in os.environ.get("AMAAN_REQUIRE", "").split():
            pytest.fail(f"AMAAN_REQUIRE names shared, but {path} is missing")
        pytest.skip(f"{path} is missing: the invented twin alone was used")
    return path
