"""A referral between two units, and who stands around it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from amaan.kernel.actor import Actor
from amaan.kernel.reasons import Refused
from amaan.kernel.urgency import Urgency
from tests.factories.nation import actor, as_owner
from tests.factories.path import Path, path, to_started

LABOUR = "Labour office Gujrat"


@dataclass(slots=True)
class Between:
    """Social welfare sends, the legal aid office receives."""

    way: Path
    dossier: UUID
    receiver: Actor

    @property
    def sender(self) -> Actor:
        return self.way.officer


def between(*, child: bool = False) -> Between:
    """A child's referral waits to be cleared; any other goes out as soon as it is submitted."""
    way = path(child="YES") if child else path()
    made = to_started(way, Urgency.U1) if child else to_started(way)
    return Between(way, made, actor("legal.pb"))


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refused.value.reasons}


def column(referral: UUID, name: str = "status") -> Any:
    return as_owner(f"SELECT {name} FROM referral_referral WHERE id = %s", referral)[0][0]


def count(sql: str, *params: object) -> int:
    return int(as_owner(f"SELECT count(*) FROM {sql}", *params)[0][0])


def live_grants(referral: UUID) -> set[UUID]:
    """The units that may read it now."""
    sql = "SELECT unit FROM security_grant WHERE record = %s AND ended_at IS NULL"
    return {UUID(str(row[0])) for row in as_owner(sql, referral)}


def open_tasks(referral: UUID) -> list[tuple[str, UUID]]:
    sql = "SELECT kind, unit FROM work_task WHERE record = %s AND done_at IS NULL ORDER BY kind"
    return [(str(kind), UUID(str(unit))) for kind, unit in as_owner(sql, referral)]
