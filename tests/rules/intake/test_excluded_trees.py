"""The excluded set over random trees of offices, as security.md section 7 has it: nobody whom the
accusation touches is left out, and nobody else is shut out.
"""

from collections.abc import Iterator, Mapping
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.intake.rules.exclusion import Accusation, Office, excluded_offices

pytestmark = [pytest.mark.invariant("13b"), pytest.mark.security("10a")]

KINDS = ("POLICE", "FIA", "LABOUR")
DISTRICTS = tuple(UUID(int=0xD0 + number) for number in range(3))
PROVINCE = UUID(int=0xAA)
ELSEWHERE = UUID(int=0xBB)
Offices = Mapping[UUID, Office]


@st.composite
def trees(draw: st.DrawFn, *, circular: bool = False) -> Offices:
    """Up to twelve offices; `circular`: an office may also hang below one of its own."""
    size = draw(st.integers(1, 12))
    found = {}
    for number in range(size):
        above = st.integers(0, size - 1 if circular else max(number - 1, 0))
        parent = draw(st.none() | above) if number or circular else None
        found[UUID(int=number + 1)] = Office(
            id=UUID(int=number + 1),
            parent=None if parent is None else UUID(int=parent + 1),
            agency_kind=draw(st.sampled_from(KINDS)),
            district=draw(st.none() | st.sampled_from(DISTRICTS)),
            territory=draw(st.sampled_from((None, PROVINCE, ELSEWHERE))),
        )
    return found


@st.composite
def accusations(draw: st.DrawFn, *, circular: bool = False) -> tuple[Offices, Accusation]:
    tree = draw(trees(circular=circular))
    unit = draw(st.none() | st.sampled_from(sorted(tree)) | st.just(UUID(int=0xFF)))
    district = draw(st.none() | st.sampled_from(DISTRICTS))
    kind = draw(st.sampled_from(KINDS))
    return tree, Accusation(kind, unit, district, frozenset({PROVINCE}))


def basis_of(offices: Offices, accusation: Accusation) -> dict[UUID, str]:
    found = list(excluded_offices(offices, accusation))
    assert len({office for office, _ in found}) == len(found), "an office twice"
    return dict(found)


def accused(offices: Offices, accusation: Accusation) -> set[UUID]:
    """Those complained of: the one named; without one, or when it lies in another district than the
    report, every one of the kind in the district, or those that cover the district from above.
    """
    named = {it for it in offices if it == accusation.unit}
    districts = {offices[it].district for it in named} | {accusation.district}
    if named and (None in districts or len(districts) == 1):
        return named
    kind = {it for it in offices.values() if it.agency_kind == accusation.agency_kind}
    in_district = {it.id for it in kind if it.district and it.district == accusation.district}
    return named | (in_district or {it.id for it in kind if it.territory == PROVINCE})


def line_up(offices: Offices, office: UUID) -> Iterator[UUID]:
    parent = offices[office].parent
    if parent in offices and parent is not None:
        yield parent
        yield from line_up(offices, parent)


@given(accusations())
def test_whoever_is_complained_of_is_shut_out(given: tuple[Offices, Accusation]) -> None:
    offices, accusation = given
    found = basis_of(offices, accusation)
    core = accused(offices, accusation)
    words = {office: basis for office, basis in found.items() if basis.endswith("_OFFICE")}
    assert set(words) == core
    assert {it for it, word in words.items() if word == "NAMED_OFFICE"} == core & {accusation.unit}


@given(accusations())
def test_whoever_reports_to_it_is_shut_out_however_deep(
    given: tuple[Offices, Accusation],
) -> None:
    offices, accusation = given
    found, core = basis_of(offices, accusation), accused(offices, accusation)
    below = {it for it in offices if core & set(line_up(offices, it))}
    assert below <= set(found)
    reporting = {office for office, basis in found.items() if basis == "REPORTS_TO_IT"}
    assert reporting <= below


@given(accusations())
def test_the_line_above_is_shut_out_as_far_as_its_district(
    given: tuple[Offices, Accusation],
) -> None:
    offices, accusation = given
    found, core = basis_of(offices, accusation), accused(offices, accusation)
    command = set()
    for office in core:
        district, line = offices[office].district, list(line_up(offices, office))
        left = [it for it, up in enumerate(line) if offices[up].district != district]
        stays = line[: left[0]] if left else line
        command |= set(stays if district else line[:1])  # above the districts: the next one up
    assert {office for office, basis in found.items() if basis == "LINE_OF_COMMAND"} == (
        command - core
    )


@given(accusations())
def test_an_office_of_no_such_line_is_left_alone(given: tuple[Offices, Accusation]) -> None:
    offices, accusation = given
    core = accused(offices, accusation)
    touched = {
        it
        for it in offices
        if it in core
        or core & set(line_up(offices, it))
        or any(it in line_up(offices, office) for office in core)
    }
    assert set(basis_of(offices, accusation)) <= touched


@given(accusations(circular=True))
def test_offices_hung_in_a_circle_end_all_the_same(given: tuple[Offices, Accusation]) -> None:
    offices, accusation = given
    assert accused(offices, accusation) <= set(basis_of(offices, accusation))


def test_a_named_office_that_is_not_there_counts_as_unnamed() -> None:
    police = Office(UUID(int=1), None, "POLICE", DISTRICTS[0])
    offices = {police.id: police}
    gone = Accusation("POLICE", UUID(int=9), DISTRICTS[0])
    assert basis_of(offices, gone) == {police.id: "UNNAMED_OFFICE"}


def test_nobody_is_shut_out_of_a_place_that_is_not_known() -> None:
    police = Office(UUID(int=1), None, "POLICE", None)
    assert basis_of({police.id: police}, Accusation("POLICE", None, None)) == {}
