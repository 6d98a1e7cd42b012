"""The shape of what sender and receiver of a referral type."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amaan.directory.queries import labels_of
from amaan.referral.rules.referral import Basis
from amaan.ui import catalogues

LONGEST = 4000
URGENCIES = ("U1", "U2", "U3", "U4")
HOW = ("SPOKEN", "WRITTEN", "GUARDIAN")


def lang() -> str:
    return "ur" if get_language() == "ur" else "en"


class RequestForm(forms.Form):
    """Which service, how urgent, on what the sharing rests, and the minimum it must know."""

    service = forms.ChoiceField(label=_("Service"))
    urgency = forms.ChoiceField(label=_("Urgency"))
    basis = forms.ChoiceField(label=_("On what the sharing rests"))
    consent_how = forms.ChoiceField(label=_("How the person agreed"), required=False)
    needs = forms.CharField(
        label=_("What the service must know"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The least that is needed. No story, no names of others."),
    )

    def __init__(self, *args: Any, services: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "service": [(str(ident), name) for ident, name in services],
            "urgency": said("intake:label.urgency", URGENCIES),
            "basis": said("referral:label.basis", tuple(map(str, Basis))),
            "consent_how": [("", "—"), *said("referral:label.consent", HOW)],
        }
        for name, given in choices.items():
            self.fields[name].choices = given  # type: ignore[attr-defined]


def said(section: str, codes: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(code, catalogues.say(section, code, lang())) for code in codes]


class DeclineForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = list(labels_of("decline_reason", lang()).items())  # type: ignore[attr-defined]


class TextForm(forms.Form):
    text = forms.CharField(
        label=_("Words"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )


class OutcomeForm(TextForm):
    outcome = forms.ChoiceField(label=_("Outcome"))
    field_order = ("outcome", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = list(labels_of("outcome_code", lang()).items())  # type: ignore[attr-defined]
