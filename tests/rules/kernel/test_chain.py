"""Does every edit, gap, swap or forged leaf change the hash?"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.kernel import merkle
from amaan.kernel.chain import GENESIS, canonical, link_hash
from amaan.kernel.ids import Ref

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8"), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
EVENTS = st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=5), VALUES, max_size=5)
LEAVES = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    bytes(range(0x40, 0x44)),
    bytes(range(0x50, 0x58)),
    bytes(range(0x60, 0x70)),
]
# Published with the tests of Certificate Transparency (RFC 6962) for one to eight leaves.
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


class Colour(StrEnum):
    RED = "RED"


def chained(events: Sequence[bytes]) -> bytes:
    head = GENESIS
    for event in events:
        head = link_hash(head, event)
    return head


def test_an_event_has_one_spelling() -> None:
    moment = datetime(2024, 3, 18, 10, 0, 0, 5, tzinfo=timezone(timedelta(hours=5)))
    event = {
        "on": date(2024, 3, 18),
        "at": moment,
        "about": Ref("complaint", UUID(int=1)),
        "id": UUID(int=2),
        "sealed": b"\x00\xff",
        "state": Colour.RED,
        "list": (1, True, None, {"ب": "۱"}),
    }
    assert canonical(event).decode() == (
        '{"about":"complaint:00000000-0000-0000-0000-000000000001",'
        '"at":"2024-03-18T05:00:00.000005+00:00","id":"00000000-0000-0000-0000-000000000002",'
        '"list":[1,true,null,{"ب":"۱"}],"on":"2024-03-18","sealed":"00ff","state":"RED"}'
    )


@given(EVENTS)
def test_the_order_of_keys_does_not_matter(event: dict[str, object]) -> None:
    assert canonical(dict(reversed(event.items()))) == canonical(event)


@given(EVENTS, EVENTS)
def test_two_events_share_a_spelling_only_when_they_are_equal(
    one: dict[str, object], other: dict[str, object]
) -> None:
    assert (canonical(one) == canonical(other)) is (repr(_sorted(one)) == repr(_sorted(other)))


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return sorted((key, _sorted(item)) for key, item in value.items())
    return [_sorted(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("value", [0.5, {1: "a"}, {"a": {2: 3}}, object(), {1, 2}])
def test_what_has_no_one_spelling_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical({"value": value})


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        canonical({"at": datetime(2024, 3, 18)})  # noqa: DTZ001  (that is the fault)


def test_a_link_hashes_the_one_before_and_the_event() -> None:
    event = canonical({"kind": "referral.sent"})
    assert link_hash(GENESIS, event) == sha256(bytes(32) + event).digest()
    with pytest.raises(ValueError, match="32 bytes"):
        link_hash(b"", event)


@pytest.mark.security("12a")
@given(st.lists(st.binary(max_size=8), min_size=2, max_size=8, unique=True), st.data())
def test_edit_delete_insert_reorder_and_truncate_change_the_head(
    events: list[bytes], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(events) - 2))
    before, here, after = events[:place], events[place], events[place + 1 :]
    tampered = [
        [*before, here + b"!", *after],
        [*before, *after],
        [*before, here, b"new event", *after],
        [*before, after[0], here, *after[1:]],
        events[:-1],
    ]
    head = chained(events)
    assert all(chained(other) != head for other in tampered)


@pytest.mark.parametrize("size", range(1, 9))
def test_the_root_is_that_of_rfc_6962(size: int) -> None:
    assert merkle.root(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    assert merkle.root([]) == sha256(b"").digest()


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=40))
def test_the_root_splits_at_the_largest_power_of_two(leaves: list[bytes]) -> None:
    assert merkle.root(leaves) == as_the_rfc_defines_it(leaves)


def as_the_rfc_defines_it(leaves: list[bytes]) -> bytes:
    if len(leaves) == 1:
        return merkle.leaf_hash(leaves[0])
    split = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = as_the_rfc_defines_it(leaves[:split]), as_the_rfc_defines_it(leaves[split:])
    return sha256(b"\x01" + left + right).digest()


def test_an_inner_node_cannot_pass_as_a_leaf() -> None:
    pair = [b"a", b"b"]
    forged = merkle.leaf_hash(b"a") + merkle.leaf_hash(b"b")
    assert merkle.root([forged]) != merkle.root(pair)
