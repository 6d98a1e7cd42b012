"""No cell of a downloaded file starts a formula, and no number is changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.statistics.rules.official_export import safe_cell


@pytest.mark.parametrize("text", ["=1+1", "+92", "-5", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_a_formula_is_disarmed(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "cell"), [("<5", "<5"), (-5, "-5"), (None, ""), (">10000", ">10000"), ("", "")]
)
def test_everything_else_stays(value: object, cell: str) -> None:
    assert safe_cell(value) == cell


@given(st.text())
def test_no_text_starts_as_a_formula(text: str) -> None:
    assert not safe_cell(text).lstrip(" ").startswith(tuple("=+-@\t\r\n"))
