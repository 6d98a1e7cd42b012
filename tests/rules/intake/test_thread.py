"""Stored codes of channels and threads are as they were."""

from enum import StrEnum

import pytest

from amaan.intake.rules.thread import Channel, MessageKind, Side


@pytest.mark.parametrize(
    ("codes", "stored"),
    [
        (Channel, "WALK_IN WEB"),
        (Side, "DESK REPORTER"),
        (MessageKind, "ANSWER CONTACT MESSAGE OUTCOME QUESTION"),
    ],
)
def test_codes_are_stored_as_ever(codes: type[StrEnum], stored: str) -> None:
    assert sorted(map(str, codes)) == stored.split()
