"""Sources stand side by side; nothing is averaged, nothing dropped (domain.md section 10)."""

from amaan.statistics.rules.claims_conflicts import ClaimStatement, ClaimVerdict, side_by_side
from amaan.statistics.rules.official import Interval


def said(
    year: int, number: int, source: str, measure: str = "VICTIMS_IDENTIFIED"
) -> ClaimStatement:
    return ClaimStatement(
        measure, year, Interval(number, number), source, "", official=source == "UNODC"
    )


def test_the_same_number_of_two_years_and_two_numbers_of_one_year() -> None:
    lines = side_by_side(
        [
            said(2019, 32_022, "UNODC"),
            said(2020, 20_045, "UNODC"),
            said(2021, 21_253, "UNODC"),
            said(2020, 32_022, "press"),
            said(2021, 21_253, "press"),
        ]
    )
    assert [(one.year, one.verdict, one.also_in) for one in lines] == [
        (2019, ClaimVerdict.ONE_SOURCE, (2020,)),
        (2020, ClaimVerdict.DIFFERENT, (2019,)),
        (2021, ClaimVerdict.AGREE, ()),
    ]
    assert [one.value.low for one in lines[1].statements] == [20_045, 32_022]


def test_a_suppressed_mark_agrees_with_what_lies_inside_it() -> None:
    inside = ClaimStatement("M", 2020, Interval(0, 4), "UNODC", "", official=True)
    assert side_by_side([inside, said(2020, 3, "press", "M")])[0].verdict is ClaimVerdict.AGREE
    assert side_by_side([inside, said(2020, 5, "press", "M")])[0].verdict is ClaimVerdict.DIFFERENT


def test_measures_with_nothing_to_compare_are_left_out() -> None:
    assert side_by_side([said(2022, 19_000, "one"), said(2025, 66_000, "two")]) == ()
    assert side_by_side([said(2022, 5, "one", "A"), said(2022, 6, "two", "B")]) == ()
