"""What does the hand-written table expect of a cell, and does the table fit the routes at all?"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import count
from pathlib import Path
from typing import Any, Final, Self

from tests.matrix.cells import Cell
from tests.matrix.trying import OUTCOMES

FILE: Final = Path(__file__).with_name("expectations.toml")
ANY: Final = "*"


@dataclass(frozen=True, slots=True)
class Line:
    """One expectation; `number` orders the lines, the first that fits decides."""

    number: int
    text: str
    method: str
    routes: tuple[str, ...]
    who: frozenset[str]
    places: frozenset[str]
    outcome: str

    def names(self, route: str) -> bool:
        return any(fnmatchcase(route, pattern) for pattern in self.routes)

    def fits(self, cell: Cell) -> bool:
        """The route has been asked already."""
        return (
            self.method in (ANY, cell.method)
            and not self.who.isdisjoint((ANY, cell.who))
            and not self.places.isdisjoint((ANY, cell.place))
        )


@dataclass(frozen=True)
class Table:
    """What is expected, and what is put up with for the time being."""

    lines: tuple[Line, ...]
    deviations: tuple[Line, ...]
    _by_route: dict[tuple[int, str], tuple[Line, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, file: Path = FILE) -> Self:
        """Raises ValueError for a line that cannot be read."""
        found = tomllib.loads(file.read_text("utf-8"))
        names = {**found["groups"], **found["places"]}
        parts, deviations = found["part"], found.get("deviation", [])
        return cls(tuple(lines_in(parts, names)), tuple(lines_in(deviations, names)))

    def line_for(self, cell: Cell) -> Line | None:
        """The first line that fits; None when the table forgot this cell."""
        return next(self.fitting(self.lines, cell), None)

    def deviations_for(self, cell: Cell) -> tuple[Line, ...]:
        return tuple(self.fitting(self.deviations, cell))

    def fitting(self, lines: tuple[Line, ...], cell: Cell) -> Iterator[Line]:
        key = (id(lines), cell.route)
        if key not in self._by_route:
            self._by_route[key] = tuple(line for line in lines if line.names(cell.route))
        return (line for line in self._by_route[key] if line.fits(cell))

    def named_in_full(self) -> frozenset[str]:
        return frozenset(name for line in self.lines for name in line.routes if ANY not in name)


def lines_in(parts: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> Iterator[Line]:
    numbers = count()
    for part in parts:
        if not part["why"].strip():
            raise ValueError("a part of the table says why")
        yield from (line_of(next(numbers), text, names) for text in part["lines"])


def line_of(number: int, text: str, names: Mapping[str, str]) -> Line:
    columns = [column.strip() for column in text.split("|")]
    if len(columns) != 5 or columns[4] not in OUTCOMES:
        raise ValueError(f"not a line of the table: {text}")
    method, routes, who, places, outcome = columns
    return Line(
        number=number,
        text=" | ".join(columns),
        method=method,
        routes=tuple(routes_in(routes)),
        who=frozenset(spelt_out(who, names)),
        places=frozenset(spelt_out(places, names)),
        outcome=outcome,
    )


def routes_in(text: str) -> Iterator[str]:
    """The names in a column; `public` belongs to the name after it."""
    words = iter(text.split())
    for word in words:
        yield f"{word} {next(words)}" if word == "public" else word


def spelt_out(text: str, names: Mapping[str, str]) -> Iterator[str]:
    """Names of groups replaced by their members, however deep."""
    for word in text.split():
        if word in names:
            yield from spelt_out(names[word], names)
        else:
            yield word
