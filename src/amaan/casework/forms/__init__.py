"""The shape of what is typed into a dossier."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amaan.casework.rules.dossier import EntryKind
from amaan.directory.queries import labels_of
from amaan.identity.actions import Particulars
from amaan.ui import catalogues

LONGEST = 8000


def lang() -> str:
    return "ur" if get_language() == "ur" else "en"


class DateInput(forms.DateInput):
    """The browser's own date field; dates are written as 2026-11-24 in both languages."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class EntryForm(forms.Form):
    kind = forms.ChoiceField(label=_("What it is"))
    happened_on = forms.DateField(label=_("When it happened"), widget=DateInput())
    text = forms.CharField(
        label=_("What happened"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (str(kind), catalogues.say("casework:label.entry", str(kind), lang()))
            for kind in EntryKind
        ]
        self.fields["happened_on"].initial = timezone.localdate()


class PersonForm(forms.Form):
    """A person of a dossier; only the name must be given, and "not known" is a real answer."""

    role = forms.ChoiceField(label=_("Role in the matter"))
    name = forms.CharField(label=_("Name"), max_length=120)
    father = forms.CharField(label=_("Name of father or husband"), max_length=120, required=False)
    cnic = forms.CharField(
        label=_("Identity card number"), max_length=20, required=False, help_text=_("13 digits")
    )
    phone = forms.CharField(label=_("Phone"), max_length=20, required=False)
    sex = forms.ChoiceField(label=_("Sex"))
    age = forms.ChoiceField(label=_("Age"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = {
            "role": ("casework:label.party", ("AFFECTED", "WITNESS", "ACCUSED", "GUARDIAN")),
            "sex": ("casework:label.sex", ("UNKNOWN", "FEMALE", "MALE", "X")),
            "age": ("casework:label.age_known", ("NOT_KNOWN", "ADULT", "CHILD")),
        }
        for name, (section, codes) in lists.items():
            self.fields[name].choices = [  # type: ignore[attr-defined]
                (code, catalogues.say(section, code, lang())) for code in codes
            ]

    def particulars(self) -> Particulars:
        given = {name: value for name, value in self.cleaned_data.items() if name != "role"}
        return Particulars(**given)


class StartForm(forms.Form):
    title = forms.CharField(
        label=_("Title of the dossier"),
        max_length=160,
        help_text=_("Sealed; only your unit reads it."),
    )


class DeclineForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = list(labels_of("decline_reason", lang()).items())  # type: ignore[attr-defined]


class QuestionForm(forms.Form):
    words = forms.CharField(
        label=_("Question to the reporter"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Outcome"))
    entry = forms.ChoiceField(label=_("Entry that shows it"))
    words = forms.CharField(
        label=_("What the reporter reads"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Behind the code. No office, no names when the reporter is at risk."),
    )

    def __init__(self, *args: Any, entries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = list(labels_of("outcome_code", lang()).items())  # type: ignore[attr-defined]
        self.fields["entry"].choices = entries  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    reason = forms.CharField(label=_("Why it is closed"), max_length=400)
