"""Which places are there, what lies below or above one, and which one does a name mean?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from amaan.directory.models import Territory, TerritoryAlias, TerritoryFigure
from amaan.directory.rules.districts import TerritoryKind
from amaan.directory.rules.naming import by_name, name_key


@dataclass(frozen=True, slots=True)
class Parents:
    """The places above a place, itself included; `district` is that of the 2023 census set."""

    district: UUID | None = None
    division: UUID | None = None
    province: UUID | None = None
    nation: UUID | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """All places at once: some two hundred rows, read in one query."""

    rows: dict[UUID, Territory]
    parts: dict[UUID | None, list[Territory]]

    def below(self, territory: UUID) -> frozenset[UUID]:
        """The place and everything in it."""
        found, waiting = set[UUID](), [territory]
        while waiting:
            here = waiting.pop()
            found.add(here)
            waiting += [part.id for part in self.parts.get(here, ())]
        return frozenset(found)

    def above(self, territory: UUID | None) -> Iterator[Territory]:
        """The place and everything it lies in, from near to far."""
        while territory is not None and (row := self.rows.get(territory)) is not None:
            yield row
            territory = row.parent_id

    def of_kind(self, kind: TerritoryKind) -> list[Territory]:
        return [row for row in self.rows.values() if row.kind == kind]


def territory_tree() -> Tree:
    """Every place, ended ones too, ordered by English name."""
    rows = {row.id: row for row in Territory.objects.order_by("name_en", "id")}
    parts: dict[UUID | None, list[Territory]] = {}
    for row in rows.values():
        parts.setdefault(row.parent_id, []).append(row)
    return Tree(rows, parts)


LEVELS = 5  # neighbourhood or tehsil, district, division, province, nation


def above_columns(prefix: str) -> list[str]:
    """Columns for `values_list`: id and kind of the place at `prefix`, then of those it lies in."""
    return [
        f"{prefix}{'parent__' * level}{name}" for level in range(LEVELS) for name in ("id", "kind")
    ]


def kinds_above(columns: Sequence[UUID | str | None]) -> dict[str, UUID]:
    """Kind -> place, of what `above_columns` brought; the outer of two districts is that of
    2023.
    """
    pairs = zip(columns[::2], columns[1::2], strict=True)
    return {str(kind): ident for ident, kind in pairs if isinstance(ident, UUID)}


def territory_parents(territory: UUID | None) -> Parents:
    """The places above one place, in one query; all None for no place or an unknown one."""
    if territory is None:
        return Parents()
    row = Territory.objects.filter(id=territory).values_list(*above_columns("")).first()
    found = kinds_above(row) if row else {}
    return Parents(**{kind.lower(): found.get(kind) for kind in TerritoryKind})


def named(text: str, *, kind: TerritoryKind | None = None) -> list[Territory]:
    """Places that bear this name in either script: own, census, OCHA names and aliases."""
    rows = Territory.objects.prefetch_related("aliases").order_by("name_en", "id")
    if kind is not None:
        rows = rows.filter(kind=kind)
    index = by_name((row, _names(row)) for row in rows)
    return list(index.get(name_key(text), ()))


def _names(row: Territory) -> list[str]:
    aliases = [alias.name for alias in row.aliases.all()]
    return [row.name_en, row.name_ur, row.census_name, row.cod_name, row.pcode, *aliases]


_NARROW_FIRST = (
    TerritoryKind.DISTRICT,
    TerritoryKind.PROVINCE,
    TerritoryKind.DIVISION,
    TerritoryKind.NATION,
)


def place_named(text: str) -> Territory | None:
    """What an officer means by a name: the district rather than the division that is called
    after it.
    """
    found = sorted(named(text), key=lambda row: _NARROW_FIRST.index(TerritoryKind(row.kind)))
    return found[0] if found else None


def district_named(text: str, *, province: UUID | None = None) -> Territory | None:
    """The one district of this name, or None when there is none or more than one."""
    found = named(text, kind=TerritoryKind.DISTRICT)
    if province is not None:
        found = [row for row in found if territory_parents(row.id).province == province]
    return found[0] if len(found) == 1 else None


def districts_on(day: date) -> QuerySet[Territory]:
    """Districts that hold on a day; those whose first day is unknown count as holding."""
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    lasts = Q(valid_to=None) | Q(valid_to__gt=day)
    rows = Territory.objects.filter(begun, lasts, kind=TerritoryKind.DISTRICT)
    return rows.order_by("name_en", "id")


def provinces() -> QuerySet[Territory]:
    return Territory.objects.filter(kind=TerritoryKind.PROVINCE).order_by("name_en", "id")


def province_coded(short_code: str) -> Territory | None:
    """`PB` -> Punjab."""
    return Territory.objects.filter(kind=TerritoryKind.PROVINCE, short_code=short_code).first()


def nation() -> Territory:
    return Territory.objects.get(kind=TerritoryKind.NATION)


def territory(territory_id: UUID) -> Territory | None:
    return Territory.objects.select_related("parent").filter(id=territory_id).first()


def figures_of(territory_id: UUID) -> QuerySet[TerritoryFigure]:
    """The published figures of a place, each with year and source."""
    rows = TerritoryFigure.objects.filter(territory=territory_id)
    return rows.order_by("measure", "-year", "id")


def aliases_of(territory_id: UUID) -> list[str]:
    rows = TerritoryAlias.objects.filter(territory=territory_id)
    return list(rows.order_by("name").values_list("name", flat=True))
