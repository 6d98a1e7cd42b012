"""Loading the territories: nation, provinces, divisions, 2023 districts, and those made later."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from amaan.access.transactions import action
from amaan.directory.adapters.reference_files import ReferenceFiles
from amaan.directory.models import Measure, Territory, TerritoryAlias, TerritoryFigure
from amaan.directory.rules.districts import (
    DistrictRow,
    NewDistrictRow,
    TerritoryKind,
    parent_of,
)
from amaan.directory.rules.regions import DivisionRow, ProvinceRow
from amaan.kernel.actor import Actor
from amaan.kernel.fact import Fact
from amaan.ledger.actions import record

NATION = ("Pakistan", "پاکستان")
Key = tuple[str, UUID | None, str]


@dataclass
class PlaceRegister:
    """What is there already, and what this load adds to it."""

    known: dict[Key, Territory]
    added: list[Territory] = field(default_factory=list)
    aliases: list[TerritoryAlias] = field(default_factory=list)
    figures: list[TerritoryFigure] = field(default_factory=list)

    @classmethod
    def of_database(cls) -> "PlaceRegister":
        rows = Territory.objects.all()
        return cls({(row.kind, row.parent_id, row.name_en): row for row in rows})

    def put(self, row: Territory, aliases: Iterable[str] = ()) -> tuple[Territory, bool]:
        """The row of this name under this parent, and whether it is new."""
        found = self.known.setdefault((row.kind, row.parent_id, row.name_en), row)
        if found is row:
            self.added.append(row)
            self.aliases += [TerritoryAlias(territory=row, name=name) for name in aliases]
        return found, found is row

    def nation(self) -> Territory:
        name_en, name_ur = NATION
        kind = TerritoryKind.NATION
        row = Territory(kind=kind, name_en=name_en, name_ur=name_ur, confidence="C")
        return self.put(row)[0]

    def province(self, row: ProvinceRow, nation: Territory) -> Territory:
        return self.put(
            Territory(
                kind=TerritoryKind.PROVINCE,
                parent=nation,
                pcode=row.pcode,
                short_code=row.short_code,
                name_en=row.name_en,
                name_ur=row.name_ur,
                source=row.source,
                confidence=row.confidence,
            ),
            row.aliases,
        )[0]

    def division(self, row: DivisionRow, province: Territory) -> Territory:
        return self.put(
            Territory(
                kind=TerritoryKind.DIVISION,
                parent=province,
                name_en=row.name_en,
                name_ur=row.name_ur,
                source=row.source,
                confidence=row.confidence,
            )
        )[0]

    def district(self, row: DistrictRow, division: Territory) -> Territory:
        """A census district; since when it exists is not in the file (domain.md section 14)."""
        place, new = self.put(
            Territory(
                kind=TerritoryKind.DISTRICT,
                parent=division,
                pcode=row.pcode,
                census_name=row.census_name,
                cod_name=row.cod_name,
                name_en=row.name,
                name_ur=row.name_ur,
                seat_name=row.seat,
                note=row.note,
                source=row.source,
                confidence=row.confidence,
            )
        )
        if new:
            self.figures += figures_of(row, place)
        return place

    def new_district(self, row: NewDistrictRow, parent: Territory) -> Territory:
        return self.put(
            Territory(
                kind=TerritoryKind.DISTRICT,
                parent=parent,
                pcode=row.pcode,
                name_en=row.name,
                name_ur=row.name_ur,
                provisional=row.provisional,
                note=row.note,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                date_precision=row.precision,
                source=row.source,
                confidence=row.confidence,
            ),
            row.aliases,
        )[0]

    def save(self, *, by: Actor, at: datetime) -> int:
        """Write what was added, a fact for each place; returns how many places are new."""
        Territory.objects.bulk_create(self.added)
        TerritoryAlias.objects.bulk_create(self.aliases)
        TerritoryFigure.objects.bulk_create(self.figures)
        for row in self.added:
            body = {"kind": str(row.kind), "pcode": row.pcode}
            record(Fact("directory.territory.loaded", row.ref, by, at, body))
        return len(self.added)


def figures_of(row: DistrictRow, place: Territory) -> list[TerritoryFigure]:
    """The published figures of a district, each with its year; AJK and GB figures are relayed
    ones.
    """
    year_2017 = None if "year not stated" in row.pop_source else 2017
    given = (
        (Measure.POPULATION, 2023, row.pop_2023),
        (Measure.POPULATION, year_2017, row.pop_2017),
        (Measure.HOUSEHOLDS, 2023, row.households_2023),
        (Measure.AREA_KM2, None, row.area_km2),
    )
    return [
        TerritoryFigure(
            territory=place,
            measure=str(measure),
            year=year,
            value=value,
            source=row.pop_source,
            confidence=row.confidence,
        )
        for measure, year, value in given
        if value is not None
    ]


@action
def load_territories(*, files: ReferenceFiles, by: Actor, at: datetime) -> int:
    """Add the places that are missing; returns how many. What is there, edited or not, stays as
    it is.
    """
    places = PlaceRegister.of_database()
    nation = places.nation()
    provinces = {row.name_en: places.province(row, nation) for row in files.provinces()}
    divisions = {
        (row.province, row.name_en): places.division(row, provinces[row.province])
        for row in files.divisions()
    }
    rows = files.districts()
    districts = {row: places.district(row, divisions[row.province, row.division]) for row in rows}
    for new in files.new_districts():
        places.new_district(new, districts[parent_of(new, rows)])
    return places.save(by=by, at=at)


def known_parent(row: NewDistrictRow) -> Territory | None:
    """The district of the 2023 set that a new one is cut from, matched as domain.md section 14
    says.
    """
    rows = Territory.objects.filter(
        kind=TerritoryKind.DISTRICT, parent__kind=TerritoryKind.DIVISION
    )
    inside = rows.filter(parent__parent__name_en=row.province).order_by("id")
    for column in ("name_en", "census_name", "cod_name"):
        if found := inside.filter(**{column: row.parent}).first():
            return found
    return None


def add_new_district(row: NewDistrictRow, parent: Territory, *, by: Actor, at: datetime) -> bool:
    """Add one announced district under its parent, inside an open action; False when it is
    there.
    """
    places = PlaceRegister.of_database()
    places.new_district(row, parent)
    return bool(places.save(by=by, at=at))
