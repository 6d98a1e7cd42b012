"""Where does a sealed column stand, so that what was sealed for it opens nowhere else?

One place per sealed column, declared beside its model and used to seal and to open. The schema is
part of what is bound: raising it makes every text sealed before unreadable.
"""

from dataclasses import dataclass
from uuid import UUID

from amaan.kernel.envelope import Aad

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Place:
    """A column of the very record that grants and keys name."""

    table: str
    column: str
    schema: int = SCHEMA

    def of(self, record: UUID) -> Aad:
        return Aad(self.table, record, self.column, self.schema)


@dataclass(frozen=True, slots=True)
class PlaceBelow:
    """A column of a row below that record: a message of a complaint, an entry of a dossier."""

    table: str
    column: str
    schema: int = SCHEMA

    def of(self, record: UUID, row: UUID) -> Aad:
        return Aad(self.table, record, f"{self.column}/{row}", self.schema)
