"""Work for later stands in the queue exactly when the action that wants it is committed."""

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import ProgrammingError

from amaan.kernel.actor import Actor, ActorKind
from amaan.work.actions import defer

if TYPE_CHECKING:
    from tests.actions.work.stage import Stage


def queued() -> list[tuple[str, dict[str, str]]]:
    from tests.actions.work.stage import sql

    return sql("owner", "SELECT task_name, args FROM procrastinate_jobs ORDER BY id")


def test_a_job_is_committed_with_its_cause_and_rolled_back_with_it(stage: "Stage") -> None:
    from tests.actions.work.stage import acting_as

    ident = uuid4()
    with acting_as(stage.actors["desk"]):
        assert defer("intake.sort", complaint=ident)
    with pytest.raises(ZeroDivisionError), acting_as(stage.actors["desk"]):
        assert (defer("intake.sort", complaint=uuid4()) or 0) / 0
    assert queued() == [("intake.sort", {"complaint": str(ident)})]


def test_the_public_process_queues_its_own_and_nothing_else(stage: "Stage") -> None:
    from amaan.access.transactions import writing
    from tests.sites import as_role

    reporter = Actor(ActorKind.REPORTER, subject=uuid4())
    with as_role("public"), writing(reporter):
        assert defer("intake.apply_acts", complaint=reporter.subject)
    no = pytest.raises(ProgrammingError, match="may not queue")
    with no, as_role("public"), writing(reporter):
        defer("work.sweep")
    assert [task for task, _ in queued()] == ["intake.apply_acts"]


def test_one_waiting_job_of_a_lock_is_enough(stage: "Stage") -> None:
    from tests.actions.work.stage import acting_as

    with acting_as(stage.actors["desk"]):
        assert defer("work.sweep", queueing_lock="one")
        assert defer("work.sweep", queueing_lock="one") is None
        assert defer("work.sweep", queueing_lock="two")
    assert len(queued()) == 2


def test_outside_an_action_or_with_a_name_in_it_nothing_is_queued(stage: "Stage") -> None:
    from tests.actions.work.stage import acting_as

    with pytest.raises(RuntimeError, match="outside an action"):
        defer("intake.sort", complaint=uuid4())
    with pytest.raises(TypeError, match="must be an id"), acting_as(stage.actors["desk"]):
        defer("intake.sort", complaint="Bibi")
    assert queued() == []
