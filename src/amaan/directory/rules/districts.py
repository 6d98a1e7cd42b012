"""Which places exist, under which parent, since when? Reading the two district files (domain.md
section 14).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from amaan.directory.rules.confidence import Confidence
from amaan.directory.rules.importing import (
    Layout,
    Record,
    columns,
    needed,
    one_of,
    optional,
    refuse_cell,
    whole_number,
)
from amaan.directory.rules.vintage import Edge, Precision, edge, ends_too_early


class TerritoryKind(StrEnum):
    NATION = "NATION"
    PROVINCE = "PROVINCE"
    DIVISION = "DIVISION"
    DISTRICT = "DISTRICT"


# OCHA codes: PK and one digit for a province, three for a district. Longer codes in public data are
# made up.
DISTRICT_CODE: Final = re.compile(r"PK[1-7]\d{2}")
PROVINCE_CODE: Final = re.compile(r"PK[1-7]")
_CREATED: Final = re.compile(r"(?:created|notified) (\d{4}-\d{2}(?:-\d{2})?)")
_ABOLISHED: Final = re.compile(r"abolished (\d{4}-\d{2}(?:-\d{2})?)")
# A day after one of these words must be read, or the district would begin on an unknown day unseen.
_DAY_SAID: Final = re.compile(r"\b(?:created|notified|abolished)\s+(\S*\d\S*)")
_WAS_NAMED: Final = re.compile(r"created \S+ as ([A-Z][\w ]+?);")
_RENAMED: Final = re.compile(r"renamed ([A-Z][\w ]+?) \d{4}")


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district of the 2023 census set; figures that no census published stay None."""

    name: str
    census_name: str
    cod_name: str
    name_ur: str
    province: str
    division: str
    province_pcode: str
    pcode: str
    seat: str
    pop_2023: int | None
    pop_2017: int | None
    households_2023: int | None
    area_km2: int | None
    pop_source: str
    note: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class NewDistrictRow:
    """A district announced after the census: no population of its own, rates use the parent."""

    name: str
    name_ur: str
    parent: str
    province: str
    pcode: str
    note: str
    start: Edge
    end: Edge
    aliases: tuple[str, ...]
    provisional: bool
    source: str
    confidence: str

    @property
    def valid_from(self) -> date | None:
        return self.start.earliest

    @property
    def valid_to(self) -> date | None:
        """The first day on which it was surely gone; periods are half-open."""
        last = self.end.latest
        return last + timedelta(days=1) if last else None

    @property
    def precision(self) -> Precision:
        known = [e.precision for e in (self.start, self.end) if e.earliest is not None]
        return max(known, key=list(Precision).index, default=Precision.UNKNOWN)


def pcode(record: Record, name: str, shape: re.Pattern[str]) -> str:
    """An OCHA P-code or "". Raises Refused `pcode-unknown` for a code of another shape (PK0401)."""
    text = optional(record, name)
    if text and not shape.fullmatch(text):
        raise refuse_cell("pcode-unknown", name, text)
    return text


def read_district(record: Record) -> DistrictRow:
    """One row of the census file."""
    province_pcode = pcode(record, "adm1_pcode", PROVINCE_CODE)
    district_pcode = pcode(record, "adm2_pcode", DISTRICT_CODE)
    if district_pcode and not district_pcode.startswith(province_pcode):
        raise refuse_cell("pcode-of-other-province", "adm2_pcode", district_pcode)
    return DistrictRow(
        name=needed(record, "district"),
        census_name=optional(record, "census_name"),
        cod_name=optional(record, "cod_name"),
        name_ur=needed(record, "name_ur"),
        province=needed(record, "province"),
        division=needed(record, "division"),
        province_pcode=province_pcode,
        pcode=district_pcode,
        seat=optional(record, "hq"),
        pop_2023=whole_number(record, "pop_2023"),
        pop_2017=whole_number(record, "pop_2017"),
        households_2023=whole_number(record, "households_2023"),
        area_km2=whole_number(record, "area_km2"),
        pop_source=optional(record, "pop_source"),
        note=optional(record, "note"),
        source=optional(record, "source") or optional(record, "pop_source"),
        confidence=optional(record, "confidence") or ("C" if record.get("pop_2023") else "P"),
    )


def read_new_district(record: Record) -> NewDistrictRow:
    """One row of the post-census file; days of making and ending stand in its note."""
    note = optional(record, "note")
    created, abolished = _CREATED.search(note), _ABOLISHED.search(note)
    start = edge(created[1], "note") if created else Edge()
    end = edge(abolished[1], "note") if abolished else Edge()
    said = _DAY_SAID.findall(note)
    if len(said) > len([found for found in (created, abolished) if found]):
        raise refuse_cell("date-unreadable", "note", said[-1])
    if ends_too_early(start, end):
        raise refuse_cell("ends-before-it-starts", "note")
    names = [found[1] for found in (_WAS_NAMED.search(note), _RENAMED.search(note)) if found]
    return NewDistrictRow(
        name=needed(record, "new_district"),
        name_ur=optional(record, "name_ur"),
        parent=needed(record, "parent_2023"),
        province=needed(record, "province"),
        pcode=pcode(record, "adm2_pcode", DISTRICT_CODE),
        note=note,
        start=start,
        end=end,
        aliases=tuple(dict.fromkeys(names)),
        provisional="provisional" in note,
        source=optional(record, "source") or "announcement",
        confidence=one_of(record, "confidence", Confidence, empty=Confidence.PRESS),
    )


_PARENT_NAMES: Final[Sequence[Callable[[DistrictRow], str]]] = (
    lambda row: row.name,
    lambda row: row.census_name,
    lambda row: row.cod_name,
)


def parent_of(row: NewDistrictRow, districts: Iterable[DistrictRow]) -> DistrictRow:
    """The 2023 district it was cut from: by `district`, else `census_name`, else `cod_name`.

    Raises Refused `parent-unknown`.
    """
    candidates = [district for district in districts if district.province == row.province]
    for name_of in _PARENT_NAMES:
        for district in candidates:
            if name_of(district) == row.parent:
                return district
    raise refuse_cell("parent-unknown", "parent_2023", row.parent)


DISTRICTS: Final[Layout[DistrictRow]] = Layout(
    kind="CENSUS_DISTRICTS",
    required=columns(
        "district census_name province division adm1_pcode adm2_pcode cod_name name_ur "
        "pop_2023 pop_2017 note"
    ),
    optional=columns("hq households_2023 growth_pct area_km2 pop_source source confidence"),
    parse=read_district,
    key=lambda row: (row.province, row.name),
)
NEW_DISTRICTS: Final[Layout[NewDistrictRow]] = Layout(
    kind="DISTRICTS",
    required=("new_district", "parent_2023", "province", "note"),
    optional=("name_ur", "adm2_pcode", "source", "confidence"),
    parse=read_new_district,
    key=lambda row: (row.province, row.name),
    example=("Example", "Lahore", "Punjab", "created 2030-01-01", "مثال", "", "gazette", "P"),
)
