"""What a reporter types besides the questions: the code, four digits, messages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amaan.intake.actions.messaging import LONGEST
from amaan.intake.forms.fields import DigitsField, one_of, words_field

QUIET = {"inputmode": "numeric", "autocomplete": "off", "dir": "ltr", "spellcheck": "false"}


class TrackingCodeForm(forms.Form):
    """The whole code in one field, in any digits, with or without spaces."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=200,
        help_text=_("20 digits. Spaces do not matter."),
        widget=forms.TextInput(attrs={**QUIET, "class": "am-input"}),
        error_messages={"required": _("Write the 20 digits of your code")},
    )


class LastDigitsForm(forms.Form):
    last = DigitsField(
        label=_("Type the last four digits"),
        max_length=20,
        help_text=_("So that we both know you have it."),
        widget=forms.TextInput(attrs={**QUIET, "class": "am-input"}),
        error_messages={"required": _("Type the last four digits of the code")},
    )


class MessageForm(forms.Form):
    """A message, or the answer to a question."""

    text = words_field(_("Write to the desk"), LONGEST, rows=4)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(_("Write a few words first"))
        return text


class SolvedForm(forms.Form):
    """The reporter's word on the outcome (workflows.md section 10)."""

    text = words_field(_("What is still wrong? You need not say."), LONGEST, rows=3)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["solved"] = one_of(
            _("Was this solved?"),
            [("YES", _("Yes")), ("PARTLY", _("Partly")), ("NO", _("No"))],
        )
        self.fields["solved"].required = True
        self.fields["solved"].error_messages["required"] = _("Choose one of the answers")
        self.order_fields(["solved", "text"])
