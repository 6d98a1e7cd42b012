"""Published figures are loaded raw and split, once for each content, with one fact."""

from collections.abc import Iterator
from datetime import datetime, timezone

import pytest
from django.db import connections

from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Refused
from amaan.node.endpoint import Endpoint
from amaan.statistics.actions import ClaimsLoaded, load_claims
from amaan.statistics.models import StatClaim, StatValue
from tests.sites import as_role
from tests.twins.official import CLAIMS

AT = datetime(2026, 11, 24, 9, 0, tzinfo=timezone.utc)


@pytest.fixture(autouse=True)
def worker(db: Endpoint) -> Iterator[None]:
    with as_role("worker"):
        yield


def load(content: bytes) -> ClaimsLoaded:
    return load_claims(content=content, name="statistics.csv", by=Actor.system("import"), at=AT)


def fact_kinds() -> list[str]:
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT kind FROM ledger_fact WHERE kind LIKE 'statistics.%' ORDER BY sequence"
        )
        return [row[0] for row in cursor.fetchall()]


def test_every_line_is_kept_as_written_and_split() -> None:
    loaded = load(CLAIMS.read_bytes())
    assert (loaded.claims, loaded.raw_lines) == (33, ())
    assert StatClaim.objects.count() == 33
    assert StatValue.objects.count() == loaded.values
    children = StatValue.objects.get(submeasure="CHILDREN")
    assert (children.number, children.qualifier, children.unit) == (7000, "ABOUT", "PERSONS")
    assert children.claim.raw_value == "32022, about 7000 children"
    assert fact_kinds() == ["statistics.claims.loaded"]


def test_loading_again_changes_nothing() -> None:
    load(CLAIMS.read_bytes())
    assert not load(CLAIMS.read_bytes()).fresh
    assert StatClaim.objects.count() == 33
    assert len(fact_kinds()) == 1


def test_a_later_file_does_not_erase_an_earlier_one() -> None:
    load(CLAIMS.read_bytes())
    assert load(CLAIMS.read_bytes() + b"2030,something new,many,a paper,X\n").raw_lines == (35,)
    assert StatClaim.objects.count() == 33 + 34
    assert StatClaim.objects.get(split=False).raw_value == "many"


def test_a_broken_file_changes_nothing() -> None:
    with pytest.raises(Refused) as refused:
        load(CLAIMS.read_bytes() + b"2030,something new,,a paper,X\n")
    assert refused.value.reasons[0].params["line"] == 35
    assert StatClaim.objects.count() == 0
    assert fact_kinds() == []
