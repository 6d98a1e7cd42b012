"""Two dossiers never have one number, and a number that is taken stops nobody."""

from collections.abc import Callable, Iterator

import pytest
from django.db import IntegrityError

from amaan.casework.actions import dossiers
from amaan.casework.rules.dossier import Compartment
from amaan.kernel.reasons import OutsideFailed
from tests.factories.nation import as_owner
from tests.factories.path import path, to_started

pytestmark = pytest.mark.usefixtures("db")

Draw = Callable[[int, str, Compartment], str]


def drawing(numbers: Iterator[str]) -> Draw:
    def draw(year: int, province: str, compartment: Compartment) -> str:
        del year, province, compartment
        return next(numbers)

    return draw


def test_a_number_that_is_taken_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = iter(["TIP-26-PB-PAAAAA", "TIP-26-PB-PAAAAA", "TIP-26-PB-PBBBBB"])
    monkeypatch.setattr(dossiers, "new_number", drawing(numbers))
    first, second = to_started(path()), to_started(path())
    assert as_owner(
        "SELECT id, number FROM casework_dossier WHERE id = ANY(%s) ORDER BY number",
        [first, second],
    ) == [(first, "TIP-26-PB-PAAAAA"), (second, "TIP-26-PB-PBBBBB")]
    facts = "SELECT count(*) FROM ledger_fact WHERE kind = 'casework.opened' AND about = %s"
    assert as_owner(facts, second) == [(1,)]


def test_when_every_number_is_taken_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "new_number", lambda *_: "TIP-26-PB-PAAAAA")
    to_started(path())
    late = path()
    with pytest.raises(OutsideFailed):
        to_started(late)
    assert as_owner("SELECT count(*) FROM casework_dossier") == [(1,)]
    assert late.status == "ALLOCATED"


def test_another_clash_is_no_taken_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossiers, "is_taken", lambda _: False)
    monkeypatch.setattr(dossiers, "new_number", lambda *_: "TIP-26-PB-PAAAAA")
    to_started(path())
    with pytest.raises(IntegrityError, match="number"):
        to_started(path())
