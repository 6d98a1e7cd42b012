"""Who may sign in to the demonstration, and which tracking codes show something? A card that its
builder leaves.
"""

import json
from dataclasses import dataclass

from amaan.node.places import Places
from amaan.node.secret_files import read_secret, write_secret

FILE = "demonstration.json"


@dataclass(frozen=True, slots=True)
class CardSeat:
    """A member of the demonstration staff; `otp` is the base32 secret of the one-time codes."""

    user: str
    name: str
    role: str
    unit: str
    otp: str


@dataclass(frozen=True, slots=True)
class NationCard:
    """The demonstration's password, staff and tracking codes."""

    password: str
    seats: tuple[CardSeat, ...]
    codes: tuple[str, ...]

    def seat(self, user: str) -> CardSeat | None:
        return next((seat for seat in self.seats if seat.user == user), None)


def write_card(where: Places, card: NationCard) -> None:
    seats = [{name: getattr(seat, name) for name in CardSeat.__slots__} for seat in card.seats]
    whole = {"password": card.password, "seats": seats, "codes": list(card.codes)}
    write_secret(where, FILE, json.dumps(whole, ensure_ascii=False))


def read_card(where: Places, name: str = FILE) -> NationCard | None:
    """The card, or None where no demonstration has been built."""
    text = read_secret(where, name)
    if not text:
        return None
    whole = json.loads(text)
    seats = tuple(CardSeat(**seat) for seat in whole["seats"])
    return NationCard(whole["password"], seats, tuple(whole["codes"]))
