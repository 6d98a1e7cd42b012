"""Index values.

Apart by kind, purpose and zone; counted for each person; logged without the value.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.kernel.ids import uuid7
from amaan.kernel.reasons import OutsideFailed, Refused
from amaan.keyservice.client import KeydClient
from amaan.keyservice.core.policy import HOUR, Counted, Quota, QuotaPolicy
from amaan.keyservice.local_keys import LocalKeys
from amaan.keyservice.port import Door, IndexKind, LookUp, token_of
from tests.adapters.keyservice.running import Keyd, Officer, running

CNIC = "3520212345671"


@pytest.mark.security("20b")
def test_values_differ_by_kind_purpose_and_zone(worker: KeydClient) -> None:
    by = LookUp(None)
    values = {
        worker.index_many(kind, purpose, [CNIC], zone, by)[0]
        for kind in (IndexKind.CNIC, IndexKind.PHONE)
        for purpose in ("identity", "linkage")
        for zone in ("PB", "SD")
    }
    assert len(values) == 8


def test_a_look_up_finds_what_intake_wrote(
    public: KeydClient, staff: KeydClient, officer: Officer
) -> None:
    written = public.index_for_intake(IndexKind.CNIC, [CNIC, "1"], "PB")
    by = LookUp(officer.secret, uuid7())
    assert staff.index_many(IndexKind.CNIC, "identity", [CNIC, "1"], "PB", by) == written
    assert {len(value) for value in written} == {32}
    names = public.tokens_for_intake(IndexKind.NAME_OWN, ["ayesha"], "PB")
    assert staff.token_many(IndexKind.NAME_OWN, "identity", ["ayesha"], "PB", by) == names


@pytest.mark.security("20a")
def test_an_exact_look_up_counts_each_value_and_stops_at_sixty_an_hour(
    keyd: Keyd, staff: KeydClient, officer: Officer
) -> None:
    by = LookUp(officer.secret, uuid7())
    staff.index_many(IndexKind.CNIC, "identity", ["1"] * 59, "PB", by)
    staff.index_many(IndexKind.PHONE, "identity", ["+923001234567"], "PB", by)
    with pytest.raises(Refused, match="key-quota"):
        staff.index_many(IndexKind.PASSPORT, "identity", ["AB1234567"], "PB", by)
    assert str(by.record) in keyd.log
    assert "923001234567" not in keyd.log


@pytest.mark.security("20a")
def test_name_searches_have_their_own_three_hundred_an_hour(
    staff: KeydClient, officer: Officer
) -> None:
    by = LookUp(officer.secret, uuid7())
    for _ in range(300):
        staff.token_many(IndexKind.NAME_PAIR, "identity", ["a b", "b c"], "PB", by)
    with pytest.raises(Refused, match="key-quota"):
        staff.token_many(IndexKind.NAME_OWN, "identity", ["a"], "PB", by)
    assert staff.index_many(IndexKind.CNIC, "identity", [CNIC], "PB", by)


def test_a_look_up_needs_a_living_pass_and_a_worker_a_known_purpose(
    staff: KeydClient, worker: KeydClient
) -> None:
    for secret, why in ((None, "pass-needed"), (b"ended", "pass-ended")):
        with pytest.raises(Refused, match=why):
            staff.index_many(IndexKind.CNIC, "identity", [CNIC], "PB", LookUp(secret))
    with pytest.raises(Refused, match="purpose-unknown"):
        worker.index_many(IndexKind.CNIC, "curiosity", [CNIC], "PB", LookUp(None))


@pytest.mark.parametrize(
    ("kind", "values", "zone"),
    [("cnic", ["1"], "PB"), ("CNIC", ["1"] * 257, "PB"), ("CNIC", ["1" * 513], "PB"),
     ("CNIC", ["1"], "P" * 65)],
)  # fmt: skip
def test_malformed_index_questions_fail(
    public: KeydClient, kind: str, values: list[str], zone: str
) -> None:
    with pytest.raises(OutsideFailed):
        public.index_for_intake(kind, values, zone)


@given(st.binary(min_size=8, max_size=64))
def test_a_token_is_a_bigint_of_the_first_eight_bytes(index: bytes) -> None:
    token = token_of(index)
    assert -(2**63) <= token < 2**63
    assert token.to_bytes(8, "big", signed=True) == index[:8]


def test_no_two_parts_of_a_question_can_be_shifted_into_each_other() -> None:
    keys = LocalKeys().at(Door.WORKER)
    one = keys.index_many("CNIC", "identity", ["1"], "PB", LookUp(None))
    two = keys.index_many("CNIC", "identity", ["1"], "PB\x1fx", LookUp(None))
    assert one != two


def test_a_quota_is_a_sliding_hour() -> None:
    now = 0.0
    quota = Quota(QuotaPolicy(per_person=dict.fromkeys(Counted, 10)), lambda: now)
    quota.take("a", Counted.EXACT, 6)
    now = HOUR / 2
    quota.take("a", Counted.EXACT, 4)
    with pytest.raises(Refused):
        quota.take("a", Counted.EXACT, 1)
    quota.take("b", Counted.EXACT, 10)
    quota.take("a", Counted.SEARCH, 10)
    now = HOUR
    quota.take("a", Counted.EXACT, 6)
    with pytest.raises(Refused):
        quota.take("a", Counted.EXACT, 1)


def test_a_text_counts_once_in_its_hour() -> None:
    now = 0.0
    quota = Quota(QuotaPolicy(per_person=dict.fromkeys(Counted, 3)), lambda: now)
    quota.open("a", "xy")
    now = HOUR / 2
    quota.open("a", "xyz")
    with pytest.raises(Refused):
        quota.open("a", "w")
    quota.open("b", "w")
    now = HOUR
    quota.open("a", "wz")
    with pytest.raises(Refused):
        quota.open("a", "xy")


def test_limits_are_configuration(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    (keys / "policy.toml").write_text('exact_per_hour = 1\nworker_purposes = ["census"]\n')
    with running(tmp_path) as keyd:
        officer = Officer()
        keyd.book.give_pass(officer.secret, officer.seat)
        with pytest.raises(Refused, match="key-quota"):
            keyd.at(Door.STAFF).index_many(
                "CNIC", "identity", ["1", "2"], "PB", LookUp(officer.secret)
            )
        worker = keyd.at(Door.WORKER)
        assert worker.index_many("CNIC", "census", ["1", "2"], "PB", LookUp(None))
