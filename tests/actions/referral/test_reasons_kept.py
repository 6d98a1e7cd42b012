"""Why a referral was sent back, taken back or stopped is kept in the officer's words, for the sides
that may read it and for nobody else.
"""

from uuid import UUID

import pytest
from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Refused
from amaan.referral import actions as referring
from amaan.referral.queries import progress_of, referral_for
from tests.factories.nation import actor, as_owner
from tests.factories.path import Path, path, sent, submitted, to_started

pytestmark = pytest.mark.usefixtures("db")
WHY = "Say less of the family. (invented)"


def notes(referral: UUID, reader: Actor) -> list[str]:
    with reading(reader):
        return [text for _note, text in progress_of(referral_for(referral, to=reader), to=reader)]


def a_childs(way: Path) -> UUID:
    return submitted(way, to_started(way), "LEGAL")


def test_the_reason_of_a_return_is_read_by_the_sender_and_never_by_the_receiver() -> None:
    way = path(child="YES")
    ident, lead = a_childs(way), actor("swlead.gujrat")
    referring.return_referral(referral=ident, reason=WHY, by=lead, at=now())
    assert notes(ident, way.officer) == [WHY]
    referring.submit_referral(referral=ident, by=way.officer, at=now())
    referring.clear_referral(referral=ident, by=lead, at=now())
    assert notes(ident, actor("legal.pb")) == []
    assert notes(ident, way.officer) == [WHY]


def test_the_reasons_of_taking_back_and_of_stopping_are_kept_sealed() -> None:
    for verb in (referring.recall_referral, referring.withdraw_referral):
        way = path()
        ident = sent(way, to_started(way))
        verb(referral=ident, reason=WHY, by=way.officer, at=now())
        assert notes(ident, way.officer) == [WHY]
    assert all(WHY.encode() not in bytes(row[0]) for row in as_owner(
        "SELECT text FROM referral_progress"
    ))  # fmt: skip


def test_without_a_reason_nothing_moves() -> None:
    way = path()
    ident = sent(way, to_started(way))
    with pytest.raises(Refused, match="reason-missing"):
        referring.recall_referral(referral=ident, reason="  ", by=way.officer, at=now())
    assert as_owner("SELECT status FROM referral_referral WHERE id = %s", ident) == [("SENT",)]
