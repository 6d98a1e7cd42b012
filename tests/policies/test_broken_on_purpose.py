"""Breaks the guards of the database when `bin/prove sabotage sql` asks for it; in an ordinary run
nothing is broken and nothing is asked.
"""

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.policies.world import World


@pytest.mark.skipif("AMAAN_GUARDS_BREAK" not in os.environ, reason="bin/prove sabotage sql")
def test_guards_of_the_database(world: "World") -> None:
    from tests.policies.test_second_wall import LINES
    from tests.sabotage.sql_guards import run

    run(world, LINES)
