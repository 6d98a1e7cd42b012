"""Is this process alive, and can it serve? Two pages without content, for supervisors and
balancers.
"""

import psycopg
from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from amaan.access.locks import Everyone, open_to
from amaan.kernel.reasons import OutsideFailed
from amaan.keyservice.port import key_service
from amaan.node.roles import reasons_not_to_serve
from amaan.node.row_security.gate import gate


@open_to(Everyone.HEALTH)
def livez(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("alive\n", content_type="text/plain")


@open_to(Everyone.HEALTH)
def readyz(_request: HttpRequest) -> HttpResponse:
    """200 when the database answers under the right role and the key service answers, else 503."""
    fault = database_fault() or key_service_fault()
    return HttpResponse(
        f"{fault or 'ready'}\n", content_type="text/plain", status=503 if fault else 200
    )


def database_fault() -> str:
    try:
        connection.ensure_connection()
        faults = reasons_not_to_serve(
            connection.connection, expected=settings.DATABASES["default"]["USER"]
        )
        applied = gate.look(connection.connection)
    except (Error, psycopg.Error):  # the role is asked on the driver's own connection
        return "no database"
    if not applied:
        return "other policies are in force"
    return "unsafe database role" if faults else ""


def key_service_fault() -> str:
    try:
        key_service().mac_many([b"ready?"])
    except OutsideFailed:
        return "no key service"
    return ""


urlpatterns = [path("livez", livez, name="livez"), path("readyz", readyz, name="readyz")]
