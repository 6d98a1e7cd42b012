"""The door: password and one-time code."""

from typing import Any
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import now

from amaan.access.locks import Everyone, RouteLock, place_lock
from amaan.kernel.reasons import Refused
from amaan.security.actions.passing import nobody
from amaan.security.actions.signing_in import use_code
from amaan.security.forms.signing_in import OneTimeCodeForm, SignInForm
from amaan.ui import catalogues
from amaan.ui.language import current

PROVED_AT = "second_factor_at"
CHOSEN_AT = "password_chosen_at"
FRESH_SECONDS = 15 * 60


class SignIn(LoginView):  # type: ignore[misc]
    """User name and password; who they belong to is never said."""

    form_class = SignInForm
    template_name = "security/sign_in.html"


class SecondFactor(AuthenticateView):  # type: ignore[misc]
    """The code of the phone. Wrong ones count; one that is right and spent does not."""

    form_class = OneTimeCodeForm
    template_name = "security/code.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form: OneTimeCodeForm = self.auth_form
        if not form.still_allowed(request):
            return locked_out(request)
        if form.is_valid() and self.proved(form, form.user.pk):
            request.session[PROVED_AT] = now().timestamp()
            return self.form_valid(form)  # type: ignore[no-any-return]
        return self.form_invalid(form)  # type: ignore[no-any-return]

    def proved(self, form: OneTimeCodeForm, person: UUID) -> bool:
        code = form.cleaned_data["code"]
        try:
            form.authenticator = use_code(person=person, code=code, by=nobody(), at=now())
        except Refused as refused:
            show_refusal(form, refused)
            if "one-time-code-wrong" in {reason.code for reason in refused.reasons}:
                form.count_failure(self.request)
            return False
        return True


def show_refusal(form: Any, refused: Refused) -> None:
    """Beside the box of the code, why it was not taken."""
    for reason in refused.reasons:
        form.add_error("code", catalogues.say("reason", reason.code, current(), **reason.params))


def just_proved(request: HttpRequest) -> bool:
    """Whether this person typed a password, or chose one, some minutes ago."""
    records = get_authentication_records(request, request.user)
    times = [record["at"] for record in records]
    return is_fresh(max([*times, request.session.get(CHOSEN_AT, 0)]))


def is_fresh(at: float) -> bool:
    return now().timestamp() - at < FRESH_SECONDS


def locked_out(
    request: HttpRequest,
    response: HttpResponse | None = None,
    credentials: dict[str, str] | None = None,
) -> HttpResponse:
    """Too many failed tries for this account from here; nobody else is touched."""
    return render(request, "security/locked_out.html", status=429)


DOOR = RouteLock(open_to=Everyone.SIGN_IN)
sign_in = place_lock(SignIn.as_view(), DOOR)
second_factor = place_lock(SecondFactor.as_view(), DOOR)
