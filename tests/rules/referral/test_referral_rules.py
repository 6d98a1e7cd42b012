"""What speaks against submitting, clearing and asking again; when another person has to clear."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from amaan.referral.rules import referral as rules
from amaan.referral.rules.referral import Basis, Proposal

TODAY = date(2026, 3, 2)
DAYS = 180
GOOD = Proposal(
    basis=Basis.CONSENT,
    consented=True,
    urgent=False,
    child=False,
    service_open=True,
    verified_on=TODAY,
    serves_district=True,
    own_unit=False,
)


@pytest.mark.parametrize(
    ("proposal", "codes"),
    [
        (GOOD, []),
        (replace(GOOD, consented=False), ["no-consent"]),
        (replace(GOOD, basis=Basis.LIFE_DANGER, consented=False), ["basis-needs-u1"]),
        (replace(GOOD, basis=Basis.LIFE_DANGER, consented=False, urgent=True), []),
        (replace(GOOD, basis=Basis.CHILD, consented=False), ["basis-needs-child"]),
        (replace(GOOD, basis=Basis.CHILD, consented=False, child=True), []),
        (replace(GOOD, service_open=False), ["service-closed"]),
        (replace(GOOD, serves_district=False), ["wrong-district"]),
        (replace(GOOD, own_unit=True), ["own-service"]),
        (replace(GOOD, verified_on=None), ["service-not-verified"]),
        (replace(GOOD, verified_on=TODAY - timedelta(days=DAYS)), []),
        (replace(GOOD, verified_on=TODAY - timedelta(days=DAYS + 1)), ["service-not-verified"]),
    ],
)
def test_reasons_against_submitting(proposal: Proposal, codes: list[str]) -> None:
    found = rules.reasons_against_submitting(proposal, on=TODAY, verified_within_days=DAYS)
    assert [it.code for it in found] == codes


@pytest.mark.invariant(8)
def test_a_childs_and_one_across_the_wall_are_cleared_by_another() -> None:
    assert rules.needs_clearing(child=True, crosses=False)
    assert rules.needs_clearing(child=False, crosses=True)
    assert not rules.needs_clearing(child=False, crosses=False)
    one, other = UUID(int=1), UUID(int=2)
    assert [it.code for it in rules.reasons_against_clearing(one, one)] == ["sender-cannot-clear"]
    assert list(rules.reasons_against_clearing(one, other)) == []


@pytest.mark.invariant(1)
def test_what_is_open_is_not_asked_again() -> None:
    assert [it.code for it in rules.reasons_against_asking_again(asked=True)] == ["already-asked"]
    assert list(rules.reasons_against_asking_again(asked=False)) == []
