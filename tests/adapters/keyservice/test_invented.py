"""Uncounted links of invented people: a demonstration has them, a node in service never, and what
everybody else is counted for stays as it was (docs/adr/0018-links-of-invented-people.md).
"""

from pathlib import Path
from uuid import UUID

import pytest

from amaan.kernel.ids import uuid7
from amaan.kernel.reasons import OutsideFailed, Refused
from amaan.keyservice.core.grants import MemoryGrants
from amaan.keyservice.core.policy import QuotaPolicy
from amaan.keyservice.local_keys import LocalKeys
from amaan.keyservice.port import Door
from tests.adapters.keyservice.running import running

PEOPLE: list[tuple[UUID, str]] = [(uuid7(), side) for side in ("support", "investigation") * 5]


def test_they_are_the_links_that_one_at_a_time_gives() -> None:
    keys = LocalKeys().at(Door.WORKER)
    assert keys.link_invented(PEOPLE) == [keys.link(*each) for each in PEOPLE]


def test_they_leave_the_count_of_everybody_else_as_it_was() -> None:
    keys = LocalKeys(policy=QuotaPolicy(per_job=3)).at(Door.WORKER)
    assert len(keys.link_invented(PEOPLE)) == 10
    for each in PEOPLE[:3]:
        keys.link(*each)
    with pytest.raises(Refused, match="key-quota"):
        keys.link(*PEOPLE[3])
    assert len(keys.link_invented(PEOPLE)) == 10


def test_a_root_key_of_a_node_in_service_refuses_them() -> None:
    keys = LocalKeys(demonstration=False).at(Door.WORKER)
    with pytest.raises(Refused) as refused:
        keys.link_invented(PEOPLE)
    assert [reason.code for reason in refused.value.reasons] == ["demonstration-only"]


def test_a_node_that_is_marked_in_service_refuses_them_at_once() -> None:
    grants = MemoryGrants()
    keys = LocalKeys(grants).at(Door.WORKER)
    assert keys.link_invented(PEOPLE)
    grants.serving = True
    with pytest.raises(Refused) as refused:
        keys.link_invented(PEOPLE)
    assert [reason.code for reason in refused.value.reasons] == ["node-in-service-already"]


def test_a_daemon_with_a_root_key_of_its_own_refuses_them(tmp_path: Path) -> None:
    (tmp_path / "amaan-root-key").write_text("ab" * 32)
    with running(tmp_path / "data", CREDENTIALS_DIRECTORY=str(tmp_path)) as keyd:
        with pytest.raises(Refused, match="demonstration-only"):
            keyd.at(Door.WORKER).link_invented(PEOPLE)
        assert keyd.at(Door.WORKER).link(*PEOPLE[0])


def test_each_person_has_a_side() -> None:
    keys = LocalKeys().at(Door.WORKER)
    with pytest.raises(OutsideFailed) as failed:
        keys.link_invented([(uuid7(), "")])
    assert failed.value.permanent
