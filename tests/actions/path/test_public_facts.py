"""The database shows a reporter the public facts of the own report, whatever a query asks for."""

import pytest
from django.db import connection

from amaan.access.transactions import reading
from amaan.ledger.models import LedgerFact
from tests.factories.nation import as_owner
from tests.factories.path import path, to_started
from tests.sites import as_role

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.invariant(9)
@pytest.mark.security("7d")
@pytest.mark.any_postgres
def test_the_public_role_reads_public_facts_of_one_report_only() -> None:
    way, other = path(), path()
    to_started(way)
    hidden = "SELECT count(*) FROM ledger_fact WHERE about = %s AND release <> 'PUBLIC'"
    assert as_owner(hidden, way.complaint)[0][0] > 0
    with as_role("public"), reading(way.told.by):
        seen = set(LedgerFact.objects.values_list("release", "about"))
        assert connection.settings_dict["USER"] == "amaan_public"
    assert seen == {("PUBLIC", way.complaint)}
    assert other.complaint != way.complaint
