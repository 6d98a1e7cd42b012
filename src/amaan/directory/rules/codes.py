"""Reading the dated vocabularies: lists of codes with their words in both languages."""

from dataclasses import dataclass
from typing import Final

from amaan.directory.rules.importing import Layout, Record, needed, optional, whole_number


@dataclass(frozen=True, slots=True)
class CodeRow:
    list: str
    code: str
    name_en: str
    name_ur: str
    position: int
    source: str
    confidence: str


def read_code(record: Record) -> CodeRow:
    return CodeRow(
        list=needed(record, "list"),
        code=needed(record, "code"),
        name_en=needed(record, "name_en"),
        name_ur=needed(record, "name_ur"),
        position=whole_number(record, "position") or 0,
        source=optional(record, "source"),
        confidence=optional(record, "confidence"),
    )


LAYOUT: Final[Layout[CodeRow]] = Layout(
    kind="CODES",
    required=("list", "code", "name_en", "name_ur", "position"),
    optional=("source", "confidence"),
    parse=read_code,
    key=lambda row: (row.list, row.code),
)
