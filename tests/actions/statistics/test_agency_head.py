"""The head of an agency sees counts of it, and no record."""

import pytest

from amaan.access.transactions import one_row, reading
from amaan.intake.models import Complaint
from amaan.referral.models import Referral
from amaan.statistics.queries.agency import agency_figures
from amaan.work.models import Clock
from tests.factories.nation import actor, as_owner, reported, unit_id

pytestmark = pytest.mark.usefixtures("db")
ACTING = "UPDATE intake_complaint SET status = 'UNDER_ACTION', action_unit = %s WHERE id = %s"


def acted_on(count: int, unit: str = "Anti-trafficking circle Gujrat") -> list[object]:
    """Reports that an office acts on, without the way there."""
    made = [reported().complaint for _ in range(count)]
    for complaint in made:
        as_owner(ACTING, unit_id(unit), complaint)
    return list(made)


def seen_by(username: str) -> dict[str, int | None]:
    head = actor(username)
    with reading(head):
        return agency_figures(to=head).reports


def test_the_head_counts_the_reports_of_the_own_agency() -> None:
    acted_on(5)
    acted_on(1, "Social welfare office Gujrat")
    assert seen_by("head.fia") == {"UNDER_ACTION": 5}
    assert seen_by("head.npb") == {}


def test_a_number_below_five_is_not_told() -> None:
    acted_on(4)
    assert seen_by("head.fia") == {"UNDER_ACTION": None}


def test_what_the_own_office_is_excluded_from_is_not_counted() -> None:
    first, *_ = acted_on(5)
    as_owner(
        "INSERT INTO security_exclusion (id, record, unit, basis, added_at, added_by)"
        " VALUES (gen_random_uuid(), %s, %s, 'LINE_OF_COMMAND', now(), %s)",
        *(first, unit_id("FIA headquarters"), first),
    )
    assert seen_by("head.fia") == {"UNDER_ACTION": None}


def test_nobody_else_is_counted_for() -> None:
    acted_on(5)
    for username in ("fia.io", "npb"):
        assert seen_by(username) == {}


def test_the_head_reads_no_record() -> None:
    acted_on(5)
    head = actor("head.fia")
    with reading(head):
        for model in (Complaint, Referral, Clock):
            assert not model._default_manager.exists()
        assert one_row("SELECT count(*) FROM ledger_fact WHERE about_kind = 'complaint'", []) == (
            0,
        )
    officer = actor("federal")
    with reading(officer):  # the control: there is something to read
        assert Complaint.objects.count() == 5
