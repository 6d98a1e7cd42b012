"""The shape of what desk and screener type; whether it may be done is asked elsewhere."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from amaan.directory.queries.choices import Choices, listed
from amaan.kernel.urgency import Urgency
from amaan.screening.actions.deciding import Finding
from amaan.screening.rules.decision import Outcome
from amaan.screening.rules.elements import Age, AgeBasis, ElementAnswer, Elements
from amaan.ui.choices import in_words, unanswered

LONGEST = 8000


ELEMENT = in_words("screening:label.element", ElementAnswer)
OUTCOME = in_words("screening:label.outcome", Outcome)
URGENCY = in_words("intake:label.urgency", Urgency)


class DecisionForm(forms.Form):
    """Elements, outcome and reasons of one screening."""

    age = forms.ChoiceField(
        label=_("Age of the person"), choices=in_words("screening:label.age", Age)
    )
    age_basis = forms.ChoiceField(
        label=_("How the age is known"), choices=in_words("screening:label.age_basis", AgeBasis)
    )
    act = forms.ChoiceField(
        label=_("Act: recruited, moved, handed over, kept or received"), choices=ELEMENT
    )
    means = forms.ChoiceField(
        label=_("Means: force, threat, deceit or abuse of need"), choices=ELEMENT
    )
    purpose = forms.ChoiceField(label=_("Purpose: exploitation"), choices=ELEMENT)
    crossing_for_pay = forms.ChoiceField(label=_("Paid crossing of a border"), choices=ELEMENT)
    forms_found = forms.MultipleChoiceField(
        label=_("Form of exploitation"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=listed("form"),
    )
    outcome = forms.ChoiceField(label=_("What you conclude"), choices=OUTCOME)
    urgency = forms.ChoiceField(label=_("Urgency"), choices=URGENCY)
    reasons = forms.CharField(
        label=_("Reasons"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What in the report speaks for each answer. A second person reads this."),
    )

    def finding(self) -> Finding:
        """The cleaned answers as the action takes them."""
        given = self.cleaned_data
        elements = Elements(
            Age(given["age"]),
            ElementAnswer(given["act"]),
            ElementAnswer(given["means"]),
            ElementAnswer(given["purpose"]),
            ElementAnswer(given["crossing_for_pay"]),
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

    outcome = forms.TypedChoiceField(label=_("What you conclude"), choices=OUTCOME, coerce=Outcome)
    urgency = forms.TypedChoiceField(label=_("Urgency"), choices=URGENCY, coerce=Urgency)
    reasons = forms.CharField(
        label=_("Reasons"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )


class AllocationForm(forms.Form):
    """To which unit; the list holds only units that may know of it."""

    unit = forms.ChoiceField(label=_("Unit"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class WordsForm(forms.Form):
    """Words that the reporter reads behind the code, or a reason."""

    words = forms.CharField(
        label=_("Words"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )


class RedirectForm(WordsForm):
    """Not trafficking: which service the reporter is told of."""

    service = forms.ChoiceField(label=_("Service to name"))

    def __init__(self, *args: Any, services: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = unanswered(services)  # type: ignore[attr-defined]


def in_three_months() -> date:
    return localdate() + timedelta(days=90)


class KeepForm(WordsForm):
    """Too thin to act: why, and when it is looked at again."""

    review_on = forms.DateField(
        label=_("Look again on"),
        widget=forms.DateInput(attrs={"type": "date"}),
        initial=in_three_months,
    )
