"""Does the platform answer as the hand-written table says? One cell of each class; all cells are
tried by `bin/prove matrix`.
"""

import pytest

from amaan.node.endpoint import Endpoint
from tests.database import Clones
from tests.keys import KeysOfTest
from tests.matrix.running import PARTS, in_one_world, judged, of_part, one_of_each_class
from tests.matrix.table import Table

pytestmark = pytest.mark.security("8a")


@pytest.mark.parametrize("part", PARTS)
def test_one_cell_of_each_class(
    part: str, db: Endpoint, postgres: Clones, shared_keys: KeysOfTest
) -> None:
    table = Table.read()
    with in_one_world(postgres, shared_keys, db.database) as (trial, copy):
        verdict = judged(table, trial, copy, one_of_each_class(table, of_part(part)))
    assert verdict.tried
    assert not verdict.faults, "\n".join(verdict.faults)
