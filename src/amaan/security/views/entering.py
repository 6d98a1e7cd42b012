"""The door: password, one-time code, and setting up the phone that shows the code."""

import time
from typing import Any, cast

from allauth.account.authentication import get_authentication_records
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString

from amaan.access.locks import Everyone, Lock, place_lock
from amaan.security.forms.signing_in import ActivationForm, CodeForm, SignInForm

PROVED_AT = "second_factor_at"
PHONE_SECONDS = 290  # the library asks again after 300


class SignIn(LoginView):  # type: ignore[misc]
    """User name and password; who they belong to is never said."""

    form_class = SignInForm
    template_name = "security/sign_in.html"


class SecondFactor(AuthenticateView):  # type: ignore[misc]
    """The code of the phone. Its failures count with those of the password."""

    form_class = CodeForm
    template_name = "security/code.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form: CodeForm = self.auth_form
        if not form.still_allowed(request):
            return locked_out(request)
        if self.form.is_valid():
            request.session[PROVED_AT] = time.time()
            return self.form_valid(self.form)  # type: ignore[no-any-return]
        form.count_failure(request)
        return self.form_invalid(self.form)  # type: ignore[no-any-return]


class Activation(ActivateTOTPView):  # type: ignore[misc]
    """Setting up the phone, only in the minutes after the password was typed."""

    form_class = ActivationForm
    template_name = "security/activate.html"

    def get_success_url(self) -> str:
        return reverse("take_seat")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        secret = context["form"].secret
        context["groups"] = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        # Drawn by our own adapter from our own text.
        context["picture"] = SafeString(context["totp_svg"])
        return context

    def form_valid(self, form: ActivationForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        self.request.session[PROVED_AT] = time.time()
        return response


def just_proved(request: HttpRequest) -> bool:
    """Whether the password was typed a few minutes ago."""
    times = [record["at"] for record in get_authentication_records(request)]
    return bool(times) and time.time() - max(times) < PHONE_SECONDS


def activation(request: HttpRequest) -> HttpResponseBase:
    """Without a fresh password the way begins again at the door."""
    if not request.user.is_authenticated or not just_proved(request):
        logout(request)
        return redirect("account_login")
    if Authenticator.objects.filter(user_id=request.user.pk).exists():
        return redirect("take_seat")
    return cast("HttpResponseBase", Activation.as_view()(request))


def locked_out(
    request: HttpRequest,
    response: HttpResponse | None = None,
    credentials: dict[str, str] | None = None,
) -> HttpResponse:
    """Too many failed tries for this account; the others are not touched."""
    return render(request, "security/locked_out.html", status=429)


DOOR = Lock(open_to=Everyone.SIGN_IN)
sign_in = place_lock(SignIn.as_view(), DOOR)
second_factor = place_lock(SecondFactor.as_view(), DOOR)
place_lock(activation, DOOR)
