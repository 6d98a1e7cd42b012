"""The shape of what is typed into a dossier."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from amaan.casework.rules.dossier import EntryKind
from amaan.directory.queries.choices import listed
from amaan.identity.actions import Particulars
from amaan.ui.choices import in_words, unanswered

LONGEST = 8000


class DateInput(forms.DateInput):
    """The browser's own date field; dates are written as 2026-11-24 in both languages."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class EntryForm(forms.Form):
    kind = forms.TypedChoiceField(
        label=_("What it is"),
        choices=in_words("casework:label.entry", EntryKind),
        coerce=EntryKind,
    )
    happened_on = forms.DateField(
        label=_("When it happened"), widget=DateInput(), initial=localdate
    )
    text = forms.CharField(
        label=_("What happened"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )


class PersonForm(forms.Form):
    """A person of a dossier; only the name must be given, and "not known" is a real answer."""

    role = forms.ChoiceField(
        label=_("Role in the matter"),
        choices=in_words("casework:label.party", ("AFFECTED", "WITNESS", "ACCUSED", "GUARDIAN")),
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    father = forms.CharField(label=_("Name of father or husband"), max_length=120, required=False)
    cnic = forms.CharField(
        label=_("Identity card number"), max_length=20, required=False, help_text=_("13 digits")
    )
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    sex = forms.ChoiceField(
        label=_("Sex"), choices=in_words("casework:label.sex", ("UNKNOWN", "FEMALE", "MALE", "X"))
    )
    age = forms.ChoiceField(
        label=_("Age"),
        choices=in_words("casework:label.age_known", ("NOT_KNOWN", "ADULT", "CHILD")),
    )

    def particulars(self) -> Particulars:
        given = {name: value for name, value in self.cleaned_data.items() if name != "role"}
        return Particulars(**given)


class StartForm(forms.Form):
    title = forms.CharField(
        label=_("Title of the dossier"),
        max_length=160,
        help_text=_("Sealed; only your unit reads it."),
    )


class DeclineWorkForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), choices=unanswered(listed("decline_reason")))


class QuestionForm(forms.Form):
    words = forms.CharField(
        label=_("Question to the reporter"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ProposedOutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=unanswered(listed("outcome_code")))
    entry = forms.ChoiceField(label=_("Entry that shows it"))
    words = forms.CharField(
        label=_("What the reporter reads"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Behind the code. No office, no names when the reporter is at risk."),
    )

    def __init__(self, *args: Any, entries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entry"].choices = unanswered(entries)  # type: ignore[attr-defined]


class CloseDossierForm(forms.Form):
    reason = forms.CharField(label=_("Why it is closed"), max_length=400)
