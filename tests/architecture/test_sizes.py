"""The measures of the style guide hold."""

from tests.architecture.sizes import faults


def test_sizes() -> None:
    assert list(faults()) == []
