"""Set-up loads every row of the project's data once, each with its fact."""

from datetime import date

import pytest
from django.db import connection, connections

from amaan.directory.actions import load_reference
from amaan.directory.models import (
    Agency,
    ClockLimit,
    Helpline,
    OffenceVersion,
    Territory,
    TerritoryFigure,
    WorkingCalendarVersion,
)
from amaan.directory.rules.helplines import HelplineStatus
from amaan.ledger.models import LedgerFact
from tests.actions.directory.desk import DATA, Desk


def test_every_place_is_loaded_under_its_parent(loaded: Desk) -> None:
    kinds = {
        kind: Territory.objects.filter(kind=kind).count()
        for kind in ("NATION", "PROVINCE", "DIVISION", "DISTRICT")
    }
    assert kinds == {"NATION": 1, "PROVINCE": 7, "DIVISION": 37, "DISTRICT": 156 + 24}
    census = Territory.objects.filter(kind="DISTRICT", parent__kind="DIVISION")
    later = Territory.objects.filter(kind="DISTRICT", parent__kind="DISTRICT")
    assert (census.count(), later.count()) == (156, 24)
    karezat = later.get(name_en="Karezat")
    assert (karezat.valid_from, karezat.valid_to) == (date(2022, 6, 7), date(2022, 12, 1))
    assert not TerritoryFigure.objects.filter(territory__in=later).exists()


def test_68_wordings_22_lines_and_their_marks(loaded: Desk) -> None:
    assert OffenceVersion.objects.count() == 68
    assert OffenceVersion.objects.filter(vintage_text="", starts_earliest=None).count() == 35
    assert OffenceVersion.objects.exclude(valid_from=None).count() == 0
    assert OffenceVersion.objects.exclude(approved_at=None).count() == 0
    assert Helpline.objects.count() == 22  # 19 rows, 1121 once for each of four provinces
    assert not Helpline.objects.exclude(last_verified=None).exists()
    assert not Helpline.objects.filter(status=HelplineStatus.VERIFIED).exists()
    assert ClockLimit.objects.filter(status="PROPOSED").count() == 43
    assert WorkingCalendarVersion.objects.count() == 8


def test_an_empty_node_gains_every_row_and_a_fact_for_each(worker: Desk) -> None:
    with connections["owner"].cursor() as owner:
        tables = "territory, directory_agency, directory_code, directory_helpline"
        more = "directory_offence_version, directory_calendar_version, directory_clock_limit"
        owner.execute(f"TRUNCATE directory_{tables}, {more} CASCADE")
    before = LedgerFact.objects.count()
    added = load_reference(DATA, **worker.who)
    assert added == {
        "territories": 225,
        "agencies": 43,
        "codes": 50,
        "helplines": 22,
        "offences": 68,
        "calendars": 8,
        "clock_limits": 43,
    }
    assert LedgerFact.objects.count() - before == sum(added.values())


def test_a_second_load_changes_nothing(loaded: Desk) -> None:
    facts = LedgerFact.objects.count()
    assert set(load_reference(DATA, **loaded.who).values()) == {0}
    assert LedgerFact.objects.count() == facts


def test_every_row_has_its_fact(loaded: Desk) -> None:
    about = set(LedgerFact.objects.values_list("about", flat=True))
    assert {row.id for row in Territory.objects.all()} <= about
    assert {row.id for row in Agency.objects.all()} <= about
    assert {row.entry for row in OffenceVersion.objects.all()} <= about


@pytest.mark.parametrize("table", ["directory_offence_version", "directory_clock_limit"])
def test_no_run_time_role_can_edit_a_version(loaded: Desk, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM information_schema.column_privileges"
            " WHERE table_name = %s AND privilege_type = 'UPDATE'"
            " AND column_name <> 'superseded_at'"
            " AND grantee IN ('amaan_app', 'amaan_worker', 'amaan_public')",
            [table],
        )
        assert cursor.fetchone() == (0,)
