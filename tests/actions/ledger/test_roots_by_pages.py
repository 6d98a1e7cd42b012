"""Every root is read, whatever the size of a page."""

import pytest

from amaan.ledger.queries import root_verifying
from tests.actions.ledger.stand_ins import LedgerAtHand
from tests.sites import as_role


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_every_root_is_read_whatever_the_page(
    ledger: LedgerAtHand, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(root_verifying, "PAGE", size)
    for _ in range(3):
        ledger.write()
        ledger.seal()
        ledger.sign()
    assert ledger.verify().ok
    assert ledger.verify().roots == 3
    lost = ledger.folder.files()[1]
    text = lost.read_text()
    lost.unlink()
    assert [bad.what for bad in ledger.verify().findings] == ["ROOT_NOT_KEPT"]
    lost.write_text(text)
    with as_role("audit"):
        assert ledger.verify().ok
