"""How does a code stay with the page between handing the slip over and sending the report?

Sealed, so that neither the browser nor its history can read it.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import Final

from amaan.intake.adapters.sealed_text import SiteCipher
from amaan.kernel.tracking_code import TrackingCode, parse

PLACE: Final = "intake/walk-in-slip/1"


@dataclass(frozen=True, slots=True)
class Slip:
    """A code that was handed to somebody, and the key that makes its report one report."""

    code: TrackingCode = field(repr=False)
    key: str


class SlipText:
    """Turns a slip into a text for the form and back; bound to the seat that drew it."""

    def __init__(self, text: SiteCipher) -> None:
        self._text = text

    def seal(self, slip: Slip, seat: str, until: int) -> str:
        return self._text.seal({"d": slip.code.digits, "k": slip.key, "s": seat}, until)

    def open(self, text: str, seat: str, now: int) -> Slip | None:
        fields = self._text.open(text, now)
        if fields is None or fields["s"] != seat:
            return None
        return Slip(parse(fields["d"]), fields["k"])


@cache
def slip_text(site_secret: str) -> SlipText:
    return SlipText(SiteCipher(site_secret, PLACE))
