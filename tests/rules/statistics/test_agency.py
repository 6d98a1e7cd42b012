"""What the head of an agency is told: four subjects, and no number that names somebody."""

from amaan.statistics.rules.agency import FEWEST_TOLD, Kept, Subject


def test_what_is_counted_and_from_how_many_on() -> None:
    assert sorted(map(str, Subject)) == ["CLOCK", "GENERATED", "REFERRAL", "REPORT"]
    assert sorted(map(str, Kept)) == ["LATE", "MET"]
    assert FEWEST_TOLD == 5
