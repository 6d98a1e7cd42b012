"""A chain in memory, spoiled at one row in every way: the check stops at that row."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.kernel.chain import GENESIS, link_hash
from amaan.ledger.rules.canon import COLUMNS, event_bytes
from amaan.ledger.rules.checking import (
    BadRow,
    ChainCheck,
    Link,
    MacCheck,
    VerificationReport,
    Wrong,
)

Spoil = Callable[[list[Link], int], list[Link]]


def chain_of(length: int) -> list[Link]:
    links: list[Link] = []
    previous = GENESIS
    for position in range(length):
        fact = dict.fromkeys(COLUMNS, "") | {"id": UUID(int=position), "chain": "FIA"}
        fact |= {"sealed": None, "sealed_hash": b""}
        new = link_hash(previous, event_bytes(fact))
        links.append(Link(UUID(int=position), "FIA", position, previous, new, fact))
        previous = new
    return links


def checked(links: Iterable[Link], mark: MacCheck = MacCheck.FITS) -> list[BadRow]:
    check = ChainCheck("FIA")
    for link in links:
        check.follow(link, mark)
    return check.taken()


def fact_of(link: Link) -> dict[str, object]:
    assert link.fact is not None
    return dict(link.fact)


def without_row(links: list[Link], at: int) -> list[Link]:
    return links[:at] + links[at + 1 :]


def without_fact(links: list[Link], at: int) -> list[Link]:
    return [*links[:at], replace(links[at], fact=None), *links[at + 1 :]]


def edited(links: list[Link], at: int) -> list[Link]:
    fact = fact_of(links[at]) | {"reason": "other"}
    return [*links[:at], replace(links[at], fact=fact), *links[at + 1 :]]


def link_edited(links: list[Link], at: int) -> list[Link]:
    return [*links[:at], replace(links[at], hash=b"x" * 32), *links[at + 1 :]]


def swapped(links: list[Link], at: int) -> list[Link]:
    here, there = links[at], links[at + 1]
    first = replace(here, fact_id=there.fact_id, fact=there.fact)
    second = replace(there, fact_id=here.fact_id, fact=here.fact)
    return [*links[:at], first, second, *links[at + 2 :]]


def doubled(links: list[Link], at: int) -> list[Link]:
    return [*links[:at], links[at], *links[at:]]


def from_elsewhere(links: list[Link], at: int) -> list[Link]:
    fact = fact_of(links[at]) | {"chain": "PP"}
    return [*links[:at], replace(links[at], fact=fact), *links[at + 1 :]]


def sealed_edited(links: list[Link], at: int) -> list[Link]:
    fact = fact_of(links[at]) | {"sealed": b"other"}
    return [*links[:at], replace(links[at], fact=fact), *links[at + 1 :]]


WAYS: list[tuple[Spoil, Wrong]] = [
    (without_row, Wrong.ROW_MISSING),
    (without_fact, Wrong.FACT_MISSING),
    (edited, Wrong.LINK_EDITED),
    (link_edited, Wrong.LINK_EDITED),
    (swapped, Wrong.LINK_EDITED),
    (from_elsewhere, Wrong.OTHER_CHAIN),
    (sealed_edited, Wrong.SEALED_PART_EDITED),
]


@given(st.integers(0, 12))
def test_an_untouched_chain_is_good(length: int) -> None:
    assert checked(chain_of(length)) == []


@pytest.mark.security("12a")
@pytest.mark.parametrize(("spoil", "wrong"), WAYS)
@given(at=st.integers(0, 5))
def test_the_first_bad_row_is_the_spoiled_one(spoil: Spoil, wrong: Wrong, at: int) -> None:
    first = checked(spoil(chain_of(8), at))[0]
    assert (first.chain, first.position, first.what) == ("FIA", at, wrong)


def test_a_place_taken_twice_is_named() -> None:
    first = checked(doubled(chain_of(5), 2))[0]
    assert (first.position, first.what) == (2, Wrong.POSITION_TWICE)


def test_a_mark_that_differs_is_told_from_a_link_that_differs() -> None:
    assert checked(chain_of(1), MacCheck.DIFFERS)[0].what is Wrong.MARK_DIFFERS
    assert checked(edited(chain_of(1), 0), MacCheck.UNASKED)[0].what is Wrong.FACT_EDITED


def test_one_bad_row_is_not_reported_as_many() -> None:
    assert len(checked(edited(chain_of(20), 4))) == 1


def test_a_bad_row_says_where_it_stands() -> None:
    row = BadRow(Wrong.FACT_MISSING, "FIA", 3, UUID(int=9), note="x")
    assert str(row) == f"FACT_MISSING, chain FIA, position 3, fact {UUID(int=9)}, x"
    assert str(BadRow(Wrong.ROOT_MISSING, root=2)) == "ROOT_MISSING, root 2"
    assert row.plain()["position"] == 3


def test_a_report_is_good_without_findings() -> None:
    good = VerificationReport(facts=1, pending=0, chains=1, roots=0, marks=True, seconds=0.1)
    row = BadRow(Wrong.FACT_MISSING, "FIA", 3)
    assert good.ok
    assert good.first is None
    assert replace(good, findings=[row]).first == row
