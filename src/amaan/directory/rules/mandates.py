"""Which kind of unit may receive which matter, and is this unit one of them? (domain.md section 7)

The table says what a kind of unit is for. Which unit exists where is data; who is excluded from a
matter is decided
by `security`, on top of this.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from amaan.kernel.reasons import Reason


class Compartment(StrEnum):
    """security.md section 7: victim support and investigation are kept by separate units."""

    PROTECTION = "PROTECTION"
    INVESTIGATION = "INVESTIGATION"
    INTAKE = "INTAKE"
    NONE = "NONE"


class UnitKind(StrEnum):
    ADMINISTRATION = "ADMINISTRATION"
    AUDIT_OFFICE = "AUDIT_OFFICE"
    CHILD_PROTECTION_UNIT = "CHILD_PROTECTION_UNIT"
    CYBER_UNIT = "CYBER_UNIT"
    DISTRICT_COORDINATION = "DISTRICT_COORDINATION"
    DISTRICT_POLICE = "DISTRICT_POLICE"
    FEDERAL_DESK = "FEDERAL_DESK"
    FIA_CIRCLE = "FIA_CIRCLE"
    FIA_ZONE = "FIA_ZONE"
    HEADQUARTERS = "HEADQUARTERS"
    HEALTH_FACILITY = "HEALTH_FACILITY"
    INTAKE_DESK = "INTAKE_DESK"
    LABOUR_OFFICE = "LABOUR_OFFICE"
    LEGAL_AID_OFFICE = "LEGAL_AID_OFFICE"
    MISSION = "MISSION"
    NGO_OFFICE = "NGO_OFFICE"
    OVERSIGHT = "OVERSIGHT"
    POLICE_RANGE = "POLICE_RANGE"
    POLICE_STATION = "POLICE_STATION"
    PROTECTOR_OFFICE = "PROTECTOR_OFFICE"
    PROVINCIAL_COORDINATION = "PROVINCIAL_COORDINATION"
    PROVINCIAL_POLICE = "PROVINCIAL_POLICE"
    SHELTER = "SHELTER"
    SOCIAL_WELFARE_OFFICE = "SOCIAL_WELFARE_OFFICE"
    VIGILANCE_COMMITTEE = "VIGILANCE_COMMITTEE"


@dataclass(frozen=True, slots=True)
class Mandate:
    """What a kind of unit may receive; an empty `forms` means every form."""

    compartment: Compartment
    inside_country: bool = True
    across_border: bool = True
    forms: frozenset[str] = frozenset()
    children_only: bool = False


_PROTECTION: Final = Mandate(Compartment.PROTECTION)
# Police inside Pakistan, FIA when people are moved into or out of it (PoTiPA, as reported, P).
_POLICE: Final = Mandate(Compartment.INVESTIGATION, across_border=False)
_FIA: Final = Mandate(Compartment.INVESTIGATION, inside_country=False)
_BONDAGE: Final = frozenset({"bonded_labour", "forced_labour", "child_labour_exploitative"})

MANDATES: Final[Mapping[UnitKind, Mandate]] = {
    UnitKind.CHILD_PROTECTION_UNIT: Mandate(Compartment.PROTECTION, children_only=True),
    UnitKind.CYBER_UNIT: Mandate(
        Compartment.INVESTIGATION, forms=frozenset({"sexual_exploitation", "forced_crime"})
    ),
    UnitKind.DISTRICT_POLICE: _POLICE,
    UnitKind.FIA_CIRCLE: _FIA,
    UnitKind.FIA_ZONE: _FIA,
    UnitKind.HEALTH_FACILITY: _PROTECTION,
    UnitKind.LABOUR_OFFICE: Mandate(
        Compartment.PROTECTION, forms=_BONDAGE | {"domestic_servitude"}
    ),
    UnitKind.LEGAL_AID_OFFICE: _PROTECTION,
    UnitKind.MISSION: Mandate(Compartment.PROTECTION, inside_country=False),
    UnitKind.NGO_OFFICE: _PROTECTION,
    UnitKind.OVERSIGHT: Mandate(Compartment.INVESTIGATION),
    UnitKind.POLICE_RANGE: _POLICE,
    UnitKind.POLICE_STATION: _POLICE,
    UnitKind.PROTECTOR_OFFICE: Mandate(
        Compartment.PROTECTION, forms=frozenset({"forced_labour", "smuggling_of_migrants"})
    ),
    UnitKind.PROVINCIAL_POLICE: _POLICE,
    UnitKind.SHELTER: _PROTECTION,
    UnitKind.SOCIAL_WELFARE_OFFICE: _PROTECTION,
    UnitKind.VIGILANCE_COMMITTEE: Mandate(Compartment.PROTECTION, forms=_BONDAGE),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """The unit as the rule sees it; `territories` are its own and all places below (empty: the
    whole country).
    """

    id: UUID
    kind: str
    open: bool
    territories: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Matter:
    """What has to be received. None means "not known", which never rules a unit out."""

    territory: UUID | None = None
    forms: frozenset[str] = frozenset()
    child: bool | None = None
    across_border: bool | None = None
    compartment: Compartment | None = None


def reasons_against_unit(unit: Candidate, matter: Matter) -> Iterator[Reason]:
    """Why this unit may not receive this matter, as far as kind, place and being open go."""
    if not unit.open:
        yield Reason("unit-not-open")
    mandate = MANDATES.get(UnitKind(unit.kind)) if unit.kind in set(UnitKind) else None
    if mandate is None:
        yield Reason("unit-receives-nothing")
        return
    yield from _reasons_of_mandate(mandate, matter)
    outside = matter.territory is not None and matter.territory not in unit.territories
    if outside and unit.territories:
        yield Reason("unit-outside-area")


def _reasons_of_mandate(mandate: Mandate, matter: Matter) -> Iterator[Reason]:
    if matter.compartment is not None and matter.compartment is not mandate.compartment:
        yield Reason("unit-other-compartment")
    if mandate.forms and matter.forms and not mandate.forms & matter.forms:
        yield Reason("unit-outside-forms")
    if mandate.children_only and matter.child is False:
        yield Reason("unit-children-only")
    wrong_side = mandate.across_border if matter.across_border else mandate.inside_country
    if matter.across_border is not None and not wrong_side:
        yield Reason("unit-outside-border-rule")
