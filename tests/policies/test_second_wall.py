"""The second wall, line by line, and held against the catalogue: no policy, trigger or function
stands there without its line.
"""

from typing import TYPE_CHECKING

import pytest

from tests.policies import (
    table_of_conditions,
    table_of_records,
    table_of_registers,
    table_of_security,
)
from tests.policies.catalogue import guards
from tests.policies.lines import Line

if TYPE_CHECKING:
    from tests.policies.world import World

LINES = (
    *table_of_records.LINES,
    *table_of_security.LINES,
    *table_of_registers.LINES,
    *table_of_conditions.LINES,
)


def name_of(line: Line) -> str:
    return f"{line.proves}-{type(line).__name__.lower()}"


@pytest.mark.security("7f")
@pytest.mark.parametrize("line", LINES, ids=name_of)
def test_line(world: "World", line: Line) -> None:
    found = {who: line.outcome(world, who) for who in line.expected()}
    assert found == line.expected()


@pytest.mark.security("7f")
def test_every_guard_has_its_line(world: "World") -> None:
    with world.connected("amaan_owner") as connection:
        there = {guard.name for guard in guards(connection)}
    told = {line.proves for line in LINES}
    assert told - there == set(), "lines about guards that are not there"
    assert there - told == set(), "guards without a line"
