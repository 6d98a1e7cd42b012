"""Which steps a dossier takes, and what speaks against them."""

import secrets
from collections.abc import Iterator
from enum import StrEnum
from typing import Final
from uuid import UUID

from amaan.kernel.lifecycle import Lifecycle
from amaan.kernel.reasons import Audience, Reason


class Status(StrEnum):
    OPEN = "OPEN"
    CLOSED = "CLOSED"


class Event(StrEnum):
    OPEN = "OPEN"
    CLOSE = "CLOSE"
    REOPEN = "REOPEN"


class Compartment(StrEnum):
    """Two separate record sets joined by a blind link only (security.md section 7)."""

    PROTECTION = "PROTECTION"
    INVESTIGATION = "INVESTIGATION"


class EntryKind(StrEnum):
    """What an entry of a dossier is; `SERVICE` and `RESULT` can stand as evidence of an outcome."""

    NOTE = "NOTE"
    CONTACT = "CONTACT"
    SERVICE = "SERVICE"
    RESULT = "RESULT"


LIFECYCLE: Final = Lifecycle(
    name="dossier",
    version=1,
    start=Status.OPEN,
    moves={
        (None, Event.OPEN): Status.OPEN,
        (Status.OPEN, Event.CLOSE): Status.CLOSED,
        (Status.CLOSED, Event.REOPEN): Status.OPEN,
    },
    ends=frozenset({Status.CLOSED}),
)
EVIDENCE: Final = frozenset({EntryKind.SERVICE, EntryKind.RESULT})

# No vowels and nothing that reads like another sign: numbers are read aloud in both languages.
SIGNS: Final = "23456789BCDFGHJKMNPQRSTVWXZ"


def new_number(year: int, province: str, compartment: Compartment) -> str:
    """`TIP-26-PB-P7K3XQ`: drawn at random, because a running number would tell how many there are
    (invariant 13).
    """
    drawn = "".join(secrets.choice(SIGNS) for _ in range(5))
    return f"TIP-{year % 100:02d}-{province or 'PK'}-{compartment.value[0]}{drawn}"


def reasons_against_foreign(owner: UUID, unit: UUID | None) -> Iterator[Reason]:
    """Only the unit whose dossier it is writes in it."""
    if owner != unit:
        yield Reason("another-units-dossier", audience=Audience.GUARDED)


def reasons_against_changing(status: str) -> Iterator[Reason]:
    """Nothing is added to a closed dossier, and nothing goes out of it."""
    if status != Status.OPEN:
        yield Reason("dossier-closed", audience=Audience.NOBODY)


def reasons_against_writing(status: str, text: str) -> Iterator[Reason]:
    yield from reasons_against_changing(status)
    if not text.strip():
        yield Reason("entry-empty")


def reasons_against_evidence(kind: str) -> Iterator[Reason]:
    """An outcome rests on a service or a result that was written down (workflows.md section 3,
    *propose outcome*).
    """
    if kind not in EVIDENCE:
        yield Reason("evidence-is-no-result")
