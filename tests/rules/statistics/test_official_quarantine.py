"""What may be shown, what is set aside and why, and what stands in the file twice."""

from collections import Counter

import pytest

from amaan.statistics.rules.official import (
    AgeGroup,
    Cell,
    Dimension,
    Indicator,
    OfficialRow,
    Sex,
    Value,
)
from amaan.statistics.rules.official_layout import read_official
from amaan.statistics.rules.official_quarantine import Cause, Sorted, sort_rows
from tests.twins.official import TWIN


def row(
    raw: str,
    line: int = 2,
    dimension: Dimension = Dimension.TOTAL,
    category: str = "Total",
    year: int = 2034,
) -> OfficialRow:
    value = Value.parse(raw)
    assert value is not None
    cell = Cell(Indicator.CONVICTED, year, dimension, category, Sex.TOTAL, AgeGroup.TOTAL)
    return OfficialRow(line, cell, value, "GLOTIP")


def causes(sorting: Sorted) -> list[Cause]:
    return [one.cause for one in sorting.quarantined]


def test_the_twin_is_sorted() -> None:
    sorting = sort_rows(read_official(TWIN.read_bytes()))
    assert (sorting.read, len(sorting.loaded), len(sorting.quarantined)) == (43, 35, 7)
    assert [(again.line, first) for again, first in sorting.duplicates] == [(44, 22)]
    assert sorting.suppressed == 12
    assert Counter(causes(sorting)) == {
        Cause.CATEGORY_NOT_IN_LIST: 3,
        Cause.ABOVE_PARENT: 1,
        Cause.ABOVE_POPULATION: 1,
        Cause.CATEGORY_EMPTY: 1,
        Cause.CATEGORY_BROKEN: 1,
    }


@pytest.mark.parametrize(
    ("dimension", "category", "cause"),
    [
        (Dimension.TOTAL, "Total", None),
        (Dimension.TOTAL, "Nationals", Cause.CATEGORY_NOT_IN_LIST),
        (Dimension.FORM, "Forced labour", None),
        (Dimension.FORM, "Pakistani", Cause.CATEGORY_NOT_IN_LIST),
        (Dimension.CITIZENSHIP, "Nationals", None),
        (Dimension.CITIZENSHIP, "Pakistani", None),
        (Dimension.CITIZENSHIP, "Pakistan", None),
        (Dimension.REPATRIATION, "Uzbekistan", None),
        (Dimension.CITIZENSHIP, "Côte d'Ivoire", None),
        (Dimension.CITIZENSHIP, "C\ufffdte d'Ivoire", Cause.CATEGORY_BROKEN),
        (Dimension.CITIZENSHIP, "Q6.1_10s_2019", Cause.CATEGORY_NOT_IN_LIST),
        (Dimension.CITIZENSHIP, "pakistani", Cause.CATEGORY_NOT_IN_LIST),
        (Dimension.CITIZENSHIP, "", Cause.CATEGORY_EMPTY),
    ],
)
def test_the_list_of_categories(dimension: Dimension, category: str, cause: Cause | None) -> None:
    assert causes(sort_rows([row("3", 2, dimension, category)])) == ([cause] if cause else [])


@pytest.mark.parametrize(
    ("parent", "part", "passes"),
    [
        ("100", "100", True),
        ("100", "101", False),
        ("<5", "4", True),
        ("<5", "5", False),
        ("<5", "<5", True),
        ("2", "<5", True),
    ],
)
def test_no_part_above_its_parent_total(parent: str, part: str, passes: bool) -> None:
    sorting = sort_rows([row(part, 2, Dimension.CITIZENSHIP, "Nationals"), row(parent, 3)])
    assert causes(sorting) == ([] if passes else [Cause.ABOVE_PARENT])


def test_without_a_parent_only_the_population_bounds() -> None:
    inside, above = (row(raw, 2, Dimension.CITIZENSHIP, "Nationals") for raw in ("1000", "1001"))
    assert causes(sort_rows([inside], population=1000)) == []
    assert causes(sort_rows([above], population=1000)) == [Cause.ABOVE_POPULATION]


def test_a_total_of_another_year_is_no_parent() -> None:
    part = row("50", 2, Dimension.CITIZENSHIP, "Nationals", year=2033)
    assert causes(sort_rows([part, row("<5", 3, year=2034)])) == []


def test_of_equal_rows_the_first_stays_and_the_others_are_counted() -> None:
    sorting = sort_rows([row("7", 2), row("7", 5), row("8", 6), row("7", 9)])
    assert [one.line for one in sorting.loaded] == [2, 6]
    assert [(again.line, first) for again, first in sorting.duplicates] == [(5, 2), (9, 2)]
    assert sorting.read == 4
