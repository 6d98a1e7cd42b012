"""Which rows and columns do official figures take on the page, and which of three marks does each
cell carry?

A number, a suppressed mark ("<5") and no report are three things and look like three things
(security.md section 12).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from amaan.statistics.models import FigureFinding, OfficialFigure
from amaan.statistics.presenters.wording import label, sentence
from amaan.statistics.rules.official import FORMS, TOTAL, AgeGroup, Dimension, Indicator, Sex

NUMBER, SUPPRESSED, NO_REPORT = "number", "suppressed", "none"


@dataclass(frozen=True, slots=True)
class CellMark:
    """One cell: `kind` is number, suppressed or none; `notes` are the numbers of its findings."""

    kind: str
    number: int | None = None
    year: int = 0
    notes: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        return f"{self.number:,}" if self.number is not None else "<5"


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A row of a table: its name and its cells."""

    name: SafeString
    marks: tuple[CellMark, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """All rows of one dimension over the years in which it was reported, the newest first."""

    name: SafeString
    years: tuple[int, ...]
    lines: tuple[FigureLine, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A finding as it stands on the page; `number` ties it to its cell."""

    number: int
    indicator: str
    year: int
    words: SafeString
    needs_note: bool
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FigureTable:
    """One indicator: a group for each dimension, and the findings about all of them."""

    indicator: str
    groups: tuple[Group, ...]
    notes: tuple[Note, ...]


def notes_of(found: Iterable[FigureFinding]) -> tuple[Note, ...]:
    return tuple(
        Note(
            number=number,
            indicator=one.figure.indicator,
            year=one.figure.year,
            words=sentence(one),
            needs_note=one.needs_note,
            lines=(one.figure.line, *one.others),
        )
        for number, one in enumerate(found, start=1)
    )


def numbers_by_figure(found: Iterable[FigureFinding]) -> dict[int, tuple[int, ...]]:
    """The numbers of the findings beside each line of the file."""
    beside: dict[int, tuple[int, ...]] = {}
    for number, one in enumerate(found, start=1):
        beside[one.figure.line] = (*beside.get(one.figure.line, ()), number)
    return beside


def mark_of(
    figure: OfficialFigure | None, year: int, beside: Mapping[int, tuple[int, ...]]
) -> CellMark:
    if figure is None:
        return CellMark(NO_REPORT, year=year)
    kind = SUPPRESSED if figure.suppressed else NUMBER
    return CellMark(kind, figure.number, year, beside.get(figure.line, ()))


def is_grand_total(figure: OfficialFigure) -> bool:
    return (figure.dimension, figure.category, figure.sex, figure.age) == (
        Dimension.TOTAL,
        TOTAL,
        Sex.TOTAL,
        AgeGroup.TOTAL,
    )


def all_years(figures: Iterable[OfficialFigure]) -> tuple[int, ...]:
    """Every year from the first to the last with a figure: a year between without one is a gap to
    be seen.
    """
    years = {figure.year for figure in figures}
    return tuple(range(min(years), max(years) + 1)) if years else ()


def totals_by_indicator(
    figures: Sequence[OfficialFigure], found: Sequence[FigureFinding]
) -> dict[Indicator, tuple[CellMark, ...]]:
    """The grand totals of each indicator over all years of the file."""
    beside, years = numbers_by_figure(found), all_years(figures)
    totals = {(one.indicator, one.year): one for one in figures if is_grand_total(one)}
    return {
        indicator: tuple(mark_of(totals.get((indicator, year)), year, beside) for year in years)
        for indicator in Indicator
    }


def tables_by_indicator(
    figures: Sequence[OfficialFigure], found: Sequence[FigureFinding]
) -> tuple[FigureTable, ...]:
    """One table an indicator: breakdowns down, years across, its findings beside it."""
    notes, beside = notes_of(found), numbers_by_figure(found)
    return tuple(
        table_of(indicator, [one for one in figures if one.indicator == indicator], beside, notes)
        for indicator in Indicator
        if any(one.indicator == indicator for one in figures)
    )


def table_of(
    indicator: Indicator,
    figures: Sequence[OfficialFigure],
    beside: Mapping[int, tuple[int, ...]],
    notes: Iterable[Note],
) -> FigureTable:
    groups = (
        group_of([one for one in figures if one.dimension == dimension], beside)
        for dimension in Dimension
        if any(one.dimension == dimension for one in figures)
    )
    return FigureTable(
        indicator, tuple(groups), tuple(one for one in notes if one.indicator == indicator)
    )


def group_of(figures: Sequence[OfficialFigure], beside: Mapping[int, tuple[int, ...]]) -> Group:
    """The rows of one dimension; `figures` are all of it."""
    years = all_years(figures)[::-1]
    cells = {(breakdown(one), one.year): one for one in figures}
    keys = sorted({breakdown(one) for one in figures}, key=place_of)
    lines = (
        FigureLine(
            name_of(key), tuple(mark_of(cells.get((key, year)), year, beside) for year in years)
        )
        for key in keys
    )
    return Group(label("dimension", figures[0].dimension), years, tuple(lines))


Breakdown = tuple[str, str, str, str]
SEXES = [str(one) for one in Sex]
AGES = [str(one) for one in AgeGroup]


def breakdown(figure: OfficialFigure) -> Breakdown:
    return figure.dimension, figure.category, figure.sex, figure.age


def place_of(key: Breakdown) -> tuple[int, str, int, int]:
    """Forms in the order of the list, else by name; within each by sex, then age."""
    _, category, sex, age = key
    form = FORMS.index(category) if category in FORMS else -1
    return form, category, SEXES.index(sex), AGES.index(age)


def name_of(key: Breakdown) -> SafeString:
    """Category, sex and age in words, without what is Total anyway."""
    _, category, sex, age = key
    words = [
        *([label("category", category)] if category != TOTAL else []),
        *([label("part", sex)] if sex != Sex.TOTAL else []),
        *([label("part", age)] if age != AgeGroup.TOTAL else []),
    ]
    return SafeString(" · ".join(words)) if words else label("part", "TOTAL")
