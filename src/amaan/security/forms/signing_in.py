"""What is asked at the door, in words that never say which part was wrong."""

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm
from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from amaan.kernel.folding import latin_digits
from amaan.security.adapters.tries import credentials_of

WRONG_PAIR = _("The user name or the password is not right. Check both and try again.")
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
            found = super()._clean_with_password(credentials)
        except ValidationError as wrong:
            raise ValidationError(WRONG_PAIR) from wrong
        if not self.user.is_active:  # the library would lead to a page of its own
            raise ValidationError(WRONG_PAIR)
        return found


class TypedCode(forms.Form):
    """A code as people type it; whether it is right is not the form's to say."""

    code = code_field()

    def __init__(self, *args: Any, data: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, data=plain_digits(data), **kwargs)  # type: ignore[misc]

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"])


class OneTimeCodeForm(TypedCode, AuthenticateForm):  # type: ignore[misc]
    """The second factor. A wrong code counts as a failed sign-in of this account."""

    def count_failure(self, request: HttpRequest) -> None:
        """Tell the counter of failed sign-ins, which knows only passwords by itself."""
        said = credentials_of(self.user.username, code=True)
        user_login_failed.send(sender=__name__, credentials=said, request=request)

    def still_allowed(self, request: HttpRequest) -> bool:
        said = credentials_of(self.user.username, code=True)
        return bool(AxesProxyHandler.is_allowed(request, said))


class ActivationForm(TypedCode):
    """The first code of a new phone."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data=data)


def password_field(label: Any, help_text: Any = "") -> forms.CharField:
    """As it was typed: spaces at either end are part of a password."""
    hints = {"autocomplete": "new-password", "dir": "ltr"}
    return forms.CharField(
        label=label, help_text=help_text, strip=False, widget=forms.PasswordInput(attrs=hints)
    )


class NewPasswordForm(forms.Form):
    """A password of one's own, twice."""

    password = password_field(
        _("New password"),
        _("At least 12 characters. Several words that do not belong together are good."),
    )
    password_again = password_field(_("The new password again"))
