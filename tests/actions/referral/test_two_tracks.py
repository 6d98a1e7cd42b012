"""Victim support and the criminal matter are two tracks: what comes of one changes nothing in the
other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from django.utils.timezone import now

from amaan.access.transactions import writing
from amaan.casework.actions import add_party, close_dossier, open_dossier, write_entry
from amaan.casework.actions.dossiers import Opening
from amaan.casework.rules.dossier import Compartment, EntryKind
from amaan.identity.actions import Particulars, record_person
from amaan.intake.rules.acts import Act
from amaan.kernel.actor import Actor
from amaan.referral import actions
from tests.factories.nation import actor, as_owner
from tests.factories.path import (
    STATION,
    Path,
    act,
    outcome_reported,
    path,
    propose,
    sent,
    submitted,
    to_started,
)

pytestmark = pytest.mark.usefixtures("db")
ALIKE = Particulars(name="نمونہ شخص", cnic="35202-1234567-1", sex="FEMALE", age="ADULT")
# Every table that could tell of a dossier, and the column that names it or what hangs on it.
TOLD_IN = {
    "casework_dossier": "id",
    "casework_entry": "dossier_id",
    "casework_party": "dossier_id",
    "referral_referral": "dossier_id",
    "security_grant": "record",
    "security_exclusion": "record",
    "security_consent": "record",
    "work_clock": "record",
    "work_task": "record",
    "work_notice": "record",
    "ledger_fact": "about",
}
WRITES = (
    "UPDATE casework_dossier SET status = 'CLOSED', closed_at = now(), version = 99",
    "UPDATE referral_referral SET status = 'RECALLED'",
    "UPDATE security_grant SET ended_at = now(), ended_why = 'CLOSED' WHERE ended_at IS NULL",
    "UPDATE security_consent SET withdrawn_at = now()",
)


@dataclass
class Side:
    """One side of the matter with everything that hangs on its dossier."""

    way: Path
    dossier: UUID
    referral: UUID
    receiver: Actor

    @property
    def records(self) -> list[UUID]:
        return [self.dossier, self.referral]


def named(dossier: UUID, compartment: Compartment, by: Actor) -> None:
    """The same person, known to each side on its own."""
    person = record_person(particulars=ALIKE, compartment=compartment, by=by, at=now())
    add_party(dossier=dossier, person=person.id, role="AFFECTED", by=by, at=now())


def support() -> Side:
    way = path()
    dossier = to_started(way)
    named(dossier, Compartment.PROTECTION, way.officer)
    receiver = actor("legal.pb")
    return Side(way, dossier, sent(way, dossier), receiver)


def crime() -> Side:
    way = path(to_police="YES")
    way.officer = actor("io.city")
    dossier = to_started(way, office=STATION)
    named(dossier, Compartment.INVESTIGATION, way.officer)
    referral = submitted(way, dossier, "SHELTER")
    actions.clear_referral(referral=referral, by=actor("sho.city"), at=now())
    return Side(way, dossier, referral, actor("shelter.gujrat"))


def told(side: Side) -> dict[str, list[Any]]:
    """Every row that tells of the side, as the owner sees it."""
    return {
        table: as_owner(
            f"SELECT row_to_json(t)::text FROM {table} t WHERE {column} = ANY(%s) ORDER BY 1",
            side.records,
        )
        for table, column in TOLD_IN.items()
    }


def serve_and_close(side: Side) -> None:
    outcome_reported(side.referral, side.receiver)
    actions.confirm_outcome(referral=side.referral, by=side.way.officer, at=now())
    propose(side.way, side.dossier)
    act(side.way, Act.CONFIRM, choice="YES")
    close_dossier(dossier=side.dossier, reason="Done.", by=side.way.officer, at=now())


def fail_and_withdraw(side: Side) -> None:
    actions.decline_referral(referral=side.referral, reason="SAFETY", by=side.receiver, at=now())
    write_entry(
        dossier=side.dossier,
        kind=EntryKind.NOTE,
        text="Not found. (invented)",
        happened_on=now().date(),
        by=side.way.officer,
        at=now(),
    )
    act(side.way, Act.WITHDRAW)


def linked(side: Side, other: Side) -> bool:
    """Whether the two are sides of one matter: each side's person is told by the other."""
    sql = "SELECT count(*) FROM casework_dossier WHERE id = ANY(%s) AND link IS NOT NULL"
    return bool(as_owner(sql, [side.dossier, other.dossier])[0][0] == 2)


@pytest.mark.invariant("16a", "16b")
@pytest.mark.parametrize("outcome", [serve_and_close, fail_and_withdraw])
@pytest.mark.parametrize("first", ["support", "crime"])
def test_an_outcome_on_one_track_changes_no_row_of_the_other(
    first: str, outcome: Callable[[Side], None]
) -> None:
    sides = {"support": support(), "crime": crime()}
    one = sides.pop(first)
    (other,) = sides.values()
    assert linked(one, other)
    before, own = told(other), told(one)
    outcome(one)
    assert told(one) != own
    assert told(other) == before


@pytest.mark.invariant("16a", "16b")
@pytest.mark.security("9a")
@pytest.mark.any_postgres
@pytest.mark.parametrize("first", ["support", "crime"])
def test_the_database_lets_no_side_write_into_the_other(first: str) -> None:
    sides = {"support": support(), "crime": crime()}
    one = sides.pop(first)
    (other,) = sides.values()
    before, own = told(other), told(one)
    with writing(one.way.officer), connections["default"].cursor() as cursor:
        assert connections["default"].settings_dict["USER"] == "amaan_app"
        for sql in WRITES:
            cursor.execute(sql)
    assert told(one) != own  # what is asked of all falls on the own rows alone
    assert told(other) == before


@pytest.mark.invariant("16a", "16b")
def test_a_dossier_of_the_other_side_about_the_same_person_goes_its_own_way() -> None:
    one = support()
    police = actor("io.city")
    opening = Opening(Compartment.INVESTIGATION, "A case (invented)", "U2")
    other = open_dossier(opening=opening, by=police, at=now())
    named(other.id, Compartment.INVESTIGATION, police)
    kept = "SELECT row_to_json(d)::text FROM casework_dossier d WHERE id = %s"
    before = as_owner(kept, one.dossier)
    close_dossier(dossier=other.id, reason="No evidence.", by=police, at=now())
    assert as_owner(kept, one.dossier) == before
    assert as_owner("SELECT status FROM casework_dossier WHERE id = %s", other.id) == [("CLOSED",)]
