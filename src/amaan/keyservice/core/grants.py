"""Who holds a pass, and what may that holder open?

The key service's own view of the database's answer.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from amaan.kernel.pass_secret import hash_of


@dataclass(frozen=True, slots=True)
class PassSeat:
    """The resolved holder of a pass.

    The seat, the person behind it, the unit, and the kind of pass.
    """

    seat: UUID
    staff: UUID | None
    unit: UUID
    kind: str

    @property
    def actor(self) -> str:
        """Who is counted: the person, so that a second seat does not double a quota."""
        return str(self.staff or self.seat)


class GrantBook(Protocol):
    """Reads passes and live grants; every call asks anew, so that an ended pass or grant ends at
    once.

    Raises OutsideFailed when the database does not answer.
    """

    def seat_of(self, secret: bytes) -> PassSeat | None:
        """The holder of a pass; None for a forged, expired or ended one."""

    def live(
        self, unit: UUID, seat: UUID | None, records: Collection[UUID], purpose: str
    ) -> frozenset[UUID]:
        """Which of the records the unit (and this seat of it) may open now for this purpose."""

    def in_service(self) -> bool:
        """Whether this node is marked in service now."""


class MemoryGrants:
    """A stand-in that holds passes and grants in memory, for tests and for a desk without a
    database.
    """

    def __init__(self, *, open_to_all: bool = False) -> None:
        self._passes: dict[bytes, PassSeat] = {}
        self._grants: set[tuple[UUID, UUID]] = set()
        self._open_to_all = open_to_all
        self.serving = False  # marked in service

    def give_pass(self, secret: bytes, seat: PassSeat) -> None:
        self._passes[hash_of(secret)] = seat

    def end_pass(self, secret: bytes) -> None:
        self._passes.pop(hash_of(secret), None)

    def grant(self, unit: UUID, record: UUID) -> None:
        self._grants.add((unit, record))

    def end_grant(self, unit: UUID, record: UUID) -> None:
        self._grants.discard((unit, record))

    def seat_of(self, secret: bytes) -> PassSeat | None:
        return self._passes.get(hash_of(secret))

    def live(
        self, unit: UUID, seat: UUID | None, records: Collection[UUID], purpose: str
    ) -> frozenset[UUID]:
        del seat, purpose  # the stand-in grants to units, for every purpose
        return frozenset(
            record for record in records if self._open_to_all or (unit, record) in self._grants
        )

    def in_service(self) -> bool:
        return self.serving
