"""What speaks against a step of a complaint, code by code."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from amaan.intake.rules import reasons
from amaan.intake.rules.answers import Answers
from amaan.intake.rules.complaint import Status
from amaan.intake.rules.reasons import Closing, ComplaintState
from amaan.intake.rules.submission import reasons_against_submitting
from amaan.intake.rules.urgency import Danger, provisional, reasons_against_lowering
from amaan.kernel.reasons import Reason
from amaan.kernel.urgency import Urgency

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
CALM = ComplaintState(Status.UNDER_ACTION, Urgency.U2, child=False, sorted=True)
OURS, THEIRS = UUID(int=1), UUID(int=2)


def codes(found: Iterable[Reason]) -> list[str]:
    return [reason.code for reason in found]


def test_nothing_is_touched_while_an_act_waits() -> None:
    assert codes(reasons.reasons_against_touching(CALM)) == []
    waiting = replace(CALM, acts_waiting=True)
    assert codes(reasons.reasons_against_touching(waiting)) == ["acts-waiting"]


def test_nobody_opens_what_is_not_sorted() -> None:
    assert codes(reasons.reasons_against_opening(CALM)) == []
    unsorted = replace(CALM, sorted=False)
    assert codes(reasons.reasons_against_opening(unsorted)) == ["not-sorted-yet"]


@pytest.mark.parametrize(
    ("in_charge", "acting", "found"),
    [
        (OURS, OURS, []),
        (OURS, THEIRS, ["another-unit-acts"]),
        (OURS, None, ["another-unit-acts"]),
        (None, THEIRS, []),  # with none in charge the state objects
    ],
)
def test_only_the_unit_in_charge_acts(
    in_charge: UUID | None, acting: UUID | None, found: list[str]
) -> None:
    assert codes(reasons.reasons_against_acting(in_charge, acting)) == found


@pytest.mark.invariant(5)
@pytest.mark.parametrize("status", list(Status))
def test_an_officer_takes_over_only_what_is_under_action(status: Status) -> None:
    found = codes(reasons.reasons_against_assigning(replace(CALM, status=status)))
    assert found == ([] if status is Status.UNDER_ACTION else ["illegal-step"])


@pytest.mark.invariant("14a")
@pytest.mark.parametrize("urgency", list(Urgency))
def test_u1_never_waits_for_an_answer(urgency: Urgency) -> None:
    found = codes(reasons.reasons_against_asking(replace(CALM, urgency=urgency)))
    assert found == (["u1-never-pauses"] if urgency is Urgency.U1 else [])


@pytest.mark.parametrize(
    ("child", "urgency", "found"),
    [
        (False, Urgency.U2, []),
        (True, Urgency.U4, ["child-matter-goes-on"]),
        (False, Urgency.U1, ["u1-matter-goes-on"]),
        (True, Urgency.U1, ["child-matter-goes-on", "u1-matter-goes-on"]),
    ],
)
def test_a_matter_of_a_child_or_of_life_goes_on(
    child: bool, urgency: Urgency, found: list[str]
) -> None:
    standing = replace(CALM, child=child, urgency=urgency)
    assert codes(reasons.reasons_against_withdrawing(standing)) == found


@pytest.mark.parametrize(
    ("closed", "after", "found"),
    [
        (NOON, timedelta(days=180), []),
        (NOON, timedelta(days=180) + SECOND, ["reopening-window-passed"]),
        (None, timedelta(days=999), []),
    ],
)
def test_a_closed_matter_is_reopened_within_its_time(
    closed: datetime | None, after: timedelta, found: list[str]
) -> None:
    standing = replace(CALM, closed_at=closed)
    window = timedelta(days=180)
    asked = reasons.reasons_against_reopening(standing, at=NOON + after, window=window)
    assert codes(asked) == found


@pytest.mark.invariant("17a")
@pytest.mark.parametrize(
    ("own_unit", "at", "found"),
    [
        (False, NOON, []),
        (False, NOON - SECOND, ["reporter-still-has-time"]),
        (True, NOON, ["another-unit-must-agree"]),
        (True, NOON - SECOND, ["reporter-still-has-time", "another-unit-must-agree"]),
    ],
)
def test_a_closure_without_the_reporters_word(
    own_unit: bool, at: datetime, found: list[str]
) -> None:
    closing = Closing(own_unit, asked_until=NOON)
    assert codes(reasons.reasons_against_closing_unconfirmed(closing, at=at)) == found


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        (Answers(story="So it was.", district="x"), []),
        (Answers(signs=("PAPERS_TAKEN",), district="x"), []),
        (Answers(story="  ", district="x"), ["nothing-told"]),
        (Answers(story="So it was."), ["district-missing"]),
        (Answers(), ["nothing-told", "district-missing"]),
    ],
)
def test_what_a_report_must_hold(answers: Answers, found: list[str]) -> None:
    assert codes(reasons_against_submitting(answers)) == found


@pytest.mark.parametrize("sign", ["child", "confined", "violence", "travel_within_48h"])
def test_one_sign_of_danger_is_enough(sign: str) -> None:
    assert provisional(Danger(**{sign: True})) == (Urgency.U1, (sign,))
    assert provisional(Danger(**{sign: False})) == (Urgency.U3, ())
    assert provisional(Danger(**{sign: None})) == (Urgency.U3, ())


@pytest.mark.invariant("14b")
@pytest.mark.parametrize(
    ("before", "after", "second", "reason", "found"),
    [
        (Urgency.U1, Urgency.U1, False, "", []),
        (Urgency.U2, Urgency.U4, False, "", []),
        (Urgency.U1, Urgency.U2, True, "calm", []),
        (Urgency.U1, Urgency.U2, False, "calm", ["lowering-needs-second-person"]),
        (Urgency.U1, Urgency.U4, True, "", ["lowering-needs-reason"]),
        (
            Urgency.U1,
            Urgency.U4,
            False,
            "",
            ["lowering-needs-reason", "lowering-needs-second-person"],
        ),
    ],
)
def test_lowering_danger_to_life_takes_two_and_a_reason(
    before: Urgency, after: Urgency, second: bool, reason: str, found: list[str]
) -> None:
    asked = reasons_against_lowering(before, after, second_person=second, reason=reason)
    assert codes(asked) == found
