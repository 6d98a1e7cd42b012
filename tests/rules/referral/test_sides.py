"""Whose step is it? The two sides of a referral, and everybody else."""

from uuid import UUID

import pytest

from amaan.referral.rules.referral import (
    reasons_against_answering,
    reasons_against_sending_side,
    reasons_against_wishing,
)

SENDER, RECEIVER, THIRD = (UUID(int=number) for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("unit", "codes"),
    [
        (SENDER, ["own-referral"]),
        (RECEIVER, []),
        (THIRD, ["receivers-step"]),
        (None, ["receivers-step"]),
    ],
)
def test_reasons_against_answering(unit: UUID | None, codes: list[str]) -> None:
    assert [it.code for it in reasons_against_answering(SENDER, RECEIVER, unit)] == codes


@pytest.mark.parametrize(
    ("unit", "codes"),
    [
        (SENDER, []),
        (RECEIVER, ["senders-step"]),
        (THIRD, ["senders-step"]),
        (None, ["senders-step"]),
    ],
)
def test_reasons_against_sending_side(unit: UUID | None, codes: list[str]) -> None:
    assert [it.code for it in reasons_against_sending_side(SENDER, unit)] == codes


@pytest.mark.parametrize(
    ("unit", "codes"),
    [(SENDER, []), (RECEIVER, []), (THIRD, ["no-side-of-it"]), (None, ["no-side-of-it"])],
)
def test_reasons_against_wishing(unit: UUID | None, codes: list[str]) -> None:
    assert [it.code for it in reasons_against_wishing(SENDER, RECEIVER, unit)] == codes
