"""Which single figures stand in the value of a claim?

A small grammar over a hand-made vocabulary: figures are parted by ";", "/", "->" or ","; a figure
is a number with at most a mark before it (">", "about") and words that the vocabulary knows;
brackets split the figure before them. Whatever does not fit leaves the whole claim raw: half a
split would look like the whole (domain.md section 10).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from amaan.statistics.rules.claims import Claim
from amaan.statistics.rules.claims_measures import (
    ESTIMATES,
    MEASURES,
    PLACES,
    REMARKS,
    ClaimMeasure,
    Count,
    MeasureUnit,
)
from amaan.statistics.rules.claims_periods import days_of


class Qualifier(StrEnum):
    EXACT = "EXACT"
    ABOUT = "ABOUT"
    MORE_THAN = "MORE_THAN"
    LOWER_END = "LOWER_END"
    UPPER_END = "UPPER_END"
    ESTIMATE = "ESTIMATE"


@dataclass(frozen=True, slots=True)
class SplitValue:
    """One figure: what is counted, of which part and place, when [from, to), in which unit, and how
    sure.
    """

    measure: str
    submeasure: str
    place: str
    period_from: date | None
    period_to: date | None
    unit: MeasureUnit
    number: int
    qualifier: Qualifier


class DoesNotSplit(Exception):  # noqa: N818  (an answer, not an error)
    """The value holds something that no rule knows."""


@dataclass(frozen=True, slots=True)
class SplitFigure:
    """A figure before its period is added."""

    count: Count
    submeasure: str
    place: str
    number: int
    qualifier: Qualifier


# Commas part figures as well as thousands: "1,526" is one number, "32022, about" are two figures.
AMOUNT = r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12}(?:\.[0-9]{1,3})?"
MARKS = {">": Qualifier.MORE_THAN, "about": Qualifier.ABOUT, "": Qualifier.EXACT}
PIECE = re.compile(
    rf"(?P<before>[A-Za-z ]*?) ?(?P<mark>>|about)? ?(?P<low>{AMOUNT})(?:-(?P<high>{AMOUNT}))?"
    r"(?P<million> million)?(?: (?P<after>[A-Za-z][A-Za-z0-9 -]*))?"
)
WHOLE = re.compile(r"(?P<head>[^()]*)(?:\((?P<inside>[^()]*)\))?(?P<tail>[^()]*)")
PARTED = re.compile(r"\s*(?:;|->|(?<=[0-9]) / |,(?![0-9]{3}\b))\s*")
NOT_REPORTED = "-"
MOST_LETTERS = 1000


def split(claim: Claim) -> tuple[SplitValue, ...]:
    """The figures of a claim; empty when the claim stays raw."""
    measure, days = MEASURES.get(claim.measure), days_of(claim.period)
    if measure is None or days is None or len(claim.raw_value) > MOST_LETTERS:
        return ()
    try:
        figures = tuple(figures_of(claim.raw_value, measure))
    except DoesNotSplit:
        return ()
    estimate = claim.measure in ESTIMATES
    return tuple(
        SplitValue(
            measure=one.count.code,
            submeasure=one.submeasure,
            place=one.place,
            period_from=days[0],
            period_to=days[1],
            unit=one.count.unit,
            number=one.number,
            qualifier=Qualifier.ESTIMATE if estimate else one.qualifier,
        )
        for one in figures
    )


def figures_of(value: str, measure: ClaimMeasure) -> Iterator[SplitFigure]:
    whole = WHOLE.fullmatch(value)
    if whole is None:
        raise DoesNotSplit(value)
    heads = pieces(whole["head"]) + pieces(whole["tail"])
    unnamed = iter(measure.heads)
    for piece in heads:
        yield from figures_in(piece, measure, unnamed)
    inside = pieces(whole["inside"] or "")
    for piece in inside:
        yield from parts_in(piece, measure)


def pieces(text: str) -> list[str]:
    """Figures of a text without brackets; remarks are left out."""
    found = (piece.strip() for piece in PARTED.split(text))
    return [piece for piece in found if piece and piece not in REMARKS]


def figures_in(
    piece: str, measure: ClaimMeasure, unnamed: Iterator[Count]
) -> Iterator[SplitFigure]:
    """A figure with known words, or the next of the measure's own figures."""
    found = PIECE.fullmatch(piece)
    if found is None:
        raise DoesNotSplit(piece)
    word = " ".join(filter(None, (found["before"].strip(), found["after"])))
    if word:
        count, submeasure = meaning_of(word, measure)
    else:
        head = next(unnamed, None)
        if head is None:
            raise DoesNotSplit(piece)
        count, submeasure = head, ""
    yield from amounts(found, count, submeasure, place="")


def parts_in(piece: str, measure: ClaimMeasure) -> Iterator[SplitFigure]:
    """A bracketed figure: of a place where the measure has places, of a known part otherwise."""
    if measure.places:
        yield from figures_at_place(piece, measure)
        return
    found = PIECE.fullmatch(piece)
    if found is None:
        raise DoesNotSplit(piece)
    word = " ".join(filter(None, (found["before"].strip(), found["after"])))
    count, submeasure = meaning_of(word, measure)
    yield from amounts(found, count, submeasure, place="")


def figures_at_place(piece: str, measure: ClaimMeasure) -> Iterator[SplitFigure]:
    """`Punjab 1421/1553`: one figure for each of the measure's own; "-" is no report and gives
    none.
    """
    place, _, numbers = piece.rpartition(" ")
    given = numbers.split("/")
    if not place or len(given) > len(measure.heads):
        raise DoesNotSplit(piece)
    for number, count in zip(given, measure.heads, strict=False):
        found = PIECE.fullmatch(number)
        if number == NOT_REPORTED:
            continue
        if found is None or found["before"] or found["after"]:
            raise DoesNotSplit(piece)
        yield from amounts(found, count, "", PLACES.get(place, place))


def meaning_of(word: str, measure: ClaimMeasure) -> tuple[Count, str]:
    if word not in measure.words:
        raise DoesNotSplit(word)
    return measure.words[word]


def amounts(
    found: re.Match[str], count: Count, submeasure: str, place: str
) -> Iterator[SplitFigure]:
    """One figure, or the two ends of a range."""
    scale = 1_000_000 if found["million"] else 1
    low = number_of(found["low"], scale)
    if found["high"] is None:
        yield SplitFigure(count, submeasure, place, low, MARKS[found["mark"] or ""])
        return
    high = number_of(found["high"], scale)
    if high <= low:
        raise DoesNotSplit(found.group())
    yield SplitFigure(count, submeasure, place, low, Qualifier.LOWER_END)
    yield SplitFigure(count, submeasure, place, high, Qualifier.UPPER_END)


def number_of(text: str, scale: int) -> int:
    """A whole number: `4.5` million is 4500000; a fraction of a person is refused."""
    exact = Decimal(text.replace(",", "")) * scale
    if exact != int(exact):
        raise DoesNotSplit(text)
    return int(exact)
