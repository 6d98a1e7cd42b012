"""What identifies a record: time-ordered ids that never collide between nodes, and typed
references.
"""

import os
import time
from dataclasses import dataclass
from typing import Self
from uuid import UUID


def uuid7(milliseconds: int | None = None) -> UUID:
    """A time-ordered id (RFC 9562, version 7): 48 bits of Unix milliseconds, 74 random bits."""
    stamp = int(time.time() * 1000) if milliseconds is None else milliseconds
    random = int.from_bytes(os.urandom(10), "big")
    value = (stamp & ((1 << 48) - 1)) << 80 | random
    value = value & ~(0xF << 76) | 7 << 76
    value = value & ~(0b11 << 62) | 0b10 << 62
    return UUID(int=value)


@dataclass(frozen=True, slots=True)
class Ref:
    """A record by kind and id: `complaint:0190…`. The kind is the table's domain word."""

    kind: str
    id: UUID

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Self:
        kind, _, ident = text.partition(":")
        return cls(kind, UUID(ident))
