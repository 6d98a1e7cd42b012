"""From the password page to a seat: choosing one, and leaving again."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from amaan.access.locks import Everyone, open_to
from amaan.kernel.reasons import Refused
from amaan.security.actions.passing import end_pass, issue_pass, nobody
from amaan.security.queries.people import seats_of

TOTAL_SECONDS = 8 * 3600


@open_to(Everyone.SIGN_IN)
@require_http_methods(["GET", "POST"])
def take_seat(request: HttpRequest) -> HttpResponse:
    """After password and code: one seat is taken at once, several are offered."""
    person = request.user.pk
    if person is None:
        return redirect("account_login")
    if not Authenticator.objects.filter(user_id=person).exists():
        return redirect("mfa_activate_totp")
    seats = list(seats_of(person, timezone.localdate()))
    chosen = request.POST.get("seat") or (str(seats[0].pk) if len(seats) == 1 else "")
    reasons = ()
    if chosen:
        try:
            return seated(issue_pass(seat=UUID(chosen), person=person, by=nobody(), at=timezone.now()))
        except Refused as refused:
            reasons = refused.reasons
    return render(request, "security/seats.html", {"seats": seats, "reasons": reasons})


def seated(secret: bytes) -> HttpResponse:
    """Home, with the pass in its cookie."""
    response = redirect("home")
    response.set_cookie(
        settings.AMAAN_PASS_COOKIE,
        secret.hex(),
        max_age=TOTAL_SECONDS,
        secure=True,
        httponly=True,
        samesite="Strict",
        path="/",
    )
    return response


@open_to(Everyone.SIGN_IN)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the pass everywhere, then the session."""
    actor = getattr(request, "actor", None)
    if actor is not None:
        end_pass(by=actor, at=timezone.now())
    logout(request)
    response = redirect("account_login")
    response.delete_cookie(settings.AMAAN_PASS_COOKIE, path="/", samesite="Strict")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
