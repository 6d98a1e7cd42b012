"""How far can a carried-in fact be trusted? The marks of domain.md and how the source files write
them.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final


class Confidence(StrEnum):
    """From strong to weak: confirmed by an official text, second-hand report, memory."""

    CONFIRMED = "C"
    PRESS = "P"
    MEMORY = "M"


# What the files name when they mean an official text, a named official report or a law database
# (domain.md 3.4).
OFFICIAL: Final = re.compile(
    r"state\.gov|\bTIP 20\d\d|\.gov\.pk|FIA site|antislaverylaw\.ac\.uk|gazette|PBS|COD-AB",
    re.IGNORECASE,
)
_MARKS: Final = re.compile(r"\b[XCPM]\b")


def weakest(marks: Iterable[Confidence]) -> Confidence:
    """The weaker part of a mix; an empty mix is memory."""
    order = list(Confidence)
    return max(marks, key=order.index, default=Confidence.MEMORY)


def read_confidence(raw: str, source: str) -> Confidence:
    """The mark of a cell like `X`, `X/M` or `M (range: X)`; `X` means read in the named source
    (domain.md 3.1 rule 5).
    """
    read = Confidence.CONFIRMED if OFFICIAL.search(source) else Confidence.PRESS
    return weakest(read if mark == "X" else Confidence(mark) for mark in _MARKS.findall(raw))
