"""A route without a declared permission, or a reason to stand open, does not exist."""

import pytest

from amaan.access.locks import Everyone
from amaan.site.documents.routes import SITES, routes


@pytest.mark.security("8c")
@pytest.mark.parametrize("site", SITES)
def test_every_route_has_a_lock(site: str) -> None:
    assert [route.pattern for route in routes() if route.site == site and route.lock is None] == []


@pytest.mark.parametrize("site", SITES)
def test_there_are_routes_to_look_at(site: str) -> None:
    assert [route for route in routes() if route.site == site]


def test_public_site_asks_for_no_staff_permission() -> None:
    staff = [
        route.pattern
        for route in routes()
        if route.site == "public"
        and route.lock
        and (route.lock.permission or route.lock.open_to is Everyone.SIGNED_IN)
    ]
    assert staff == []
