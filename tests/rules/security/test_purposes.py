"""Stored codes are as they were: a changed one would end, or open, what lies in the tables."""

from enum import StrEnum

import pytest

from amaan.security.rules.purposes import (
    ConsentHow,
    ConsentPurpose,
    ExclusionBasis,
    GrantEnd,
    GrantPurpose,
    KeyPurpose,
    RecipientKind,
)


@pytest.mark.parametrize(
    ("codes", "stored"),
    [
        (GrantPurpose, "ALLOCATION DESK ESCALATION LEAD OFFICER OWN REFERRAL"),
        (
            GrantEnd,
            (
                "ALLOCATION_ENDED CLOSED CONSENT_WITHDRAWN DECLINED EXCLUDED NARROWED RECALLED"
                " WITHDRAWN"
            ),
        ),
        (ExclusionBasis, "INHERITED LINE_OF_COMMAND NAMED_OFFICE REPORTS_TO_IT UNNAMED_OFFICE"),
        (
            KeyPurpose,
            "DOSSIER ENTRY IDENTITY MESSAGE NARRATIVE PROGRESS REFERRAL SCREENING STAYS",
        ),
        (ConsentPurpose, "REFERRAL TO_POLICE"),
        (RecipientKind, "REPORTER UNIT"),
        (ConsentHow, "FORM GUARDIAN SPOKEN WRITTEN"),
    ],
)
def test_codes_are_stored_as_ever(codes: type[StrEnum], stored: str) -> None:
    assert sorted(map(str, codes)) == stored.split()
