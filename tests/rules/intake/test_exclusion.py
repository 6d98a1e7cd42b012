"""Whom does an accusation keep away, when the office named is not of the district?"""

from uuid import UUID

import pytest

from amaan.intake.rules.exclusion import Accusation, Office, excluded_offices

GUJRAT, UMERKOT = UUID(int=1), UUID(int=2)
CITY, GUJRAT_POLICE, KUNRI, UMERKOT_POLICE, LABOUR = (UUID(int=number) for number in range(10, 15))
OFFICES = {
    one.id: one
    for one in (
        Office(GUJRAT_POLICE, None, "POLICE", GUJRAT),
        Office(CITY, GUJRAT_POLICE, "POLICE", GUJRAT),
        Office(UMERKOT_POLICE, None, "POLICE", UMERKOT),
        Office(KUNRI, UMERKOT_POLICE, "POLICE", UMERKOT),
        Office(LABOUR, None, "LABOUR", UMERKOT),
    )
}


def kept_away(unit: UUID | None, district: UUID) -> dict[UUID, str]:
    return dict(excluded_offices(OFFICES, Accusation("POLICE", unit, district)))


def test_a_named_office_of_the_district_and_its_line() -> None:
    assert kept_away(CITY, GUJRAT) == {CITY: "NAMED_OFFICE", GUJRAT_POLICE: "LINE_OF_COMMAND"}


def test_nobody_named_keeps_every_such_office_away() -> None:
    assert kept_away(None, UMERKOT) == dict.fromkeys((KUNRI, UMERKOT_POLICE), "UNNAMED_OFFICE")


@pytest.mark.invariant("13b")
def test_an_office_of_another_district_keeps_both_districts_away() -> None:
    assert kept_away(CITY, UMERKOT) == {
        CITY: "NAMED_OFFICE",
        GUJRAT_POLICE: "LINE_OF_COMMAND",
        **dict.fromkeys((KUNRI, UMERKOT_POLICE), "UNNAMED_OFFICE"),
    }
