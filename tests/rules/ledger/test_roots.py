"""A signed root proves its heads, its place and its signer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from amaan.ledger.rules.checking import Wrong
from amaan.ledger.rules.root_checking import Copies, HeadCheck, RootTrail, copies_of
from amaan.ledger.rules.roots import Head, Root, RootStatement, heads_of, is_due, root_of

HOUR = datetime(2026, 11, 24, 16, tzinfo=timezone.utc)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
HEADS = {"FIA": Head(4, "aa" * 32), "PP": Head(2, "bb" * 32)}


def signed(number: int = 1, heads: Mapping[str, Head] = HEADS, after: Root | None = None) -> Root:
    statement = RootStatement("national", number, HOUR, heads)
    if after:
        statement = replace(statement, previous=after.statement.digest())
    return Root(statement, statement.root(), UUID(int=1), KEY.sign(statement.message()))


def test_a_root_comes_back_from_its_json() -> None:
    root = signed()
    assert root_of(root.plain()) == root
    assert root.is_consistent()
    assert root.is_signed_by(PUBLIC)


@pytest.mark.security("12b")
@pytest.mark.parametrize(
    "change",
    [
        {"number": 2},
        {"node": "province:PB"},
        {"previous": "cc" * 32},
        {"made_at": "2026-11-24T17:00:00.000000+00:00"},
        {"heads": {"FIA": {"height": 5, "hash": "aa" * 32}}},
    ],
)
def test_nothing_in_a_root_can_be_changed(change: dict[str, object]) -> None:
    assert not root_of(signed().plain() | change).is_signed_by(PUBLIC)


@pytest.mark.parametrize(
    "spoil",
    [{"heads": []}, {"heads": [1]}, {"root": "x"}, {"number": "x"}, {"heads": {"FIA": {}}}],
)
def test_what_is_not_a_root_is_refused(spoil: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not a signed root"):
        root_of({"node": "national"} | spoil)


def test_heads_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="not the heads"):
        heads_of({"FIA": {"height": 1}})


def test_another_key_or_no_key_does_not_fit() -> None:
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    assert not signed().is_signed_by(other)
    assert not signed().is_signed_by(b"")


@pytest.mark.security("23a")
@pytest.mark.parametrize(
    ("passed", "due"),
    [
        (timedelta(minutes=59), False),
        (timedelta(hours=1), True),
        (timedelta(hours=-72), True),
        (timedelta(hours=72), True),
    ],
)
def test_a_root_is_due_in_every_hour_of_the_clock(passed: timedelta, due: bool) -> None:
    assert is_due(HOUR, HOUR + passed) is due
    assert is_due(None, HOUR)


def test_roots_follow_one_another() -> None:
    first = signed()
    second = signed(2, after=first)
    trail = RootTrail()
    assert trail.follow(first, PUBLIC) + trail.follow(second, PUBLIC) == []


def test_a_missing_loose_or_spoiled_root_is_named() -> None:
    assert RootTrail().follow(signed(2), None)[0].what is Wrong.ROOT_MISSING
    loose = RootTrail(number=1, digest="dd" * 32).follow(signed(2), PUBLIC)[0]
    assert (loose.what, loose.root) == (Wrong.ROOT_DIFFERS, 2)
    other = replace(signed(), root=b"x" * 32)
    assert RootTrail().follow(other, PUBLIC)[0].what is Wrong.ROOT_DIFFERS
    unsigned = replace(signed(), signature=b"x" * 64)
    assert RootTrail().follow(unsigned, PUBLIC)[0].what is Wrong.ROOT_UNSIGNED
    assert RootTrail().follow(unsigned, None) == []


def test_copies_are_compared_number_by_number() -> None:
    table = {1: "a", 2: "b", 3: "c"}
    own = Copies("own", complete=True, digests={1: "a", 2: "x", 4: "d"})
    assert [(bad.what, bad.root) for bad in own.reasons_against(table)] == [
        (Wrong.ROOT_DIFFERS, 2),
        (Wrong.ROOT_NOT_KEPT, 3),
        (Wrong.ROOT_MISSING, 4),
    ]
    holder = Copies("holder", complete=False, digests={3: "c"})
    assert list(holder.reasons_against(table)) == []


def test_an_unreadable_copy_is_a_finding() -> None:
    def broken() -> object:
        yield signed()
        raise ValueError("root-2: not JSON")

    copies = copies_of("own", broken(), complete=False)  # type: ignore[arg-type]
    assert copies.digests.keys() == {1}
    assert [bad.what for bad in copies.reasons_against({})] == [
        Wrong.ROOT_UNREADABLE,
        Wrong.ROOT_MISSING,
    ]


def stored(heads: Mapping[str, Head]) -> dict[str, str]:
    return {chain: head.hash for chain, head in heads.items()}


def test_heads_that_fit_are_not_looked_up_again() -> None:
    check = HeadCheck()
    assert check.wanted(HEADS) == {"FIA": 3, "PP": 1}
    assert list(check.follow(HEADS, stored(HEADS), {"FIA": 4, "PP": 2})) == []
    assert check.wanted(HEADS) == {}
    assert HeadCheck("PP").wanted(HEADS) == {"PP": 1}


def test_a_cut_chain_is_named_at_its_first_lost_row_and_once() -> None:
    check = HeadCheck()
    found = list(check.follow(HEADS, {"PP": "bb" * 32}, {"FIA": 3, "PP": 2}))
    assert [(bad.what, bad.chain, bad.position) for bad in found] == [(Wrong.CHAIN_CUT, "FIA", 3)]
    assert check.wanted(HEADS) == {}


def test_a_rewritten_chain_is_named_after_its_last_sound_head() -> None:
    check = HeadCheck(sound={"FIA": Head(2, "ee" * 32)})
    found = list(check.follow(HEADS, stored(HEADS) | {"FIA": "00"}, {"FIA": 9, "PP": 2}))
    assert [(bad.what, bad.position) for bad in found] == [(Wrong.HEAD_DIFFERS, 2)]
