"""From the second factor to a seat: choosing one, and leaving again."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from amaan.access.locks import Everyone, open_to
from amaan.kernel.reasons import Reason, Refused
from amaan.security.actions.passing import end_pass, issue_pass, nobody
from amaan.security.adapters.known_device import remember
from amaan.security.models import Staff
from amaan.security.queries.people import seats_of, staff_with
from amaan.security.views.entering import PROVED_AT, is_fresh


@open_to(Everyone.SIGN_IN)
@require_http_methods(["GET", "POST"])
def take_seat(request: HttpRequest) -> HttpResponse:
    """After password and code: one seat is taken at once, several are offered."""
    list(messages.get_messages(request))  # the library's own words are not shown
    person = request.user.pk
    if person is None:
        return redirect("account_login")
    staff = staff_with(person)
    if staff is not None and staff.first_password:
        return redirect("new_password")
    if not Authenticator.objects.filter(user_id=person).exists():
        return redirect("mfa_activate_totp")
    if staff is None or not is_fresh(request.session.get(PROVED_AT, 0)):
        logout(request)
        return redirect("account_login")
    return seat_for(request, staff)


def seat_for(request: HttpRequest, staff: Staff) -> HttpResponse:
    person = staff.pk
    seats = list(seats_of(person, timezone.localdate()))
    chosen = request.POST.get("seat") or (str(seats[0].pk) if len(seats) == 1 else "")
    reasons: tuple[Reason, ...] = ()
    if chosen:
        try:
            secret = issue_pass(seat=seat_id(chosen), person=person, by=nobody(), at=timezone.now())
        except Refused as refused:
            reasons = refused.reasons
        else:
            response = seated(request, secret)
            remember(request, response, staff.username)
            return response
    context = {"seats": seats, "reasons": reasons, "next": onward(request)}
    return render(request, "security/seats.html", context)


def seat_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as broken:
        raise Refused(Reason("seat-not-yours")) from broken


def onward(request: HttpRequest) -> str:
    """Where the person wanted to go: a path of this site, or home."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if own and wanted.startswith("/") else "/"


def seated(request: HttpRequest, secret: bytes) -> HttpResponse:
    """On to the page wanted, with the pass in a cookie that ends with the browser."""
    request.session.cycle_key()
    response = redirect(onward(request))
    response.set_cookie(
        settings.AMAAN_PASS_COOKIE,
        secret.hex(),
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
