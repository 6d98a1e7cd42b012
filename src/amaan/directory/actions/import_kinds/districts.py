"""A file of districts made after the census: may they be added?"""

from collections.abc import Hashable, Iterator
from typing import Final

from django.db.models import Model

from amaan.directory.actions.import_kinds.shapes import ImportKind, Moment, unknown
from amaan.directory.actions.loading_places import PlaceRegister, add_new_district, known_parent
from amaan.directory.models import Territory
from amaan.directory.rules import districts
from amaan.directory.rules.districts import NewDistrictRow, TerritoryKind
from amaan.kernel.reasons import Reason


def check_district(row: NewDistrictRow, _: Moment) -> Iterator[Reason]:
    parent = known_parent(row)
    if parent is None:
        yield unknown("parent-unknown", "parent_2023", row.parent)
        return
    there = Territory.objects.filter(
        kind=TerritoryKind.DISTRICT, parent=parent, name_en=row.name
    ).first()
    if there is not None:
        yield from reasons_against_telling_otherwise(row, there)
    elif row.pcode and Territory.objects.filter(pcode=row.pcode).exists():
        yield unknown("pcode-taken", "adm2_pcode", row.pcode)


def reasons_against_telling_otherwise(row: NewDistrictRow, there: Territory) -> Iterator[Reason]:
    """A file adds districts and changes none: what it says otherwise must not seem to be taken."""
    said = {"name_ur": row.name_ur, "adm2_pcode": row.pcode, "note": row.note}
    known = {"name_ur": there.name_ur, "adm2_pcode": there.pcode, "note": there.note}
    for column, value in said.items():
        if value and value != known[column]:
            yield unknown("district-there-already", column, known[column][:SHOWN])


def apply_district(row: NewDistrictRow, moment: Moment) -> bool:
    parent = known_parent(row)
    assert parent is not None  # noqa: S101  (checked in this transaction)
    return add_new_district(row, parent, by=moment.by, at=moment.at)


def meant_district(row: NewDistrictRow, _: Moment) -> Iterator[Hashable]:
    parent = known_parent(row)
    yield parent and parent.id, row.name
    if row.pcode:
        yield row.pcode


def written_district(row: NewDistrictRow, _: Moment) -> Iterator[Model]:
    places = PlaceRegister({})
    places.new_district(row, Territory())
    yield from places.added
    yield from places.aliases


SHOWN: Final = 60
DISTRICTS: Final = ImportKind(
    districts.NEW_DISTRICTS,
    check_district,
    apply_district,
    meant_district,
    written_district,
    {"name_en": "new_district", "pcode": "adm2_pcode", "name": "note"},
)
