"""What do all public views share? The site's secret, the cookie, keys of forms, and pages."""

import secrets
from dataclasses import replace
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now

from amaan.access.sources import address_of
from amaan.intake.adapters.proofs import Proofs, bucket_of
from amaan.intake.adapters.thread_cookie import thread_cookie
from amaan.intake.rules.holding import IDLE, Held

NOT_KEPT: Final = ("csrfmiddlewaretoken", "altcha", "ticket")
Kept = list[tuple[str, str]]  # fields of a page that wait in the page itself


def site_secret() -> str:
    """The secret of the public site; its cookies, tickets and challenges hang on it."""
    return str(settings.SECRET_KEY)


def proofs() -> Proofs:
    return Proofs(site_secret())


def form_key() -> str:
    """An idempotency key of 128 random bits for a form."""
    return secrets.token_urlsafe(16)


def key_in(request: HttpRequest) -> str:
    """The idempotency key of a post; a form that lost it gets a new one."""
    return request.POST.get("key", "").replace("\x00", "")[:64] or form_key()


def bucket(request: HttpRequest) -> bytes:
    """Where a try comes from, as a hash of today; behind our own proxy, what that proxy saw."""
    return bucket_of(address_of(request), now().date().isoformat(), site_secret())


def held_in(request: HttpRequest) -> Held | None:
    """What the cookie holds, while it lives."""
    text = request.COOKIES.get(settings.AMAAN_PASS_COOKIE, "")
    return thread_cookie(site_secret()).open(text, int(now().timestamp())) if text else None


def set_thread_cookie(response: HttpResponse, held: Held) -> HttpResponse:
    """Put the cookie on: encrypted, gone with the browser; its ten minutes stand in the seal."""
    until = now() + IDLE
    response.set_cookie(
        settings.AMAAN_PASS_COOKIE,
        thread_cookie(site_secret()).seal(held, int(until.timestamp())),
        secure=True,
        httponly=True,
        samesite="Strict",
    )
    return response


def drop_thread_cookie(response: HttpResponse) -> HttpResponse:
    """Take the cookie off and ask the browser to forget what it has seen here."""
    response.delete_cookie(settings.AMAAN_PASS_COOKIE, samesite="Strict")
    response.cookies[settings.AMAAN_PASS_COOKIE]["secure"] = True
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def kept_fields(request: HttpRequest) -> Kept:
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_KEPT
        for value in values
    ]


def confirmed(held: Held) -> Held:
    """The same without the code."""
    return replace(held, code="")


def render_page(
    request: HttpRequest, template: str, status: int = 200, **context: Any
) -> HttpResponse:
    return render(request, f"intake/{template}.html", context, status=status)


def busy(request: HttpRequest, retry_after: int, kept: Kept) -> HttpResponse:
    """503: everything is kept in the page; sending again does the same once only."""
    response = render_page(
        request, "busy", 503, kept=kept, action=request.path, seconds=retry_after
    )
    response.headers["Retry-After"] = str(retry_after)
    return response


def url_for(name: str, *args: str) -> str:
    """The address of one of our pages."""
    return reverse(f"intake:{name}", args=args)
