"""What does a visitor see while the policies of the database are not those of this code?

The page that says "wait a minute" (503): before a new set is applied, the database may show more
than the code expects; while a table is closed, it shows nothing.
"""

from collections.abc import Callable

from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from psycopg.errors import InsufficientPrivilege

from amaan.access.transactions import current_alias
from amaan.node.row_security.gate import gate
from amaan.site import errors
from amaan.site.public import errors as public_errors

SOON = 15  # seconds; `amaan node migrate` needs a few
ALWAYS_ANSWERED = frozenset({"/livez", "/readyz"})


def in_force() -> bool:
    """Ask the database of this process."""
    connection = connections[current_alias()]
    try:
        connection.ensure_connection()
        return gate.look(connection.connection)
    except DatabaseError:
        return False


class StaffPolicies:
    """503 on the staff site while the gate is closed; a steady page costs no statement."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if gate.closed and request.path not in ALWAYS_ANSWERED and not in_force():
            return self.wait(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, raised: Exception) -> HttpResponse | None:
        """A closed table refuses loudly; a role that asks too much while all is in force is a bug,
        and shown as one.
        """
        refused = isinstance(raised.__cause__, InsufficientPrivilege)
        return self.wait(request) if refused and not in_force() else None

    def wait(self, request: HttpRequest) -> HttpResponse:
        return errors.busy(request, retry_after=SOON)


class PublicPolicies(StaffPolicies):
    """The same on the public site."""

    def wait(self, request: HttpRequest) -> HttpResponse:
        return public_errors.busy(request, retry_after=SOON)
