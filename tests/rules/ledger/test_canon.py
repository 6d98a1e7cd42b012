"""The bytes that are marked and chained: complete, and the same after a stay in the database."""

import json
from datetime import date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.kernel.ids import Ref
from amaan.ledger.rules.canon import COLUMNS, body_of, event_bytes, sealed_hash

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
SIMPLE = st.none() | st.booleans() | st.integers() | TEXT | st.uuids()
VALUES = st.recursive(
    SIMPLE | st.datetimes(timezones=st.just(timezone.utc)) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


def fact_row(**changed: object) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(COLUMNS, "")
    row |= {"id": UUID(int=7), "sequence": 1, "body": {"a": 1}, "nonce": b"n" * 16}
    return row | {"sealed_hash": b"", "sealed": None} | changed


@given(st.dictionaries(TEXT, VALUES, max_size=4))
def test_a_body_is_already_what_the_database_gives_back(body: dict[str, Any]) -> None:
    kept = body_of(body)
    assert json.loads(json.dumps(kept)) == kept
    assert body_of(kept) == kept


@pytest.mark.parametrize("value", [0.5, {"rate": 1.0}, [0.1], object(), b"bytes"])
def test_a_body_refuses_what_would_come_back_changed(value: object) -> None:
    with pytest.raises(TypeError):
        body_of({"value": value})


def test_a_body_takes_refs_days_sets_and_moments_as_text() -> None:
    ident = uuid4()
    karachi = timezone(timedelta(hours=5))
    body = body_of(
        {
            "service": Ref("service", ident),
            "on": date(2026, 11, 24),
            "at": datetime(2026, 11, 24, 5, tzinfo=karachi),
            "codes": {"B", "A"},
        }
    )
    assert body == {
        "service": f"service:{ident}",
        "on": "2026-11-24",
        "at": "2026-11-24T00:00:00.000000+00:00",
        "codes": ["A", "B"],
    }


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        body_of({"at": datetime(2026, 11, 24)})  # noqa: DTZ001  (the point of the test)


@pytest.mark.security("12a")
@pytest.mark.parametrize("column", [*COLUMNS, "sealed_hash"])
def test_every_column_counts(column: str) -> None:
    changed = fact_row(**{column: b"other" if column == "sealed_hash" else "other"})
    assert event_bytes(changed) != event_bytes(fact_row())


def test_a_sealed_part_counts_by_its_hash_alone() -> None:
    assert sealed_hash(None) == b""
    assert sealed_hash(b"envelope") == sealed_hash(b"envelope") != sealed_hash(b"envelopf")
