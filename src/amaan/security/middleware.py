"""Who is asking on the staff site? The pass in the cookie, resolved by the database once a request.

A page with a lock opens to nobody without a live pass: a reader is led to the door, a writer keeps
what was typed (design.md section 10).
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from amaan.access.locks import Everyone, lock_of
from amaan.access.passes import renew
from amaan.kernel.actor import Actor
from amaan.kernel.ids import uuid7
from amaan.security.presenters.keeping import keep_input
from amaan.security.queries.seat_of_pass import holder_of
from amaan.security.rules.passes import IDLE

RENEW_BELOW = timedelta(minutes=13)
FOR_PROGRAMS = "/api/"
OPEN = {Everyone.SIGN_IN, Everyone.HEALTH, Everyone.PUBLIC_PAGE, Everyone.REPORTER}


class StaffMiddleware:
    """Sets `request.actor` (None without a live pass) and keeps a used pass alive."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        actor = actor_of(request)
        request.actor = actor  # type: ignore[attr-defined]
        stale = actor is None and bool(request.COOKIES.get(settings.AMAAN_PASS_COOKIE))
        if stale:
            end_session(request)
        response = self.get_response(request)
        if stale and settings.AMAAN_PASS_COOKIE not in response.cookies:
            response.delete_cookie(settings.AMAAN_PASS_COOKIE, path="/", samesite="Strict")
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Before any view: no lock, no entry; no pass, only the open pages."""
        lock = lock_of(view)
        if lock is not None and lock.open_to in OPEN:
            return None
        if request.actor is None:  # type: ignore[attr-defined]
            if request.path.startswith(FOR_PROGRAMS):
                return None  # its own lock says no, in JSON
            return to_the_door(request)
        if lock is None:
            raise PermissionDenied("no lock")
        return None


def end_session(request: HttpRequest) -> None:
    """Pass and session end together: with a dead pass, password and code are asked again."""
    if hasattr(request, "session") and not request.session.is_empty():
        logout(request)


def to_the_door(request: HttpRequest) -> HttpResponseBase:
    """GET: sign in and come back. Anything else: a page that keeps what was typed."""
    if request.method not in {"GET", "HEAD"}:
        return keep_input(request)
    door = reverse("take_seat" if request.user.is_authenticated else "account_login")
    wanted = request.get_full_path()
    address = door if wanted == "/" else f"{door}?{urlencode({'next': wanted})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": door})
    return redirect(address)


def actor_of(request: HttpRequest) -> Actor | None:
    """The seat behind the pass cookie; None when there is none or it has ended."""
    secret = secret_in(request)
    holder = holder_of(secret, getattr(request, "request_id", None) or uuid7()) if secret else None
    if secret is None or holder is None:
        return None
    if holder.expires_at - timezone.now() < RENEW_BELOW:
        renew(secret, IDLE)
    return holder.actor


def secret_in(request: HttpRequest) -> bytes | None:
    text = request.COOKIES.get(settings.AMAAN_PASS_COOKIE, "")
    try:
        secret = bytes.fromhex(text)
    except ValueError:
        return None
    return secret if len(secret) == 32 else None
