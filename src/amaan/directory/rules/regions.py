"""Reading provinces and divisions, the two levels between the nation and its districts."""

from dataclasses import dataclass
from typing import Final

from amaan.directory.rules.districts import PROVINCE_CODE, pcode
from amaan.directory.rules.importing import Layout, Record, needed, optional, pieces


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """`short_code` is ISO 3166-2 without PK-, the name of a provincial node (`province:PB`)."""

    pcode: str
    short_code: str
    name_en: str
    name_ur: str
    aliases: tuple[str, ...]
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class DivisionRow:
    province: str
    name_en: str
    name_ur: str
    source: str
    confidence: str


def read_province(record: Record) -> ProvinceRow:
    return ProvinceRow(
        pcode=pcode(record, "pcode", PROVINCE_CODE),
        short_code=needed(record, "short_code"),
        name_en=needed(record, "name_en"),
        name_ur=needed(record, "name_ur"),
        aliases=pieces(record, "aliases"),
        source=optional(record, "source"),
        confidence=optional(record, "confidence"),
    )


def read_division(record: Record) -> DivisionRow:
    return DivisionRow(
        province=needed(record, "province"),
        name_en=needed(record, "division"),
        name_ur=needed(record, "name_ur"),
        source=optional(record, "source"),
        confidence=optional(record, "confidence"),
    )


PROVINCES: Final[Layout[ProvinceRow]] = Layout(
    kind="PROVINCES",
    required=("pcode", "short_code", "name_en", "name_ur"),
    optional=("aliases", "source", "confidence"),
    parse=read_province,
    key=lambda row: row.pcode,
)
DIVISIONS: Final[Layout[DivisionRow]] = Layout(
    kind="DIVISIONS",
    required=("province", "division", "name_ur"),
    optional=("source", "confidence"),
    parse=read_division,
    key=lambda row: (row.province, row.name_en),
)
