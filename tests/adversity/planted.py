"""How is a word looked for that should be nowhere? In every form in which a database, an index or a
log might keep it.
"""

import base64
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from urllib.parse import quote

from amaan.kernel.folding import fold, skeleton

LATIN = ("bcdfgjklmnprstvz", "aeiou")
URDU = ("بپتجدرزسشفقکگلمن", "اوی")
HEX = re.compile(rb"\\x([0-9a-f]{2,})")


def word(rng: Random, letters: tuple[str, str], syllables: int = 6) -> str:
    """A word that nobody has ever written, sayable in its script."""
    return "".join(rng.choice(kind) for _ in range(syllables) for kind in letters)


@dataclass(frozen=True, slots=True)
class Plants:
    """What is told, by the question it answers; every text is made of words of its own."""

    texts: Mapping[str, str]
    phone: str
    cnic: str

    @classmethod
    def new(cls, names: tuple[str, ...], rng: Random) -> "Plants":
        def text() -> str:
            return f"{word(rng, LATIN)} {word(rng, LATIN)} {word(rng, URDU)}"

        number, card = (f"{rng.randrange(10**9, 10**10)}" for _ in range(2))
        texts = {name: text() for name in names}
        return cls(texts, f"03{number[:9]}", f"34{card}{rng.randrange(10)}")

    def tellings(self) -> Iterator[tuple[str, str]]:
        """(name, what must not be found): each word, and each way to write a number."""
        for name, text in self.texts.items():
            yield from ((name, part) for part in text.split())
        short, card = self.phone[1:], self.cnic
        spaced = f"{self.phone[:4]} {self.phone[4:]}"
        yield from (("phone", form) for form in (short, spaced, f"{short[:3]}-{short[3:]}"))
        yield from (("cnic", form) for form in (card, f"{card[:5]}-{card[5:12]}-{card[12]}"))


def forms(told: str) -> Iterator[tuple[str, bytes]]:
    """(name of the form, bytes) of one word, as typed and as an index would spell it."""
    folded = fold(told)
    for spelling in {told, told.upper(), told.capitalize(), folded, skeleton(folded)}:
        if len(spelling) >= 6:  # a shorter one stands somewhere by chance
            yield "UTF-8", spelling.encode()
    for spelling in {told, folded}:
        plain = spelling.encode()
        yield "UTF-16", spelling.encode("utf-16-le")
        yield "UTF-16", spelling.encode("utf-16-be")
        yield "hex", plain.hex().encode()
        yield "hex", plain.hex().upper().encode()
        yield "percent", quote(spelling).encode()
        yield "JSON", json.dumps(spelling)[1:-1].encode()
        for shift in range(3):
            yield "base64", base64_inside(plain, shift)


def base64_inside(plain: bytes, shift: int) -> bytes:
    """What of `plain` is sure to stand in a base64 text, `shift` bytes after a multiple of
    three.
    """
    coded = base64.b64encode(b"\0" * shift + plain)
    return coded[(0, 2, 3)[shift] : len(coded) - len(coded) % 4 - (4 if b"=" in coded else 0)]


def found(plants: Plants, places: Mapping[str, bytes]) -> list[str]:
    """Where something planted stands in the open: `place: name as form`."""
    return [
        f"{place}: {name} as {form}"
        for name, told in plants.tellings()
        for form, wanted in set(forms(told))
        for place, body in places.items()
        if wanted in body
    ]


def unfolded(dump: bytes) -> bytes:
    """The bytes that a dump writes as hexadecimal digits, one value a line."""
    return b"\n".join(bytes.fromhex(it[1].decode()) for it in HEX.finditer(dump) if even(it[1]))


def even(digits: bytes) -> bool:
    return len(digits) % 2 == 0
