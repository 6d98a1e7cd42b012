"""What is asked at the door, in words that never say which part was wrong."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from amaan.kernel.folding import latin_digits

WRONG_PAIR = _("The user name or the password is not right. Check both and try again.")
WRONG_CODE = _("This code is not right. Wait for the next one and type it here.")
CODE_BOX = {
    "autocomplete": "one-time-code",
    "inputmode": "numeric",
    "maxlength": "12",
    "dir": "ltr",
    "class": "ref",
    "spellcheck": "false",
}


def code_field() -> forms.CharField:
    """Six digits, as a phone shows them; Urdu digits and spaces are taken too."""
    return forms.CharField(
        label=_("One-time code"),
        help_text=_("The six digits in the app on your phone. They change every 30 seconds."),
        widget=forms.TextInput(attrs={**CODE_BOX, "autofocus": True}),
    )


def plain_digits(data: Any) -> Any:
    if data is None:
        return None
    data = data.copy()
    data["code"] = latin_digits(data.get("code", "")).replace(" ", "")
    return data


class SignInForm(LoginForm):  # type: ignore[misc]
    """User name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label, password.help_text = _("User name"), _("Password"), ""
        login.widget.attrs = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
            "dir": "ltr",
            "autofocus": True,
        }
        password.widget.attrs = {"autocomplete": "current-password", "dir": "ltr"}

    def clean_login(self) -> str:
        """In small letters: otherwise each way of writing a name would have tries of its own."""
        return str(super().clean_login()).lower()

    def _clean_with_password(self, credentials: dict[str, str]) -> Any:
        try:
            return super()._clean_with_password(credentials)
        except ValidationError as wrong:
            raise ValidationError(WRONG_PAIR) from wrong


class TypedCode(forms.Form):
    """A code as people type it, and one sentence for every wrong one."""

    code = code_field()

    def __init__(self, *args: Any, data: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, data=plain_digits(data), **kwargs)  # type: ignore[misc]

    def clean_code(self) -> str:
        try:
            return str(super().clean_code())  # type: ignore[misc]  # of the form mixed in
        except ValidationError as wrong:
            raise ValidationError(WRONG_CODE) from wrong


class CodeForm(TypedCode, AuthenticateForm):  # type: ignore[misc]
    """The second factor. A wrong code counts as a failed sign-in of this account."""

    def count_failure(self, request: HttpRequest) -> None:
        """Tell the counter of failed sign-ins, which knows only passwords by itself."""
        user_login_failed.send(
            sender=__name__, credentials={"username": self.user.username}, request=request
        )

    def still_allowed(self, request: HttpRequest) -> bool:
        allowed = AxesProxyHandler.is_allowed(request, {"username": self.user.username})
        return bool(allowed)


class ActivationForm(TypedCode, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new phone."""
