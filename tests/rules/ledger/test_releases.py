"""Each kind of fact has one release class, declared once."""

import pytest

from amaan.kernel.fact import Release
from amaan.ledger.rules import releases
from amaan.ledger.rules.releases import UndeclaredKind, declare, release_of


@pytest.fixture(autouse=True)
def nothing_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releases, "_declared", {})


def test_a_kind_has_the_class_that_it_was_declared_with() -> None:
    declare({"a.made": Release.PUBLIC, "a.lost": Release.NODE})
    assert (release_of("a.made"), release_of("a.lost")) == (Release.PUBLIC, Release.NODE)


def test_a_kind_without_a_class_is_no_kind() -> None:
    with pytest.raises(UndeclaredKind, match=r"a\.made"):
        release_of("a.made")


def test_a_kind_keeps_its_class() -> None:
    declare({"a.made": Release.NODE})
    declare({"a.made": Release.NODE})
    with pytest.raises(ValueError, match=r"two release classes for a\.made: NODE, PUBLIC"):
        declare({"a.made": Release.PUBLIC})
    assert release_of("a.made") is Release.NODE
