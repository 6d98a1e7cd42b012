"""Reading the list of agencies: bodies are rows, never constants (domain.md section 7)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from amaan.directory.rules.importing import Layout, Record, needed, one_of, optional, yes_no


class AgencyKind(StrEnum):
    CHILD_PROTECTION = "CHILD_PROTECTION"
    COMMISSION = "COMMISSION"
    COORDINATION = "COORDINATION"
    IDENTITY = "IDENTITY"
    INTAKE = "INTAKE"
    INVESTIGATION = "INVESTIGATION"
    LABOUR = "LABOUR"
    LEGAL = "LEGAL"
    MINISTRY = "MINISTRY"
    NGO = "NGO"
    OVERSIGHT = "OVERSIGHT"
    POLICE = "POLICE"
    SOCIAL_WELFARE = "SOCIAL_WELFARE"
    STATISTICS = "STATISTICS"


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """`police` marks bodies to which a report goes only with consent, U1 or a child (workflows.md
    section 3).
    """

    code: str
    name_en: str
    name_ur: str
    kind: str
    police: bool
    province: str
    source: str
    confidence: str


def read_agency(record: Record) -> AgencyRow:
    return AgencyRow(
        code=needed(record, "code"),
        name_en=needed(record, "name_en"),
        name_ur=needed(record, "name_ur"),
        kind=one_of(record, "kind", AgencyKind),
        police=yes_no(record, "police"),
        province=optional(record, "province"),
        source=optional(record, "source"),
        confidence=optional(record, "confidence"),
    )


LAYOUT: Final[Layout[AgencyRow]] = Layout(
    kind="AGENCIES",
    required=("code", "name_en", "name_ur", "kind", "police"),
    optional=("province", "source", "confidence"),
    parse=read_agency,
    key=lambda row: row.code,
)
