"""A clock that stands still until a test moves it, and browsers at the door."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.keys import KeysOfTest
    from tests.sites import SiteClient
    from tests.web.security.door import Callers, Clock


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    import django.utils.timezone
    from axes.handlers import proxy

    from amaan.security.views import entering, first_sign_in
    from tests.web.security.door import Clock

    found = Clock()
    for module in (django.utils.timezone, entering, first_sign_in, proxy):
        monkeypatch.setattr(module, "now", found)
    return found


@pytest.fixture
def caller(staff_client: "Callable[..., SiteClient]", keyd: "KeysOfTest") -> "Callers":
    from tests.web.security.door import HOME_ADDRESS, Caller

    def at(address: str = HOME_ADDRESS) -> Caller:
        return Caller(staff_client(), address)

    return at
