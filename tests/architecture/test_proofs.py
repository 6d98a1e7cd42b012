"""A marker proves its own claim, not the whole sentence above it."""

import pytest

from amaan.site.documents import of_proofs
from amaan.site.documents.of_proofs import ProofRow, overclaims, standing, wording


def test_every_marker_names_a_claim_that_somebody_has_stated() -> None:
    assert list(overclaims()) == []


@pytest.mark.parametrize("claim", ["13", "13z", "99"])
def test_a_marker_that_claims_too_much_is_found(
    claim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = (ProofRow("invariant", claim, "tests/test_x.py::test_y"),)
    monkeypatch.setattr(of_proofs, "proofs", lambda: told)
    assert list(overclaims()) == [f"tests/test_x.py::test_y: invariant {claim}"]


@pytest.mark.parametrize(
    ("marked", "held"),
    [([], "missing"), (["13a"], "part"), (["13a", "13b", "13c", "13d", "13e", "13f"], "proved")],
)
def test_a_number_is_as_good_as_its_claims(
    marked: list[str], held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tuple(ProofRow("invariant", claim, "x") for claim in marked)
    monkeypatch.setattr(of_proofs, "proofs", lambda: told)
    monkeypatch.setattr(of_proofs, "sabotage", dict)
    assert standing("invariant", "13") == held
    assert {"13a", "13f"} <= set(wording("invariant"))
