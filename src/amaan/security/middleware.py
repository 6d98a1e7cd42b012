"""Who is asking on the staff site: the pass in the cookie, resolved by the database once a request."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language

from amaan.access.passes import hash_of, renew
from amaan.access.transactions import one_row
from amaan.kernel.actor import Actor, ActorKind
from amaan.kernel.ids import uuid7

IDLE = timedelta(minutes=15)
RENEW_BELOW = timedelta(minutes=13)
CONTEXT = (
    "SELECT seat, staff, unit, agency, role, territory, username, name_en, name_ur, unit_en, unit_ur, expires_at,"
    " permissions FROM security_context(%s)"
)


class StaffMiddleware:
    """Sets `request.actor` (None without a live pass) and keeps a used pass alive."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = actor_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor | None:
    """The seat behind the pass cookie; None when there is none or it has ended."""
    secret = secret_in(request)
    row = one_row(CONTEXT, [hash_of(secret)]) if secret else None
    if secret is None or row is None:
        return None
    if row[11] - timezone.now() < RENEW_BELOW:
        renew(secret, IDLE)
    return actor_from(row, secret, request)


def actor_from(row: tuple[Any, ...], secret: bytes, request: HttpRequest) -> Actor:
    urdu = get_language() == "ur"
    return Actor(
        kind=ActorKind.STAFF,
        subject=row[0],
        person=row[1],
        unit=row[2],
        agency=row[3],
        role=row[4],
        permissions=frozenset(row[12]),
        name=row[8] if urdu else row[7],
        unit_name=row[10] if urdu else row[9],
        secret=secret,
        request=getattr(request, "request_id", None) or new_request_id(),
    )


def new_request_id() -> UUID:
    return uuid7()


def secret_in(request: HttpRequest) -> bytes | None:
    text = request.COOKIES.get(settings.AMAAN_PASS_COOKIE, "")
    try:
        secret = bytes.fromhex(text)
    except ValueError:
        return None
    return secret if len(secret) == 32 else None
