"""Where the rules' tests find the files: the project's own, and the originals in place."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
DATA = ROOT / "data"


def shared_data() -> Path:
    """The folder of the original files; its absence fails where the run requires it, else skips."""
    folder = Path(os.environ.get("AMAAN_SHARED", ROOT.parent / "shared")) / "data"
    if not folder.is_dir():
        message = f"no original files at {folder}"
        if "shared" in os.environ.get("AMAAN_REQUIRE", "").replace(",", " ").split():
            pytest.fail(message)
        pytest.skip(message)
    return folder


@pytest.fixture(params=["own", "original"])
def files(request: pytest.FixtureRequest) -> Path:
    return DATA if request.param == "own" else shared_data()


@pytest.fixture
def own() -> Path:
    return DATA


@pytest.fixture
def original() -> Path:
    return shared_data()
