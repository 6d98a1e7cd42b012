"""Mismatches are found as intervals allow, and only then (examples of standards.md section 6.2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.statistics.rules.findings import FindingKind, ReportedMismatch, findings
from amaan.statistics.rules.official import (
    FORMS,
    AgeGroup,
    Cell,
    Dimension,
    Indicator,
    OfficialRow,
    Sex,
    Value,
)
from amaan.statistics.rules.official_layout import read_official
from amaan.statistics.rules.official_quarantine import sort_rows
from tests.twins.official import TWIN, real_file

V, F, P, C = Indicator.VICTIMS, Indicator.FORMAL_CONTACT, Indicator.PROSECUTED, Indicator.CONVICTED
OFFENCES = Indicator.OFFENCES


def total(raw: str, indicator: Indicator = V, year: int = 2034, **change: object) -> OfficialRow:
    cell = Cell(indicator, year, Dimension.TOTAL, "Total", Sex.TOTAL, AgeGroup.TOTAL)
    value = Value.parse(raw)
    assert value is not None
    return OfficialRow(2, cell._replace(**change), value, "GLOTIP")  # type: ignore[arg-type]  # a cell's own fields


def form(raw: str, place: int, indicator: Indicator = V) -> OfficialRow:
    return total(raw, indicator, dimension=Dimension.FORM, category=FORMS[place])


def kinds(*rows: OfficialRow) -> list[FindingKind]:
    return [one.kind for one in findings(rows)]


def only(*rows: OfficialRow) -> ReportedMismatch:
    (one,) = findings(rows)
    return one


def test_example_5_parts_that_fit_inside_the_interval_pass() -> None:
    assert kinds(total("105", C), form("7", 0, C), form("97", 1, C), form("<5", 2, C)) == []


@pytest.mark.parametrize(
    ("whole", "fits"), [("103", False), ("104", True), ("108", True), ("109", False)]
)
def test_the_ends_of_the_interval_belong_to_it(whole: str, fits: bool) -> None:
    found = kinds(total(whole, C), form("7", 0, C), form("97", 1, C), form("<5", 2, C))
    assert (found == []) is fits


def test_example_7_part_above_subtotal_and_short_sum() -> None:
    found = findings(
        [
            total("32,022"),
            total("15,255", sex=Sex.FEMALE),
            total("16,518", sex=Sex.MALE),
            total("<5", age=AgeGroup.ADULT),
            total("15,255", sex=Sex.FEMALE, age=AgeGroup.ADULT),
            total("9,581", sex=Sex.MALE, age=AgeGroup.ADULT),
            total("<5", OFFENCES),
        ]
    )
    by_kind = {(one.kind, one.params.get("part", one.params.get("axis", ""))): one for one in found}
    assert by_kind[FindingKind.PARTS_SHORT, "SEX"].params["gap"] == "249"
    assert by_kind[FindingKind.PART_ABOVE_SUBTOTAL, "FEMALE"].params["whole"] == "<5"
    assert by_kind[FindingKind.PART_ABOVE_SUBTOTAL, "MALE"].params["value"] == "9,581"
    assert by_kind[FindingKind.VICTIMS_WITHOUT_OFFENCES, ""].params["value"] == "32,022"


def test_example_9_persons_without_a_form_and_a_sum_that_fits_at_the_top() -> None:
    forms = [form("22,575", 0), form("1,126", 1), form("<5", 2)]
    sexes = [
        total(raw, sex=sex)
        for raw, sex in (("20,200", Sex.FEMALE), ("6,335", Sex.MALE), ("<5", Sex.OTHER))
    ]
    one = only(total("26,539"), *forms, *sexes)
    assert (one.kind, one.params["gap"]) == (FindingKind.PARTS_SHORT, "2,834–2,838")


def test_example_10_ages_short_of_the_total() -> None:
    one = only(
        total("46", F), total("6", F, age=AgeGroup.CHILD), total("26", F, age=AgeGroup.ADULT)
    )
    assert (one.kind, one.params["sum"], one.params["gap"]) == (FindingKind.PARTS_SHORT, "32", "14")


def test_example_11_same_number_in_two_stages() -> None:
    one = only(total("1,104", F), total("1,104", P))
    assert (one.kind, one.params["other"]) == (
        FindingKind.SAME_NUMBER_IN_TWO_STAGES,
        "FORMAL_CONTACT",
    )


def test_two_suppressed_stages_are_not_the_same_number() -> None:
    assert kinds(total("<5", F), total("<5", P)) == []


def test_example_12_copied_total() -> None:
    people = total("26,539", dimension=Dimension.CITIZENSHIP, category="Pakistani")
    assert only(total("26,539"), people).kind is FindingKind.COPIED_TOTAL


@pytest.mark.parametrize(
    ("before", "after", "jumps"),
    [
        ("42", "623", True),
        ("11,478", "117", True),
        ("100", "299", False),
        ("100", "300", True),
        ("<5", "12", True),
        ("<5", "11", False),
        ("300", "100", True),
        ("<5", "<5", False),
        ("0", "2", False),
        ("0", "3", True),
    ],
)
def test_examples_13_and_14_a_jump_needs_a_note(before: str, after: str, jumps: bool) -> None:
    found = findings([total(before, OFFENCES, 2033), total(after, OFFENCES, 2034)])
    assert [(one.kind, one.needs_note) for one in found] == (
        [(FindingKind.BIG_JUMP, True)] if jumps else []
    )


def test_a_jump_is_measured_from_the_last_number_past_suppressed_years() -> None:
    found = findings([total("3,920", P, 2031), total("<5", P, 2033), total("46", P, 2034)])
    assert [(one.params["before"], one.params["value"]) for one in found] == [
        ("3,920", "<5"),
        ("3,920", "46"),
    ]


def test_parts_over_the_whole() -> None:
    one = only(
        total("26", age=AgeGroup.ADULT),
        *(
            total(raw, age=AgeGroup.ADULT, sex=sex)
            for raw, sex in (("6", Sex.FEMALE), ("26", Sex.MALE))
        ),
    )
    assert (one.kind, one.params["gap"]) == (FindingKind.PARTS_OVER, "6")


def test_a_part_without_a_report_is_not_a_zero() -> None:
    one = only(total("100"), form("40", 0), form("<5", 2))
    assert (one.kind, one.params["absent"]) == (FindingKind.PART_NOT_REPORTED, "Forced labour")


def test_one_count_given_twice() -> None:
    one = only(total("7"), total("9"))
    assert (one.kind, one.params["values"]) == (FindingKind.GIVEN_TWICE, "7 / 9")


COUNT = st.integers(min_value=0, max_value=10**6)


@given(COUNT, COUNT, COUNT)
def test_parts_that_add_up_never_raise_a_finding_whatever_is_suppressed(
    a: int, b: int, c: int
) -> None:
    """Suppressing true small counts cannot make a true table look false."""
    shown = ["<5" if count < 5 else str(count) for count in (a, b, c, a + b + c)]
    rows = [form(raw, place) for place, raw in enumerate(shown[:3])]
    assert kinds(total(shown[3]), *rows) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(Indicator), st.sampled_from(Sex), st.sampled_from(AgeGroup), COUNT
        )
    )
)
def test_any_rows_are_checked_without_a_crash(
    told: list[tuple[Indicator, Sex, AgeGroup, int]],
) -> None:
    rows = [total("<5" if n < 5 else str(n), one, sex=sex, age=age) for one, sex, age, n in told]
    cells = {row.cell for row in rows}
    for found in findings(rows):
        assert {found.cell, *found.others} <= cells


def test_findings_of_the_twin() -> None:
    found = findings(sort_rows(read_official(TWIN.read_bytes())).loaded)
    assert {one.kind for one in found} == set(FindingKind) - {FindingKind.PARTS_OVER}


def test_the_real_file_gives_exactly_what_the_standard_says() -> None:
    sorting = sort_rows(read_official(real_file().read_bytes()))
    causes = [one.cause for one in sorting.quarantined]
    assert (sorting.read, len(sorting.loaded), len(causes), len(sorting.duplicates)) == (
        219,
        155,
        63,
        1,
    )
    assert sorted({cause: causes.count(cause) for cause in causes}.values()) == [3, 60]
    assert sorting.suppressed == 75
    assert all(row.value.number is None for row in sorting.loaded if row.value.raw == "<5")
    totals = {
        row.cell.year: row.value.number
        for row in sorting.loaded
        if row.cell == total("1").cell._replace(year=row.cell.year)
    }
    assert {year: totals[year] for year in (2019, 2020, 2021, 2022)} == {
        2019: 32_022,
        2020: 20_045,
        2021: 21_253,
        2022: 26_539,
    }


@pytest.mark.parametrize(
    ("kind", "indicator", "year", "params"),
    [
        (
            FindingKind.PART_ABOVE_SUBTOTAL,
            V,
            2019,
            {"part": "FEMALE", "value": "15,255", "whole": "<5"},
        ),
        (
            FindingKind.PART_ABOVE_SUBTOTAL,
            V,
            2019,
            {"part": "MALE", "value": "9,581", "whole": "<5"},
        ),
        (FindingKind.PARTS_SHORT, V, 2019, {"axis": "SEX", "sum": "31,773", "gap": "249"}),
        (
            FindingKind.VICTIMS_WITHOUT_OFFENCES,
            OFFENCES,
            2019,
            {"value": "32,022", "offences": "<5"},
        ),
        (FindingKind.PARTS_SHORT, V, 2021, {"axis": "SEX", "sum": "21,243", "gap": "10"}),
        (FindingKind.PARTS_SHORT, V, 2021, {"axis": "AGE", "sum": "21,243", "gap": "10"}),
        (FindingKind.PARTS_SHORT, V, 2022, {"axis": "FORM", "sum": "23,701–23,705"}),
        (FindingKind.PARTS_SHORT, F, 2020, {"axis": "AGE", "sum": "32", "whole": "46"}),
        (FindingKind.SAME_NUMBER_IN_TWO_STAGES, P, 2020, {"value": "46"}),
        (FindingKind.SAME_NUMBER_IN_TWO_STAGES, P, 2021, {"value": "405"}),
        (FindingKind.SAME_NUMBER_IN_TWO_STAGES, P, 2022, {"value": "1,104"}),
        (FindingKind.COPIED_TOTAL, V, 2019, {"category": "Pakistani"}),
        (FindingKind.COPIED_TOTAL, V, 2022, {"category": "Pakistani"}),
        (FindingKind.BIG_JUMP, OFFENCES, 2021, {"before": "42", "value": "623"}),
        (FindingKind.BIG_JUMP, OFFENCES, 2022, {"before": "623", "value": "1,936"}),
        (FindingKind.BIG_JUMP, P, 2020, {"before": "3,920", "value": "46", "other_year": "2011"}),
        (
            FindingKind.BIG_JUMP,
            OFFENCES,
            2013,
            {"before": "11,478", "value": "117", "other_year": "2011"},
        ),
    ],
)
def test_the_real_file_raises_the_findings_of_the_standard(
    kind: FindingKind, indicator: Indicator, year: int, params: dict[str, str]
) -> None:
    found = findings(sort_rows(read_official(real_file().read_bytes())).loaded)
    matching = [
        one
        for one in found
        if (one.kind, one.cell.indicator, one.cell.year) == (kind, indicator, year)
        and params.items() <= dict(one.params).items()
    ]
    assert len(matching) == 1


def test_the_real_file_passes_where_intervals_allow() -> None:
    found = findings(sort_rows(read_official(real_file().read_bytes())).loaded)
    split = {FindingKind.PARTS_SHORT, FindingKind.PARTS_OVER}
    about = {
        (one.cell.indicator, one.cell.year, one.params["axis"])
        for one in found
        if one.kind in split
    }
    assert (C, 2022, "FORM") not in about
    assert (V, 2022, "SEX") not in about
