"""Do ids, references, reasons, actors and facts keep their promises?"""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amaan.kernel.actor import NOBODY, Actor, ActorKind
from amaan.kernel.fact import Fact
from amaan.kernel.ids import Ref, uuid7
from amaan.kernel.reasons import OutsideFailed, Reason, Refused, refuse_if


@given(st.integers(0, 2**48 - 2))
def test_ids_are_version_7_and_ordered_by_time(milliseconds: int) -> None:
    earlier, later = uuid7(milliseconds), uuid7(milliseconds + 1)
    assert earlier < later
    assert earlier.version == 7
    assert earlier.variant == "specified in RFC 4122"


def test_ids_of_one_moment_differ() -> None:
    assert len({uuid7(1) for _ in range(1000)}) == 1000
    assert uuid7() > uuid7(1_700_000_000_000)


@given(st.sampled_from(["complaint", "referral"]), st.uuids())
def test_a_reference_reads_back(kind: str, ident: UUID) -> None:
    assert Ref.parse(str(Ref(kind, ident))) == Ref(kind, ident)


def test_every_objection_is_raised_together() -> None:
    one, other = Reason("no-consent"), Reason("wrong-district", {"district": "D-1"})
    with pytest.raises(Refused) as refused:
        refuse_if(iter([one]), [], [other])
    assert refused.value.reasons == (one, other)
    assert str(refused.value) == "no-consent, wrong-district"


def test_no_objection_is_no_refusal() -> None:
    refuse_if([], iter(()))


def test_a_failure_outside_says_whether_trying_again_can_help() -> None:
    assert OutsideFailed("the gateway is closed", permanent=True).permanent


def test_an_actor_knows_what_it_may_and_hides_its_pass() -> None:
    actor = Actor(ActorKind.STAFF, permissions=frozenset({"intake:complaint:open"}), secret=b"pass")
    assert actor.may("intake:complaint:open")
    assert not actor.may("intake:complaint:close")
    assert "pass" not in repr(actor)
    assert Actor.system("sweep") == Actor(ActorKind.SYSTEM, NOBODY, role="sweep")


def test_a_fact_tells_nothing_that_it_was_not_given() -> None:
    fact = Fact(
        "referral.sent",
        about=Ref("referral", UUID(int=1)),
        by=Actor.system("sweep"),
        at=datetime(2024, 3, 18, tzinfo=UTC),
    )
    assert (dict(fact.body), fact.sealed, fact.key) == ({}, None, "")
