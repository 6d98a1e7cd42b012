"""What a reporter's browser holds between two pages, and who keeps it unreadable."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Protocol
from uuid import UUID

# A phone that is shared: after ten minutes of rest the code is asked again.
IDLE: Final = timedelta(minutes=10)
TOTAL: Final = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Held:
    """The pass, the key that opens the own thread, and the code until it is written down."""

    complaint: UUID
    pass_secret: bytes = field(repr=False)
    reply_key: bytes = field(repr=False)
    code: str = field(default="", repr=False)  # twenty digits; empty once they are confirmed


class HeldCipher(Protocol):
    """Turns what is held into a text for the browser and back."""

    def seal(self, held: Held, until: int) -> str:
        """`until`: seconds since 1970 after which the text opens nothing."""

    def open(self, text: str, now: int) -> Held | None:
        """None for anything that is forged, damaged or past its time."""
