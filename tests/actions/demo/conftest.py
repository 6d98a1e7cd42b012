"""The generator's KDF runs behind the door of the public site."""

import pytest

from amaan.keyservice.port import Derived, key_service
from tests.sites import as_role


@pytest.fixture
def door_of_the_public_site(monkeypatch: pytest.MonkeyPatch) -> None:
    def stretched(secret: str, salt: bytes) -> Derived:
        with as_role("public"):
            return key_service().kdf(secret, salt)

    # By its name: models cannot be imported before Django is set up.
    monkeypatch.setattr("amaan.demo.generator.commanding.stretched", stretched)
