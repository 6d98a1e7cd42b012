"""Where do the bars of a chart of years stand? Geometry only; the template draws it, the style
sheet colours it.

Time runs from left to right in both languages: a mirrored rise would read as a fall (design.md
section 5).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from amaan.statistics.presenters.tables import NUMBER, SUPPRESSED, CellMark

WIDTH, HEIGHT = 640, 190
LEFT, RIGHT, TOP, BOTTOM = 8, 8, 22, 24
SHARE_OF_STEP = 0.66
SUPPRESSED_HEIGHT = 10  # a fixed stub, hatched: its true height is not known
SMALLEST = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: a bar, a hatched stub, or a gap."""

    mark: CellMark
    x: float
    y: float
    width: float
    height: float
    middle: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of one indicator; lengths in units of the view box."""

    indicator: str
    bars: tuple[Bar, ...]
    first: int
    last: int
    base: float = HEIGHT - BOTTOM
    width: int = WIDTH
    height: int = HEIGHT
    foot: float = HEIGHT - 7


def chart_of(indicator: str, marks: Iterable[CellMark]) -> Chart:
    """Bars from zero for every year, reported or not."""
    told = tuple(marks)
    highest = max((mark.number or 0 for mark in told), default=0) or 1
    step = (WIDTH - LEFT - RIGHT) / max(len(told), 1)
    bars = tuple(
        bar_of(mark, LEFT + step * place, step, highest) for place, mark in enumerate(told)
    )
    return Chart(indicator, bars, told[0].year if told else 0, told[-1].year if told else 0)


def bar_of(mark: CellMark, left: float, step: float, highest: int) -> Bar:
    width = step * SHARE_OF_STEP
    height = height_of(mark, highest)
    return Bar(
        mark=mark,
        x=round(left + (step - width) / 2, 1),
        y=round(HEIGHT - BOTTOM - height, 1),
        width=round(width, 1),
        height=round(height, 1),
        middle=round(left + step / 2, 1),
    )


def height_of(mark: CellMark, highest: int) -> float:
    if mark.kind == SUPPRESSED:
        return SUPPRESSED_HEIGHT
    if mark.kind == NUMBER and mark.number:
        return max(SMALLEST, (HEIGHT - TOP - BOTTOM) * mark.number / highest)
    return 0
