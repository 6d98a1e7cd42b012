"""Who acts: a person in a seat, a reporter behind a code, or the platform itself on somebody's
behalf.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

NOBODY = UUID(int=0)


class ActorKind(StrEnum):
    STAFF = "STAFF"
    REPORTER = "REPORTER"
    SYSTEM = "SYSTEM"


@dataclass(frozen=True, slots=True)
class Actor:
    """The resolved one who looks or acts.

    `subject` is the seat (staff), the complaint (reporter) or NOBODY (system); `person` the staff
    member behind the seat; `secret` the pass that the database resolves (security.md section 7).
    Permissions are a convenience for buttons and rules: the database resolves the pass again by
    itself and never trusts them.
    """

    kind: ActorKind
    subject: UUID = NOBODY
    person: UUID | None = None
    unit: UUID | None = None
    agency: str = "PLATFORM"
    role: str = ""
    permissions: frozenset[str] = frozenset()
    name: str = field(default="", compare=False)
    unit_name: str = field(default="", compare=False)
    secret: bytes | None = field(default=None, repr=False, compare=False)
    request: UUID | None = field(default=None, compare=False)

    @property
    def desk(self) -> UUID:
        """The unit for comparing rows; nobody's unit for those who sit in none."""
        return self.unit or NOBODY

    def may(self, permission: str) -> bool:
        return permission in self.permissions

    @classmethod
    def system(cls, purpose: str) -> "Actor":
        """The platform acting by a timer or a job; `purpose` says for what (`sweep`, `import`,
        `sort`).
        """
        return cls(kind=ActorKind.SYSTEM, role=purpose)
