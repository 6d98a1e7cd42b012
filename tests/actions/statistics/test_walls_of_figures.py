"""The database itself decides who reads and who adds figures, by the permission behind the pass."""

from datetime import datetime, timezone
from uuid import UUID

import pytest
from django.db import ProgrammingError

from amaan.access.transactions import reading
from amaan.kernel.actor import Actor, ActorKind
from amaan.node.endpoint import Endpoint
from amaan.security.rules.roles import Role
from amaan.statistics.actions import import_official
from amaan.statistics.models import OfficialFigure, QuarantinedFigure
from tests.actions.statistics.seats import seated
from tests.sites import as_role
from tests.twins.official import TWIN

AT = datetime(2026, 11, 24, 9, 0, tzinfo=timezone.utc)
NOBODY = Actor(ActorKind.STAFF)


@pytest.fixture(autouse=True)
def database(db: Endpoint) -> None:
    """A database with the reference directory."""


def load(by: Actor) -> UUID:
    return import_official(content=TWIN.read_bytes(), name="twin.csv", by=by, at=AT).source


def seen_by(actor: Actor) -> tuple[int, int]:
    with reading(actor):
        return OfficialFigure.objects.count(), QuarantinedFigure.objects.count()


def test_without_a_pass_nobody_reads() -> None:
    with as_role("worker"):
        load(Actor.system("import"))
    assert seen_by(NOBODY) == (0, 0)
    assert seen_by(seated(Role.RESEARCHER_PUBLIC)) == (35, 7)


def test_who_may_only_read_cannot_add() -> None:
    with pytest.raises(ProgrammingError, match="row-level security"):
        load(seated(Role.RESEARCHER_PUBLIC))


def test_who_may_import_can_add() -> None:
    desk = seated(Role.FEDERAL_DESK)
    load(desk)
    assert seen_by(desk) == (35, 7)


@pytest.mark.parametrize("role", ["public", "stats", "audit"])
def test_other_processes_see_no_table(role: str) -> None:
    with as_role(role), pytest.raises(ProgrammingError, match="permission denied"):
        seen_by(NOBODY)
