"""The shape of what desk and screener type; whether it may be done is asked elsewhere."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amaan.directory.queries import labels_of
from amaan.intake.rules.urgency import Urgency
from amaan.screening.actions.deciding import Finding
from amaan.screening.rules.decision import Outcome
from amaan.screening.rules.elements import Age, AgeBasis, Answer, Elements
from amaan.ui import catalogues

LONGEST = 8000


def labelled(section: str, codes: type[Any]) -> list[tuple[str, str]]:
    """Choices of a code list in the reader's language."""
    lang = "ur" if get_language() == "ur" else "en"
    return [(str(code), catalogues.say(section, str(code), lang)) for code in codes]


class DecisionForm(forms.Form):
    """Elements, outcome and reasons of one screening."""

    age = forms.ChoiceField(label=_("Age of the person"))
    age_basis = forms.ChoiceField(label=_("How the age is known"))
    act = forms.ChoiceField(label=_("Act: recruited, moved, handed over, kept or received"))
    means = forms.ChoiceField(label=_("Means: force, threat, deceit or abuse of need"))
    purpose = forms.ChoiceField(label=_("Purpose: exploitation"))
    crossing_for_pay = forms.ChoiceField(label=_("Paid crossing of a border"))
    forms_found = forms.MultipleChoiceField(
        label=_("Form of exploitation"), required=False, widget=forms.CheckboxSelectMultiple
    )
    outcome = forms.ChoiceField(label=_("What you conclude"))
    urgency = forms.ChoiceField(label=_("Urgency"))
    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What in the report speaks for each answer. A second person reads this."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = {
            "age": ("screening:label.age", Age),
            "age_basis": ("screening:label.age_basis", AgeBasis),
            **dict.fromkeys(
                ("act", "means", "purpose", "crossing_for_pay"), ("screening:label.element", Answer)
            ),
            "outcome": ("screening:label.outcome", Outcome),
            "urgency": ("intake:label.urgency", Urgency),
        }
        for name, (section, codes) in lists.items():
            self.fields[name].choices = labelled(section, codes)  # type: ignore[attr-defined]
        lang = "ur" if get_language() == "ur" else "en"
        self.fields["forms_found"].choices = list(labels_of("form", lang).items())  # type: ignore[attr-defined]

    def finding(self) -> Finding:
        """The cleaned answers as the action takes them."""
        given = self.cleaned_data
        elements = Elements(
            Age(given["age"]),
            Answer(given["act"]),
            Answer(given["means"]),
            Answer(given["purpose"]),
            Answer(given["crossing_for_pay"]),
        )
        return Finding(
            elements,
            AgeBasis(given["age_basis"]),
            tuple(given["forms_found"]),
            Outcome(given["outcome"]),
            Urgency(given["urgency"]),
            given["reasons"],
        )


class ReviewForm(forms.Form):
    """A second person's view."""

    outcome = forms.ChoiceField(label=_("What you conclude"))
    urgency = forms.ChoiceField(label=_("Urgency"))
    reasons = forms.CharField(
        label=_("Reasons"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = labelled("screening:label.outcome", Outcome)  # type: ignore[attr-defined]
        self.fields["urgency"].choices = labelled("intake:label.urgency", Urgency)  # type: ignore[attr-defined]


class AllocationForm(forms.Form):
    """To which unit; the list holds only units that may know of it."""

    unit = forms.ChoiceField(label=_("Unit"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, units: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(str(ident), name) for ident, name in units]  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """Words that the reporter reads behind the code, or a reason."""

    words = forms.CharField(
        label=_("Words"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )


class RedirectForm(WordsForm):
    """Not trafficking: which service the reporter is told of."""

    service = forms.ChoiceField(label=_("Service to name"))

    def __init__(self, *args: Any, services: list[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [(str(ident), name) for ident, name in services]  # type: ignore[attr-defined]


class KeepForm(WordsForm):
    """Too thin to act: why, and when it is looked at again."""

    review_on = forms.DateField(
        label=_("Look again on"), widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["review_on"].initial = timezone.localdate() + timedelta(days=90)
