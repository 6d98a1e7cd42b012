"""Does a pass ever stand in a statement that others may read in `pg_stat_activity`?

After each statement of a page the database is asked what it shows of that connection.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connections

from amaan.node.endpoint import Endpoint
from tests.database import Clones
from tests.factories.nation import actor
from tests.sites import SiteClient, staff_site
from tests.web.intake import walking

SECRET = re.compile(r"[0-9a-f]{64}", re.IGNORECASE)
SHOWN = "SELECT query FROM pg_stat_activity WHERE pid = %s"
SETS_THE_PASS = "set_config('amaan.pass', $1, true)"


class Onlooker:
    """A superuser who only reads, as a monitoring account does."""

    def __init__(self, admin: psycopg.Connection, alias: str) -> None:
        self.admin = admin
        self.alias = alias
        self.seen: list[str] = []

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        try:
            return execute(sql, params, many, context)
        finally:
            pid = connections[self.alias].connection.info.backend_pid
            (shown,) = self.admin.execute(SHOWN, [pid]).fetchone() or ("",)
            self.seen.append(shown or "")


@contextmanager
def onlooker(at: Endpoint, postgres: Clones, alias: str, role: str) -> Iterator[Onlooker]:
    """What would be seen if the role did not hide what it does."""
    with postgres.shared.server.admin() as admin:
        admin.execute(f"ALTER ROLE {role} IN DATABASE {at.database} SET track_activities = on")
        connections[alias].close()
        looking = Onlooker(admin, alias)
        with connections[alias].execute_wrapper(looking):
            yield looking
        connections[alias].close()


def test_no_pass_of_staff_stands_in_a_statement(db: Endpoint, postgres: Clones) -> None:
    secret = actor("sw.gujrat").secret
    assert secret is not None
    with onlooker(db, postgres, "default", "amaan_app") as looking:
        answer = staff_site().carry(secret).get("/reports/", secure=True)
    assert answer.status_code == 200
    assert any(SETS_THE_PASS in shown for shown in looking.seen)
    assert [shown for shown in looking.seen if SECRET.search(shown)] == []


def test_no_pass_of_a_reporter_stands_in_a_statement(
    db: Endpoint, postgres: Clones, public_client: SiteClient
) -> None:
    with onlooker(db, postgres, "public", "amaan_public") as looking:
        walking.report(public_client)
        answer = public_client.get("/track/report/")
    assert answer.status_code == 200
    assert any(SETS_THE_PASS in shown for shown in looking.seen)
    assert [shown for shown in looking.seen if SECRET.search(shown)] == []


def test_what_a_run_time_role_does_is_not_shown_at_all(db: Endpoint, postgres: Clones) -> None:
    secret = actor("sw.gujrat").secret
    assert secret is not None
    with postgres.shared.server.admin() as admin:
        looking = Onlooker(admin, "default")
        with connections["default"].execute_wrapper(looking):
            staff_site().carry(secret).get("/reports/", secure=True)
        (own,) = admin.execute(SHOWN, [admin.info.backend_pid]).fetchone() or ("",)
    assert len(looking.seen) > 1
    assert set(looking.seen) == {""}
    assert own == SHOWN.replace("%s", "$1")  # the same look does see the statements of others
