"""How does a test say which objections it expects? All of them, by code, and no other."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from amaan.kernel.reasons import Refused


@contextmanager
def refused_with(*codes: str) -> Iterator[None]:
    """What happens inside is refused with exactly these codes."""
    with pytest.raises(Refused) as refused:
        yield
    assert sorted(reason.code for reason in refused.value.reasons) == sorted(codes)
