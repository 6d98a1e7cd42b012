"""The first sign-in: a password that nobody else knows, then the phone that shows the codes."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from amaan.access.locks import Everyone, open_to
from amaan.kernel.reasons import Refused
from amaan.security.actions.passing import nobody
from amaan.security.actions.signing_in import choose_password, set_up_phone
from amaan.security.adapters.second_factor import new_secret, open_secret, seal_secret
from amaan.security.forms.signing_in import ActivationForm, NewPasswordForm
from amaan.security.queries.people import staff_with
from amaan.security.views.entering import CHOSEN_AT, PROVED_AT, just_proved, show_refusal
from amaan.ui.steps import run_step

PENDING = "phone_to_set_up"


@open_to(Everyone.SIGN_IN)
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def new_password(request: HttpRequest) -> HttpResponse:
    """Who hands over the first password knows it, so it is replaced before anything else."""
    staff = staff_with(request.user.pk) if request.user.is_authenticated else None
    if staff is None or not just_proved(request):
        return back_to_the_door(request)
    if not staff.first_password:
        return redirect("take_seat")
    form = NewPasswordForm(request.POST or None)
    step = run_step(
        request,
        lambda: choose_password(person=staff.pk, **form.cleaned_data, by=nobody(), at=now()),
        form=form,
    )
    if step.made:
        update_session_auth_hash(request, step.made)  # every other session of theirs ends
        request.session[CHOSEN_AT] = now().timestamp()
        return redirect("take_seat")
    context = {"form": form, "reasons": step.reasons, "username": staff.username}
    return render(request, "security/new_password.html", context)


@open_to(Everyone.SIGN_IN)
@require_http_methods(["GET", "POST"])
def activation(request: HttpRequest) -> HttpResponse:
    """Setting up the phone, only in the minutes after the password was typed."""
    staff = staff_with(request.user.pk) if request.user.is_authenticated else None
    if staff is None or not just_proved(request):
        return back_to_the_door(request)
    there = Authenticator.objects.filter(user_id=staff.pk).exists()
    if there or staff.first_password:
        return redirect("take_seat")
    secret = pending_secret(request)
    form = ActivationForm(request.POST or None)
    if form.is_valid():
        code = form.cleaned_data["code"]
        try:
            set_up_phone(person=staff.pk, secret=secret, code=code, by=nobody(), at=now())
        except Refused as refused:
            show_refusal(form, refused)
        else:
            del request.session[PENDING]
            request.session[PROVED_AT] = now().timestamp()
            return redirect("take_seat")
    return render(request, "security/activate.html", {"form": form, **drawn(request, secret)})


def pending_secret(request: HttpRequest) -> str:
    """The same secret when the page is shown again, or a phone set up meanwhile shows wrong codes.
    The session lies in the database, so it is sealed there too.
    """
    if PENDING not in request.session:
        request.session[PENDING] = seal_secret(new_secret(), settings.SECRET_KEY)
    return open_secret(request.session[PENDING], settings.SECRET_KEY)


def drawn(request: HttpRequest, secret: str) -> dict[str, object]:
    """The picture for a camera, and the key in groups for who has none."""
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    # Drawn by our own adapter from our own text.
    return {"picture": SafeString(picture), "groups": groups}


def back_to_the_door(request: HttpRequest) -> HttpResponse:
    """Without a fresh password the way begins again."""
    logout(request)
    return redirect("account_login")
