"""Two nodes side by side take reports: does anything of one ever stand for a thing of the other?"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random

import pytest

from amaan.intake.actions.stocking import fill_stock
from amaan.node.endpoint import Endpoint
from tests.adversity.nodes import Node, begin_national, begin_province, node
from tests.adversity.reporter import Reporter
from tests.adversity.window import GaveUp
from tests.conftest import TEST_DATA
from tests.database import Clones
from tests.factories.nation import district_id
from tests.waiting import until

REPORTS = 4
NAMES = ("national", "province:PB")
# Nothing of one node may be equal to anything of the other.
APART = {
    "complaints": "SELECT id FROM intake_complaint",
    "numbers given": "SELECT locator FROM intake_complaint",
    "numbers ahead": "SELECT locator FROM intake_locator_stock",
    "verifiers": "SELECT verifier FROM intake_code",
    "reporters' keys": "SELECT public FROM intake_code",
    "data keys": "SELECT DISTINCT data_key_id FROM security_wrap",
    "wraps": "SELECT wrapped FROM security_wrap",
    "units' keys": "SELECT public FROM security_unit_key",
    "facts": "SELECT id FROM ledger_fact",
    "places of facts": "SELECT node, sequence FROM ledger_fact",
    "marks of facts": "SELECT mac FROM ledger_fact",
    "links of the chain": "SELECT hash FROM ledger_link",
}


@dataclass(frozen=True, slots=True)
class Nation:
    national: Node
    province: Node

    def __iter__(self) -> Iterator[Node]:
        return iter((self.national, self.province))


@pytest.fixture
def pair(db: Endpoint, postgres: Clones) -> Iterator[Nation]:
    other = postgres.take()
    with node(NAMES[0], db, TEST_DATA) as national, node(NAMES[1], other, TEST_DATA) as province:
        begin_national(national)
        begin_province(province, national, postgres)
        yield Nation(national, province)
    postgres.give_back(other)


def reporters(at: Node) -> list[Reporter]:
    district = str(district_id("Gujrat"))
    return [
        Reporter(base=at.public, source=f"127.1.{number}.1", district=district, rng=Random(number))
        for number in range(REPORTS)
    ]


def chained(at: Node) -> bool:
    """Whether every fact has its place in the chain, and every report its desk."""
    (left,) = at.rows(
        "SELECT (SELECT count(*) FROM ledger_fact) - (SELECT count(*) FROM ledger_link),"
        " (SELECT count(*) FROM intake_complaint WHERE sorted_at IS NULL)"
    )
    return left == (0, 0)


def wait_until_chained(pair: Nation) -> None:
    until(lambda: all(map(chained, pair)), "every fact in its chain", every=0.2)


@pytest.mark.invariant(23)
@pytest.mark.security(2)
def test_nothing_of_two_nodes_ever_meets(pair: Nation) -> None:
    people = {at.name: reporters(at) for at in pair}
    with ThreadPoolExecutor(2 * REPORTS) as crowd:
        list(crowd.map(Reporter.report, [one for found in people.values() for one in found]))
    wait_until_chained(pair)
    codes = [one.code.locator for found in people.values() for one in found if one.code]
    assert len(set(codes)) == 2 * REPORTS
    for what, sql in APART.items():
        ours, theirs = (set(at.rows(sql)) for at in pair)
        assert ours
        assert theirs, what
        assert not ours & theirs, what
    for at in pair:
        assert at.rows("SELECT DISTINCT node FROM ledger_fact") == [(at.name,)]
        assert at.rows("SELECT DISTINCT node FROM intake_complaint") == [(at.name,)]
        at.run("audit", "audit", "verify")
    opens_at_home_only(pair, people)
    with pair.province.working():
        assert fill_stock() == 0, "a province gives out what was leased to it and no more"


def opens_at_home_only(pair: Nation, people: dict[str, list[Reporter]]) -> None:
    for at, other in (tuple(pair), tuple(pair)[::-1]):
        one = people[at.name][0]
        assert one.code is not None
        assert f">{one.code.locator[-4:]}<" in one.come_back()
        one.base = other.public
        with pytest.raises(GaveUp, match="the code opens nothing"):
            one.come_back()
