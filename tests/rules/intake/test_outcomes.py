"""Who may take over and propose after a no, and on what evidence?"""

from datetime import UTC, datetime, timedelta

import pytest

from amaan.intake.rules.complaint import Status
from amaan.intake.rules.reasons import (
    ComplaintState,
    OutcomeProposal,
    reasons_against_proposing,
    reasons_against_taking,
)
from amaan.kernel.urgency import Urgency

NO = datetime(2026, 11, 30, 12, tzinfo=UTC)
BEFORE, AFTER = NO - timedelta(seconds=1), NO + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("was_rejected", "own", "codes"),
    [
        (False, False, []),
        (False, True, []),
        (True, False, ["officer-was-rejected"]),
        (True, True, ["own-outcome-was-rejected"]),
    ],
)
def test_reasons_against_taking(was_rejected: bool, own: bool, codes: list[str]) -> None:
    assert [it.code for it in reasons_against_taking(was_rejected=was_rejected, own=own)] == codes


@pytest.mark.parametrize(
    ("status", "proposal", "codes"),
    [
        (Status.UNDER_ACTION, OutcomeProposal(True, BEFORE, None), []),
        (Status.UNDER_ACTION, OutcomeProposal(False, BEFORE, None), ["officer-takes-over-first"]),
        (Status.UNDER_ACTION, OutcomeProposal(True, AFTER, NO), []),
        (Status.UNDER_ACTION, OutcomeProposal(True, NO, NO), ["evidence-before-rejection"]),
        (Status.UNDER_ACTION, OutcomeProposal(True, BEFORE, NO), ["evidence-before-rejection"]),
        (
            Status.UNDER_ACTION,
            OutcomeProposal(False, BEFORE, NO),
            ["officer-takes-over-first", "evidence-before-rejection"],
        ),
        (Status.ALLOCATED, OutcomeProposal(False, BEFORE, None), []),  # the state objects
    ],
)
def test_reasons_against_proposing(
    status: Status, proposal: OutcomeProposal, codes: list[str]
) -> None:
    standing = ComplaintState(status, Urgency.U2, child=False, sorted=True)
    assert [it.code for it in reasons_against_proposing(standing, proposal)] == codes
