"""Who is behind the code? Every page of a reporter is entered through here."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import update_wrapper
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from amaan.access import passes
from amaan.access.transactions import reading
from amaan.intake.actions.beginning import reporter
from amaan.intake.forms.thread import TrackingCodeForm
from amaan.intake.models import Complaint
from amaan.intake.queries.own import Keys, own_answers, own_complaint, own_keys
from amaan.intake.rules.answers import Answers
from amaan.intake.rules.holding import IDLE, Held
from amaan.intake.views.asking import Aside, sign_in_page
from amaan.intake.views.basics import held_in, kept_fields, set_thread_cookie
from amaan.kernel.actor import Actor
from amaan.kernel.envelope import CannotOpen
from amaan.kernel.reasons import NotFound

P = ParamSpec("P")


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

    def entered(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        visit = visit_of(request)
        if visit is None:
            return ask_again(request)
        response = view(request, visit, *args, **kwargs)
        if settings.AMAAN_PASS_COOKIE not in response.cookies:
            set_thread_cookie(response, visit.held)
        return response

    return update_wrapper(entered, view)  # type: ignore[return-value]  # keeps the call as it is


def ask_again(request: HttpRequest) -> HttpResponse:
    """The sign-in page, holding what was typed (403: the step was not taken)."""
    typed = kept_fields(request) if request.method == "POST" else []
    return sign_in_page(request, Aside(request.path, typed, lapsed=True), TrackingCodeForm())
