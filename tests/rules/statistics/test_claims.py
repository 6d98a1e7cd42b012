"""Published figures are kept as written, split by hand-made rules, or stay raw."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.kernel.reasons import Reason, Refused
from amaan.statistics.rules.claims import Claim, Grade, date_of, grade_of, read_claims
from amaan.statistics.rules.claims_measures import MEASURES
from amaan.statistics.rules.claims_periods import days_of
from amaan.statistics.rules.claims_split import Qualifier, SplitValue, split
from tests.twins.official import CLAIMS

HEADER = "period,measure,value,source,confidence"


def claim(measure: str, value: str, period: str = "2024") -> Claim:
    return Claim(2, period, measure, value, "a paper", "X", "")


def carried() -> tuple[Claim, ...]:
    return read_claims(CLAIMS.read_bytes())


def figures(one: Claim) -> list[tuple[str, str, str, int, str]]:
    return [(v.measure, v.submeasure, v.place, v.number, str(v.qualifier)) for v in split(one)]


def on_line(line: int) -> list[tuple[str, str, str, int, str]]:
    return figures(next(one for one in carried() if one.line == line))


def test_all_33_lines_are_read_and_keep_their_text() -> None:
    claims = carried()
    assert len(claims) == 33
    assert claims[0].raw_value == "3953"
    assert claims[2].raw_value.startswith("1936 raids; 3009 arrests")


def test_same_repeats_the_source_above() -> None:
    by_line = {one.line: one.source for one in carried()}
    assert by_line[24] == by_line[25] == by_line[23]
    assert "nigehbaan" in by_line[24]


@pytest.mark.parametrize(
    ("source", "dated"),
    [
        ("app.com.pk 2021-04-29", "2021-04-29"),
        ("samaa.tv 2020-12", "2020-12"),
        ("nation 28-Feb-2025", "2025-02-28"),
        ("nation 16-Jan-2019", "2019-01-16"),
        ("tracefeed/Dawn 2026-01-09", "2026-01-09"),
        ("thenews 937365 (letter citing US DoS)", ""),
        ("thenews 1203382 / newsdiplomacy on TIP 2024", ""),
        ("pakobserver courts-convict-8645", ""),
    ],
)
def test_the_date_is_taken_from_the_source_text_or_not_stated(source: str, dated: str) -> None:
    assert date_of(source) == dated


@pytest.mark.parametrize(
    ("confidence", "grade"),
    [
        ("C", Grade.CONFIRMED),
        ("X", Grade.SECOND_HAND),
        ("X secondary", Grade.SECOND_HAND),
        ("secondary, unverified", Grade.SECOND_HAND),
        ("C secondary", Grade.SECOND_HAND),
    ],
)
def test_secondary_is_second_hand(confidence: str, grade: Grade) -> None:
    assert grade_of(confidence) is grade


def test_figures_with_places_and_two_measures() -> None:
    found = on_line(4)
    assert found[:2] == [
        ("RAIDS_FIA", "", "", 1936, "EXACT"),
        ("ARRESTS_FIA", "", "", 3009, "EXACT"),
    ]
    assert ("ARRESTS_FIA", "", "Punjab", 1553, "EXACT") in found
    assert [one for one in found if one[2] == "Balochistan"] == [
        ("RAIDS_FIA", "", "Balochistan", 79, "EXACT")
    ]


def test_marks_before_a_number() -> None:
    assert on_line(8)[0] == ("COMPLAINTS_FIA", "", "", 10_000, "MORE_THAN")
    assert on_line(9) == [
        ("VICTIMS_IDENTIFIED", "", "", 32_022, "EXACT"),
        ("VICTIMS_IDENTIFIED", "CHILDREN", "", 7_000, "ABOUT"),
    ]


def test_a_range_has_two_ends_and_no_middle() -> None:
    assert on_line(19)[1:] == [
        ("PASSENGERS_OFFLOADED", "OTHER_REPORTS", "", 51_000, "LOWER_END"),
        ("PASSENGERS_OFFLOADED", "OTHER_REPORTS", "", 66_000, "UPPER_END"),
    ]


def test_enquiries_and_cases_are_two_measures() -> None:
    assert [(one[0], one[3]) for one in on_line(11)] == [
        ("ENQUIRIES_FIA", 40_298),
        ("CASES_FROM_ENQUIRIES", 5_654),
    ]


def test_millions_are_whole_numbers() -> None:
    assert on_line(26) == [("BONDED_LABOURERS", "", "", 4_500_000, "ESTIMATE")]
    assert on_line(27) == [("MODERN_SLAVERY", "", "", 2_349_000, "ESTIMATE")]


def test_the_carried_file_is_split_to_the_last_line() -> None:
    assert [one.line for one in carried() if not split(one)] == []
    assert {one.measure for one in carried()} == set(MEASURES)


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("convictions", "several hundred"),
        ("convictions", "495 or so"),
        ("convictions", "495 / 12"),
        ("convictions", "1.5"),
        ("most wanted", "100 (Punjab many)"),
        ("most wanted", "100 (Punjab 1/2)"),
        ("passengers offloaded", "66000 (66000-51000 in reports)"),
        ("PoTiPA investigations", "1607 (523 sea)"),
        ("PoTiPA investigations", "1607 (many)"),
        ("PoTiPA investigations", "1607 (523 sex (or so))"),
        ("something new", "12"),
        ("convictions", "1" * 2000),
        ("convictions", ""),
    ],
)
def test_what_no_rule_knows_stays_raw_as_a_whole(measure: str, value: str) -> None:
    assert split(claim(measure, value)) == ()


def test_a_period_without_a_rule_leaves_the_claim_raw() -> None:
    assert split(claim("convictions", "495", "last winter")) == ()


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2015", (date(2015, 1, 1), date(2016, 1, 1))),
        ("2018-2020", (date(2018, 1, 1), date(2021, 1, 1))),
        ("2022 (to Oct)", (date(2022, 1, 1), date(2022, 11, 1))),
        ("2025 (Jan-10 Feb)", (date(2025, 1, 1), date(2025, 2, 11))),
        ("2025 (2 months to 21 Feb)", (None, date(2025, 2, 22))),
        ("2024 (US TIP 2025)", (date(2024, 1, 1), date(2025, 1, 1))),
        ("2023 GSI", (date(2023, 1, 1), date(2024, 1, 1))),
        ("Oct 2021-Jun 2022", (date(2021, 10, 1), date(2022, 7, 1))),
        ("Red Book 2018 (8th)", (date(2018, 1, 1), date(2019, 1, 1))),
        ("stock", (None, None)),
        ("2025 (Jan-31 Feb)", None),
        ("soon", None),
    ],
)
def test_periods_are_half_open(period: str, days: object) -> None:
    assert days_of(period) == days


@pytest.mark.parametrize(
    ("content", "code", "line", "field"),
    [
        (b"", "file-empty", 1, "period"),
        (f"{HEADER}\n".encode(), "file-without-rows", 2, ""),
        (b"year,measure,value,source,confidence\n", "file-header", 1, "period"),
        (f"{HEADER}\n2024,x,,a,X\n".encode(), "field-empty", 2, "value"),
        (f"{HEADER}\n2024,x,1,same,X\n".encode(), "field-same-as-nothing", 2, "source"),
        (f"{HEADER}\n2024,x,1\n".encode(), "file-row-width", 2, "confidence"),
        (HEADER.encode() + b"\n2024,x,1,\xff,X\n", "field-broken", 2, "source"),
    ],
)
def test_a_broken_file_is_refused_with_line_and_field(
    content: bytes, code: str, line: int, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        read_claims(content)
    one = refused.value.reasons[0]
    assert (one.code, one.params["line"], one.params["field"]) == (code, line, field)


@given(st.sampled_from(sorted(MEASURES)), st.text(max_size=80))
def test_any_value_splits_or_stays_raw(measure: str, value: str) -> None:
    for one in split(claim(measure, value)):
        assert isinstance(one, SplitValue)
        assert one.number >= 0
        assert one.qualifier in Qualifier


@given(st.text(alphabet="0123456789 ,;/()<>-.abcdefghijkl", max_size=60))
def test_any_figures_split_or_stay_raw(value: str) -> None:
    for measure in ("most wanted", "raids / total arrests (FIA)", "convictions"):
        assert all(one.number >= 0 for one in split(claim(measure, value)))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    reasons: tuple[Reason, ...] = ()
    try:
        assert read_claims(HEADER.encode() + b"\n" + content)
    except Refused as refused:
        reasons = refused.reasons
    assert all(one.params["line"] for one in reasons)


def test_at_most_twenty_faults_are_told() -> None:
    with pytest.raises(Refused) as refused:
        read_claims("\n".join([HEADER, *["2024,x,,a,X"] * 50]).encode())
    assert len(refused.value.reasons) == 20
