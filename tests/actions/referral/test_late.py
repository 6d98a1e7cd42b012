"""A referral that nobody answers climbs the ladder of workflows.md section 2, each rung a reader
with a task; an outcome that nobody confirms is confirmed automatically.
"""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils.timezone import now

from amaan.access.transactions import reading
from amaan.kernel.actor import Actor
from amaan.kernel.reasons import NotFound
from amaan.referral import actions
from amaan.referral.queries import needs_of, referral_for
from amaan.work.actions.sweeping import escalate_clock
from tests.actions.referral.stage import (
    between,
    column,
    count,
    live_grants,
    open_tasks,
)
from tests.factories.nation import SYSTEM, actor, as_owner, district_id, unit_id
from tests.factories.path import accepted, outcome_reported, sent
from tests.sites import as_role

pytestmark = pytest.mark.usefixtures("db")

NEEDS = "One adult, needs an appointment. (invented)"
FOCAL, PROVINCE, FEDERAL = "focal.gujrat", "coord.pb", "federal"


def climb_once(referral: UUID, kind: str = "ACCEPT") -> None:
    """The sweep comes by when the next level of one clock has just become due: the clock is set
    back, for a right that begins tomorrow opens nothing today.
    """
    sql = (
        "WITH old AS (SELECT id, now() - interval '1 second'"
        " - CASE WHEN breached_at IS NULL THEN due_at ELSE escalate_at END AS back"
        " FROM work_clock WHERE record = %s AND kind = %s)"
        " UPDATE work_clock c SET started_at = started_at + back, due_at = due_at + back,"
        " counted_from = counted_from + back, escalate_at = escalate_at + back,"
        " breached_at = breached_at + back, leadership_at = leadership_at + back"
        " FROM old WHERE old.id = c.id RETURNING c.id"
    )
    clock = as_owner(sql, referral, kind)[0][0]
    with as_role("worker"):
        assert escalate_clock(clock=clock, by=SYSTEM, at=now())


def climb_to(referral: UUID, level: int) -> None:
    """Level 0 is the lateness itself."""
    for _ in range(level + 1):
        climb_once(referral)


def rungs(referral: UUID) -> list[tuple[int, int]]:
    """(level of the clock, rung reached), as the facts tell it."""
    sql = (
        "SELECT (body->>'level')::int, (body->>'rung')::int FROM ledger_fact"
        " WHERE about = %s AND kind = 'referral.clock_late' ORDER BY sequence"
    )
    return [(level, rung) for level, rung in as_owner(sql, referral)]


def asked(referral: UUID) -> list[UUID]:
    """The seats that were asked to act, in order."""
    sql = "SELECT seat FROM work_task WHERE record = %s AND kind = 'ESCALATION' ORDER BY made_at"
    return [UUID(str(seat)) for (seat,) in as_owner(sql, referral)]


def opens(referral: UUID, by: Actor) -> str | None:
    """What is needed, as this reader opens it."""
    with reading(by):
        return needs_of(referral_for(referral, to=by), to=by)


def cannot_open(referral: UUID, by: Actor) -> None:
    with pytest.raises(NotFound):
        opens(referral, by)


def vacate(*usernames: str) -> None:
    as_owner(
        "UPDATE security_seat SET ends_on = current_date WHERE staff_id IN"
        " (SELECT id FROM security_staff WHERE username = ANY(%s))",
        list(usernames),
    )


def exclude(record: UUID, unit: UUID | None) -> None:
    as_owner(
        "INSERT INTO security_exclusion (id, record, unit, basis, added_at, added_by)"
        " VALUES (gen_random_uuid(), %s, %s, 'NAMED_OFFICE', now(), %s)",
        *(record, unit, record),
    )


def test_late_at_first_asks_the_sender_and_adds_no_reader() -> None:
    stage = between()
    referral = sent(stage.way, stage.dossier)
    before = live_grants(referral)
    climb_to(referral, 0)
    assert open_tasks(referral) == [("LATE", stage.sender.unit)]
    assert live_grants(referral) == before
    assert rungs(referral) == [(0, 0)]


@pytest.mark.parametrize(
    ("urgency", "level", "vacant", "rung", "username"),
    [
        ("U1", 1, (), 1, "shelter.gujrat"),  # the lead of the unit that is late
        ("U2", 1, (), 2, "swlead.gujrat"),  # the lead of the unit above it
        ("U1", 2, (), 3, FOCAL),
        ("U2", 2, (), 3, FOCAL),
        ("U2", 3, (), 4, PROVINCE),
        ("U2", 1, ("swlead.gujrat",), 3, FOCAL),
        ("U2", 2, (FOCAL,), 4, PROVINCE),
        ("U2", 3, (PROVINCE,), 5, FEDERAL),
        ("U2", 3, (PROVINCE, FEDERAL, "oversight.sd"), 6, "oversight"),
    ],
)
def test_each_rung_reads_it_and_is_asked(
    urgency: str, level: int, vacant: tuple[str, ...], rung: int, username: str
) -> None:
    stage = between()
    referral = sent(stage.way, stage.dossier, "SHELTER", urgency=urgency)
    by = actor(username)
    vacate(*vacant)
    climb_to(referral, level)
    assert rungs(referral)[-1] == (level, rung)
    assert asked(referral)[-1] == by.subject
    assert by.unit in live_grants(referral)
    assert opens(referral, by) == NEEDS
    assert count("work_notice WHERE record = %s AND seat = %s", referral, by.subject) == 1


def test_an_accepted_one_climbs_although_its_unit_reads_by_seats_alone() -> None:
    stage = between()
    referral = accepted(sent(stage.way, stage.dossier), stage.receiver)
    for _ in ("late", "first rung"):
        climb_once(referral, "CONTACT")
    level, rung = rungs(referral)[-1]
    assert level == 1
    assert rung > 0
    by = actor_of(asked(referral)[-1])
    assert opens(referral, by) == NEEDS


def actor_of(seat: UUID) -> Actor:
    sql = (
        "SELECT p.username FROM security_seat s JOIN security_staff p ON p.id = s.staff_id"
        " WHERE s.id = %s"
    )
    return actor(as_owner(sql, seat)[0][0])


def test_a_post_that_is_vacant_is_met_by_its_deputy() -> None:
    stage = between()
    referral = sent(stage.way, stage.dossier, "SHELTER")
    seat, district = uuid4(), district_id("Gujrat")
    as_owner(
        "INSERT INTO security_seat (id, staff_id, unit_id, role, territory_id, starts_on)"
        " SELECT %s, id, %s, 'district_focal_person', %s, '2026-01-01' FROM security_staff"
        " WHERE username = 'secretary'",
        *(seat, unit_id("Punjab coordination office"), district),
    )
    vacate(FOCAL)
    climb_to(referral, 2)
    assert (rungs(referral)[-1], asked(referral)[-1]) == ((2, 3), seat)


@pytest.mark.invariant("13a")
@pytest.mark.security("10b")
@pytest.mark.parametrize("known_of", ["referral", "dossier"])
def test_an_excluded_post_is_passed_over(known_of: str) -> None:
    """Also when the office was excluded from the dossier after the referral had been sent."""
    stage = between()
    referral = sent(stage.way, stage.dossier, "SHELTER")
    focal, above = actor(FOCAL), actor(PROVINCE)
    exclude(referral if known_of == "referral" else stage.dossier, focal.unit)
    climb_to(referral, 2)
    assert (rungs(referral)[-1], asked(referral)[-1]) == ((2, 4), above.subject)
    assert focal.unit not in live_grants(referral)
    assert count("work_task WHERE record = %s AND unit = %s", referral, focal.unit) == 0
    cannot_open(referral, focal)
    assert opens(referral, above) == NEEDS


def test_where_the_ladder_ends_the_lateness_is_still_written_down() -> None:
    stage = between()
    referral = sent(stage.way, stage.dossier)
    vacate(FOCAL, PROVINCE, FEDERAL, "oversight", "oversight.sd")
    climb_to(referral, 1)
    assert rungs(referral) == [(0, 0), (1, 0)]
    assert asked(referral) == []


@pytest.mark.invariant("2a", "2b")
@pytest.mark.parametrize("way_out", ["declined", "recalled"])
def test_whoever_was_brought_in_reads_no_more_when_it_ends(way_out: str) -> None:
    stage = between()
    referral = sent(stage.way, stage.dossier)
    focal = actor(FOCAL)
    climb_to(referral, 1)
    assert opens(referral, focal) == NEEDS
    if way_out == "declined":
        actions.decline_referral(
            referral=referral, reason="NO_CAPACITY", by=stage.receiver, at=now()
        )
    else:
        actions.recall_referral(referral=referral, reason="So.", by=stage.sender, at=now())
    cannot_open(referral, focal)
    assert focal.unit not in live_grants(referral)
    assert [kind for kind, _ in open_tasks(referral) if kind == "ESCALATION"] == []


@pytest.mark.invariant("17b")
def test_an_outcome_that_nobody_confirms_is_confirmed_automatically_and_marked() -> None:
    stage = between()
    referral = outcome_reported(sent(stage.way, stage.dossier), stage.receiver)
    climb_once(referral, "OUTCOME_CONFIRM")
    assert (column(referral), column(referral, "closed_automatically")) == ("CLOSED", True)
    sql = "SELECT body->>'automatic', actor_kind FROM ledger_fact WHERE about = %s AND event = %s"
    assert as_owner(sql, referral, "CONFIRM") == [("true", "SYSTEM")]
    assert live_grants(referral) <= {stage.sender.unit}


def test_the_clock_of_a_confirmed_outcome_has_nothing_left_to_do() -> None:
    stage = between()
    referral = outcome_reported(sent(stage.way, stage.dossier), stage.receiver)
    actions.confirm_outcome(referral=referral, by=stage.sender, at=now())
    sql = "SELECT id FROM work_clock WHERE record = %s AND kind = 'OUTCOME_CONFIRM'"
    with as_role("worker"):
        done = escalate_clock(
            clock=as_owner(sql, referral)[0][0], by=SYSTEM, at=now() + timedelta(days=30)
        )
    assert done is False
    assert column(referral, "closed_automatically") is False
