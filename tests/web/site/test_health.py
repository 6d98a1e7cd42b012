"""Is a lost database told plainly, and does nobody pay for it once it is back?"""

import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from amaan.node.endpoint import Endpoint
from amaan.site.settings.staff import AMAAN_PASS_COOKIE
from tests.database import Clones
from tests.factories.nation import actor
from tests.live import LiveSites
from tests.sites import staff_site

CUT = (
    "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
    " WHERE datname = %s AND backend_type = 'client backend'"
)
AT_ONCE = 8  # as many as a site has threads, and connections in its pool
ROUNDS = 3


def test_a_lost_connection_is_said_in_plain_text(db: Endpoint, postgres: Clones) -> None:
    site = staff_site()
    assert site.get("/readyz", secure=True).content == b"ready\n"
    lost = connections["default"].connection
    with postgres.shared.server.admin() as admin:
        admin.execute("SELECT pg_terminate_backend(%s, 60000)", [lost.info.backend_pid])
    answer = site.get("/readyz", secure=True)
    connections["default"].close()
    assert answer.status_code == 503
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.content == b"no database\n"


def statuses(address: str, cookie: str = "") -> list[int]:
    """What AT_ONCE people get who ask at the same moment."""
    with ThreadPoolExecutor(AT_ONCE) as people:
        return list(people.map(lambda _: status(address, cookie), range(AT_ONCE)))


def status(address: str, cookie: str) -> int:
    request = urllib.request.Request(address, headers={"Cookie": cookie} if cookie else {})
    try:
        with urllib.request.urlopen(request) as page:
            return int(page.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_nobody_meets_an_error_after_every_connection_was_cut(
    live_sites: LiveSites, db: Endpoint, postgres: Clones
) -> None:
    secret = actor("sw.gujrat").secret
    assert secret is not None
    cookie = f"{AMAAN_PASS_COOKIE}={secret.hex()}"
    pages = [
        (f"{live_sites.staff}/reports/", cookie),
        (f"{live_sites.staff}/readyz", ""),
        (f"{live_sites.public}/", ""),
        (f"{live_sites.public}/readyz", ""),
    ]
    connections.close_all()
    for when in ("before", "after"):
        if when == "after":
            with postgres.shared.server.admin() as admin:
                assert len(admin.execute(CUT, [db.database]).fetchall()) > AT_ONCE
        found = {
            address: {status for _ in range(ROUNDS) for status in statuses(address, cookie)}
            for address, cookie in pages
        }
        assert found == {address: {200} for address, _ in pages}, when
