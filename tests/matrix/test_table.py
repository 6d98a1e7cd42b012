"""Is every cell decided, every route named, every line needed?"""

from collections import Counter

import pytest

from tests.matrix.cells import cells, route_named
from tests.matrix.table import ANY, Table
from tests.matrix.world import NOWHERE, PLACES, ROLES

pytestmark = pytest.mark.security("8b", "8c")


def test_every_cell_has_an_expectation() -> None:
    table = Table.read()
    assert [cell for cell in cells() if table.line_for(cell) is None] == []


def test_every_route_has_a_rule_of_its_own() -> None:
    """A wildcard is not enough: whoever adds a route says who may use it."""
    assert sorted(route_named().keys() - Table.read().named_in_full()) == []


def test_every_line_decides_some_cell() -> None:
    table = Table.read()
    used = Counter(line.number for cell in cells() if (line := table.line_for(cell)))
    assert [line.text for line in table.lines if not used[line.number]] == []
    fits = Counter(line.number for cell in cells() for line in table.deviations_for(cell))
    assert [line.text for line in table.deviations if not fits[line.number]] == []


def test_the_table_names_nobody_and_nothing_that_is_not_there() -> None:
    table, there = Table.read(), list(cells())
    routes, people = {cell.route for cell in there}, {cell.who for cell in there}
    places = {cell.place for cell in there}
    assert {*PLACES, NOWHERE} <= places
    assert set(ROLES) <= people
    for line in (*table.lines, *table.deviations):
        assert line.who <= people | {ANY}, line.text
        assert line.places <= places | {ANY}, line.text
        assert all(any(line.names(route) for route in routes) for _ in line.routes), line.text
    assert sorted(table.named_in_full() - routes) == []
