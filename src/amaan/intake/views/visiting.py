"""What do all public views share? Who is behind the code, which page is answered, which cookie."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now

from amaan.access import passes
from amaan.access.transactions import reading
from amaan.intake.actions.beginning import reporter
from amaan.intake.adapters.proofs import Proofs, bucket_of
from amaan.intake.adapters.thread_cookie import thread_cookie
from amaan.intake.models import Complaint
from amaan.intake.queries.own import Keys, own_answers, own_complaint, own_keys
from amaan.intake.rules.answers import Answers
from amaan.intake.rules.holding import Held
from amaan.kernel.actor import Actor
from amaan.kernel.envelope import CannotOpen
from amaan.kernel.reasons import NotFound

P = ParamSpec("P")
IDLE: Final = timedelta(minutes=10)
KEPT: Final = "kept-"  # fields of a page that wait in the page itself while the code is asked again
NOT_KEPT: Final = ("csrfmiddlewaretoken", "altcha", "ticket")


@dataclass(frozen=True, slots=True)
class Visit:
    """A reporter who is inside: who acts, and what opens the own thread."""

    held: Held = field(repr=False)
    actor: Actor = field(repr=False)
    keys: Keys = field(repr=False)
    complaint: Complaint = field(repr=False)
    answers: Answers = field(repr=False)


Inside = Callable[Concatenate[HttpRequest, Visit, P], HttpResponse]
Outside = Callable[Concatenate[HttpRequest, P], HttpResponse]


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
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_TLS:
        address = request.META.get("HTTP_X_FORWARDED_FOR", address).rpartition(",")[2].strip()
    return bucket_of(address, now().date().isoformat(), site_secret())


def held_in(request: HttpRequest) -> Held | None:
    """What the cookie holds, while it lives."""
    text = request.COOKIES.get(settings.AMAAN_PASS_COOKIE, "")
    return thread_cookie(site_secret()).open(text, int(now().timestamp())) if text else None


def carry(response: HttpResponse, held: Held) -> HttpResponse:
    """Put the cookie on: encrypted, for this browser only, ten minutes from now."""
    until = now() + IDLE
    response.set_cookie(
        settings.AMAAN_PASS_COOKIE,
        thread_cookie(site_secret()).seal(held, int(until.timestamp())),
        max_age=int(IDLE.total_seconds()),
        secure=True,
        httponly=True,
        samesite="Strict",
    )
    return response


def drop(response: HttpResponse) -> HttpResponse:
    """Take the cookie off and ask the browser to forget what it has seen here."""
    response.delete_cookie(settings.AMAAN_PASS_COOKIE, samesite="Strict")
    response.cookies[settings.AMAAN_PASS_COOKIE]["secure"] = True
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def visit_of(request: HttpRequest) -> Visit | None:
    """The one behind the cookie, when the database still knows the pass."""
    held = held_in(request)
    if held is None or not passes.renew(held.pass_secret, IDLE):
        return None
    actor = reporter(held.complaint, held.pass_secret)
    try:
        with reading(actor):
            keys = own_keys(held.reply_key, to=actor)
            complaint = own_complaint(to=actor)
            return Visit(held, actor, keys, complaint, own_answers(complaint, keys))
    except (NotFound, CannotOpen):
        return None


def behind_code(view: Inside[P]) -> Outside[P]:
    """Let in whoever holds a living pass, renew it, and ask the others for their code.

    What they typed stays in the page that asks, so nothing is lost and nothing is stored.
    """

    @wraps(view)
    def entered(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        visit = visit_of(request)
        if visit is None:
            return ask_again(request)
        response = view(request, visit, *args, **kwargs)
        if settings.AMAAN_PASS_COOKIE not in response.cookies:
            carry(response, visit.held)
        return response

    return entered


def ask_again(request: HttpRequest) -> HttpResponse:
    """The sign-in page, holding what was typed (403: the step was not taken)."""
    from amaan.intake.views.entering import sign_in_page

    typed = kept_fields(request) if request.method == "POST" else []
    return sign_in_page(request, back=request.path, kept=typed, lapsed=True, status=403)


def kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_KEPT
        for value in values
    ]


def confirmed(held: Held) -> Held:
    """The same without the code."""
    return replace(held, code="")


def show(
    request: HttpRequest, template: str, status: int = 200, **context: Any
) -> HttpResponse:
    return render(request, f"intake/{template}.html", context, status=status)


def busy(request: HttpRequest, retry_after: int, kept: list[tuple[str, str]]) -> HttpResponse:
    """503: everything is kept in the page; sending again does the same once only."""
    response = show(request, "busy", 503, kept=kept, action=request.path, seconds=retry_after)
    response.headers["Retry-After"] = str(retry_after)
    return response


def to(name: str, *args: str) -> str:
    """The address of one of our pages."""
    return reverse(f"intake:{name}", args=args)
