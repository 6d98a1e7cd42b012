"""Places: 156 census districts, 24 announced later, each under the parent it was cut from."""

from datetime import date
from pathlib import Path

import pytest

from amaan.directory.rules.districts import (
    DISTRICTS,
    NEW_DISTRICTS,
    DistrictRow,
    NewDistrictRow,
    parent_of,
    read_district,
    read_new_district,
)
from amaan.directory.rules.importing import read_file
from amaan.directory.rules.regions import DIVISIONS, PROVINCES
from amaan.directory.rules.vintage import Precision
from amaan.kernel.reasons import Refused


@pytest.fixture
def districts(files: Path) -> tuple[DistrictRow, ...]:
    report = read_file((files / "districts.csv").read_bytes(), DISTRICTS)
    assert report.problems == ()
    return report.rows


@pytest.fixture
def announced(files: Path) -> dict[str, NewDistrictRow]:
    report = read_file((files / "districts_post_census.csv").read_bytes(), NEW_DISTRICTS)
    assert report.problems == ()
    return {row.name: row for row in report.rows}


def test_156_districts_and_the_national_population(districts: tuple[DistrictRow, ...]) -> None:
    assert len(districts) == 156
    assert sum(row.pop_2023 or 0 for row in districts) == 241_499_431  # domain.md section 14
    assert (
        sum(row.pop_2023 is None for row in districts) == 20
    )  # AJK and GB: never mixed into rates


def test_only_keamari_has_no_pcode(districts: tuple[DistrictRow, ...]) -> None:
    assert [row.name for row in districts if not row.pcode] == ["Keamari"]


def test_24_announced_districts_find_their_parents(
    districts: tuple[DistrictRow, ...], announced: dict[str, NewDistrictRow]
) -> None:
    assert len(announced) == 24
    parents = {name: parent_of(row, districts).name for name, row in announced.items()}
    other_names = {n: p for n, p in parents.items() if announced[n].parent != p}
    assert other_names == {"Allai": "Battagram", "Tangir": "Diamer", "Darel": "Diamer"}


def test_karezat_was_made_and_abolished_in_2022(announced: dict[str, NewDistrictRow]) -> None:
    karezat = announced["Karezat"]
    assert karezat.valid_from == date(2022, 6, 7)
    assert karezat.valid_to == date(2022, 12, 1)
    assert karezat.precision is Precision.MONTH


def test_notes_give_days_names_and_doubt(announced: dict[str, NewDistrictRow]) -> None:
    assert announced["Quetta East"].valid_from == date(2026, 7, 8)
    assert announced["Quetta East"].provisional
    assert announced["Upper Dera Bugti"].aliases == ("North Dera Bugti",)
    assert announced["South Dera Bugti"].aliases == ("Lower Dera Bugti",)
    assert announced["Murree"].valid_from is None
    assert announced["Murree"].precision is Precision.UNKNOWN


def test_an_unknown_parent_is_refused(districts: tuple[DistrictRow, ...]) -> None:
    row = read_new_district(
        {"new_district": "X", "parent_2023": "Nowhere", "province": "Punjab", "note": ""}
    )
    with pytest.raises(Refused):
        parent_of(row, districts)


@pytest.mark.parametrize(
    ("province", "district", "code"),
    [("PK4", "PK0401", "pcode-unknown"), ("PK6", "PK701", "pcode-of-other-province")],
)
def test_made_up_pcodes_are_refused(province: str, district: str, code: str) -> None:
    record = {"district": "X", "name_ur": "ایکس", "province": "P", "division": "D"}
    with pytest.raises(Refused) as refused:
        read_district(record | {"adm1_pcode": province, "adm2_pcode": district})
    assert [reason.code for reason in refused.value.reasons] == [code]


def test_every_province_and_division_of_the_districts_has_its_row(own: Path) -> None:
    districts = read_file((own / "districts.csv").read_bytes(), DISTRICTS).rows
    provinces = read_file((own / "provinces.csv").read_bytes(), PROVINCES).rows
    divisions = read_file((own / "divisions.csv").read_bytes(), DIVISIONS).rows
    assert {(d.province, d.province_pcode) for d in districts} == {
        (p.name_en, p.pcode) for p in provinces
    }
    assert {(d.province, d.division) for d in districts} == {
        (d.province, d.name_en) for d in divisions
    }
