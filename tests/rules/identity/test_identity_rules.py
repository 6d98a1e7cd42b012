"""How an identifier is written before it is keyed, and which forms of a name are worth a key."""

import pytest

from amaan.identity.rules.identifiers import (
    canonical_cnic,
    canonical_phone,
    reasons_against_cnic,
    reasons_against_phone,
)
from amaan.identity.rules.names import LOW_WEIGHT, name_tokens


@pytest.mark.parametrize(
    ("text", "cnic", "codes"),
    [
        ("34201-0000000-1", "3420100000001", []),
        ("۳۴۲۰۱-۰۰۰۰۰۰۰-۱", "3420100000001", []),
        ("34201 0000000 1", "3420100000001", []),
        ("", "", []),  # not known is no fault
        ("34201-000000-1", "342010000001", ["cnic-not-well-formed"]),
        ("94201-0000000-1", "9420100000001", ["cnic-not-well-formed"]),
        ("unknown", "", ["cnic-not-well-formed"]),
    ],
)
def test_cnic(text: str, cnic: str, codes: list[str]) -> None:
    assert canonical_cnic(text) == cnic
    assert [it.code for it in reasons_against_cnic(text)] == codes


@pytest.mark.parametrize(
    ("text", "phone", "codes"),
    [
        ("0300 0000001", "+923000000001", []),
        ("۰۳۰۰۰۰۰۰۰۰۱", "+923000000001", []),
        ("+30 210 0000000", "+302100000000", []),
        ("", "", []),
        ("her sister's", "", ["phone-not-understood"]),
    ],
)
def test_phone(text: str, phone: str, codes: list[str]) -> None:
    assert canonical_phone(text) == phone
    assert [it.code for it in reasons_against_phone(text)] == codes


def kinds(name: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, token in name_tokens(name):
        found.setdefault(kind, set()).add(token)
    return found


def test_a_name_is_keyed_as_written_by_its_sound_and_in_pairs() -> None:
    found = kinds("Rehana Kausar")
    assert set(found) == {"NAME_EXACT", "NAME_SKELETON", "NAME_PAIR"}
    assert len(found["NAME_EXACT"]) == len(found["NAME_SKELETON"]) == 2
    assert len(found["NAME_PAIR"]) == 1


def test_what_half_the_country_is_called_counts_only_in_pairs() -> None:
    assert set(kinds("Muhammad Ali")) == {"NAME_PAIR"}
    assert kinds("Muhammad") == {}


def test_the_order_of_the_parts_does_not_matter() -> None:
    assert kinds("Kausar Rehana") == kinds("Rehana Kausar")


def test_the_list_of_common_names_stands_in_folded_form() -> None:
    from amaan.kernel.folding import fold

    assert {name for name in LOW_WEIGHT if fold(name) != name} == set()
