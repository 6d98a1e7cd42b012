"""What speaks against writing into a dossier, what is evidence, and how a number is drawn."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.casework.rules.dossier import (
    LIFECYCLE,
    Compartment,
    EntryKind,
    Event,
    Status,
    new_number,
    reasons_against_evidence,
    reasons_against_writing,
)


@pytest.mark.parametrize(
    ("status", "text", "codes"),
    [
        (Status.OPEN, "A note.", []),
        (Status.CLOSED, "A note.", ["dossier-closed"]),
        (Status.OPEN, " \n", ["entry-empty"]),
        (Status.CLOSED, "", ["dossier-closed", "entry-empty"]),
    ],
)
def test_reasons_against_writing(status: str, text: str, codes: list[str]) -> None:
    assert [it.code for it in reasons_against_writing(status, text)] == codes


@pytest.mark.parametrize("kind", [*EntryKind, "NO_SUCH"])
def test_an_outcome_rests_on_a_service_or_a_result(kind: str) -> None:
    found = [it.code for it in reasons_against_evidence(kind)]
    assert found == ([] if kind in {"SERVICE", "RESULT"} else ["evidence-is-no-result"])


def test_a_closed_dossier_can_be_opened_again_and_nothing_else() -> None:
    assert set(LIFECYCLE.events_from(Status.CLOSED)) == {Event.REOPEN}
    assert set(LIFECYCLE.events_from(Status.OPEN)) == {Event.CLOSE}


@pytest.mark.invariant("13e")
@given(st.integers(2024, 2099), st.sampled_from(["PB", "SD", ""]), st.sampled_from(Compartment))
def test_a_number_tells_no_order(year: int, province: str, compartment: Compartment) -> None:
    number = new_number(year, province, compartment)
    form = rf"TIP-{year % 100:02d}-{province or 'PK'}-[PI][2-9BCDFGHJKMNPQRSTVWXZ]{{5}}"
    assert re.fullmatch(form, number)
    assert number.rsplit("-", 1)[1][0] == compartment.value[0]


def test_numbers_of_one_day_are_scattered() -> None:
    drawn = [new_number(2026, "PB", Compartment.PROTECTION) for _ in range(50)]
    assert drawn != sorted(drawn)
    assert len(set(drawn)) == len(drawn)
