"""The second wall, line by line, and held against the catalogue: no policy, trigger or function
stands there without its line.
"""

from typing import TYPE_CHECKING

import pytest

from tests.policies import table_of_records, table_of_registers, table_of_security
from tests.policies.catalogue import guards
from tests.policies.lines import Line

if TYPE_CHECKING:
    from tests.policies.world import World

LINES = (*table_of_records.LINES, *table_of_security.LINES, *table_of_registers.LINES)


def name_of(line: Line) -> str:
    return f"{line.proves}-{type(line).__name__.lower()}"


@pytest.mark.security("7f")
@pytest.mark.parametrize("line", LINES, ids=name_of)
def test_line(world: "World", line: Line) -> None:
    found = {who: line.outcome(world, who) for who in line.expected()}
    assert found == line.expected()


# Guards without a line of their own yet: official figures need rows of an import, and so does the
# log of imports. This list may only get shorter.
FIGURES = (
    "claim", "figure_finding", "official_figure", "official_source", "quarantined_figure", "value",
)  # fmt: skip
NOT_YET = frozenset(
    {f"statistics_{name}.{policy}_app" for name in FIGURES for policy in ("insert", "select")}
    | {"directory_import_run.insert_app", "directory_import_run.select_app"}
)
MOST = 14


@pytest.mark.security("7f")
def test_every_guard_has_its_line(world: "World") -> None:
    with world.connected("amaan_owner") as connection:
        there = {guard.name for guard in guards(connection)}
    told = {line.proves for line in LINES}
    assert told - there == set(), "lines about guards that are not there"
    assert there - told == NOT_YET
    assert len(NOT_YET) <= MOST
