"""How does a tool that speaks WSGI enter the staff site as one of its seats?"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.test import override_settings

from tests.factories.nation import as_owner
from tests.passes import issue_pass
from tests.sites import as_role, differences

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def seat_of(username: str) -> tuple[Any, ...]:
    """Seat and person of a member of the demonstration staff."""
    seat = "SELECT s.id, p.id FROM security_seat s JOIN security_staff p ON p.id = s.staff_id"
    return as_owner(f"{seat} WHERE p.username = %s", username)[0]


def staff_application(username: str) -> Application:
    """The staff site under its own settings and role, for one who is signed in."""
    seat, person = seat_of(username)
    cookie = f"{settings.AMAAN_PASS_COOKIE}={issue_pass('STAFF', seat, person=person).hex()}"
    with override_settings(**differences("staff")):
        site = get_wsgi_application()

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ = {**environ, "HTTP_COOKIE": cookie}
        with override_settings(**differences("staff")), as_role("default"):
            return site(environ, start_response)

    return application
