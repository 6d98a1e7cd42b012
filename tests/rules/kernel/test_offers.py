"""When is there a button, when is it greyed, and who may learn why?"""

from collections.abc import Iterator

import pytest

from amaan.kernel.offers import first_of, offers
from amaan.kernel.reasons import Audience, Reason

OPEN = Reason("no-consent")
GUARDED = Reason("unit-excluded", audience=Audience.GUARDED)
NOT_THERE = Reason("illegal-step", audience=Audience.NOBODY)


@pytest.mark.parametrize(
    ("reasons", "knows", "shown"),
    [
        ([], False, []),
        ([OPEN], False, ["no-consent"]),
        ([GUARDED], False, None),
        ([OPEN, GUARDED], False, None),
        ([GUARDED], True, ["unit-excluded"]),
        ([OPEN, GUARDED], True, ["no-consent", "unit-excluded"]),
        ([NOT_THERE], False, None),
        ([NOT_THERE], True, None),
    ],
)
def test_a_button_is_there_for_who_may_know_all_that_speaks_against_it(
    reasons: list[Reason], knows: bool, shown: list[str] | None
) -> None:
    found = offers({"SUBMIT": reasons}, knows=knows)
    assert set(found) == (set() if shown is None else {"SUBMIT"})
    if shown is not None:
        assert [one.code for one in found["SUBMIT"].reasons] == shown


def test_the_order_of_the_buttons_is_that_of_the_table() -> None:
    assert list(offers({"SUBMIT": [], "ACCEPT": [GUARDED], "CLEAR": [OPEN]}, knows=False)) == [
        "SUBMIT",
        "CLEAR",
    ]


def test_what_the_first_stage_refuses_is_not_asked_further() -> None:
    asked: list[str] = []

    def facts() -> Iterator[Reason]:
        asked.append("facts")
        yield GUARDED

    assert first_of([], [OPEN], facts()) == (OPEN,)
    assert asked == []
    assert first_of([], [], facts()) == (GUARDED,)
    assert first_of([], []) == ()
