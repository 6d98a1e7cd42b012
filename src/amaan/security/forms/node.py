"""What an administrator says when a node is put in service or taken out of it."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from amaan.directory.queries import agencies
from amaan.directory.queries.choices import by_name
from amaan.security.actions.node import Answering
from amaan.ui.choices import Choices, unanswered


def agencies_in_words() -> Choices:
    return by_name(agencies())


class ServeForm(forms.Form):
    """Who answers for the node, under which order."""

    authority = forms.ChoiceField(
        label=_("Responsible authority"), choices=unanswered(agencies_in_words)
    )
    responsible = forms.CharField(
        label=_("Who answers for it there"),
        max_length=160,
        help_text=_("Post and name, as the order gives them."),
    )
    order_number = forms.CharField(
        label=_("Number and date of the order"),
        max_length=80,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )

    def answering(self) -> Answering:
        said = self.cleaned_data
        return Answering(UUID(said["authority"]), said["responsible"], said["order_number"])


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"), max_length=400, widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    )
