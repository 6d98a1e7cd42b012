"""The shape of what sender and receiver of a referral type."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from amaan.directory.queries.choices import Choices, listed
from amaan.kernel.urgency import Urgency
from amaan.referral.actions import ReferralRequest
from amaan.referral.rules.referral import Basis
from amaan.security.rules.purposes import ConsentHow
from amaan.ui import catalogues
from amaan.ui.choices import in_words, unanswered
from amaan.ui.language import current

LONGEST = 4000
HOW = (ConsentHow.SPOKEN, ConsentHow.WRITTEN, ConsentHow.GUARDIAN)


class RequestForm(forms.Form):
    """Which service, how urgent, on what the sharing rests, and the minimum it must know."""

    service = forms.ChoiceField(label=_("Service"))
    urgency = forms.ChoiceField(
        label=_("Urgency"), choices=in_words("intake:label.urgency", Urgency)
    )
    basis = forms.ChoiceField(
        label=_("On what the sharing rests"), choices=in_words("referral:label.basis", Basis)
    )
    consent_how = forms.ChoiceField(
        label=_("How the person agreed"),
        required=False,
        choices=in_words("referral:label.consent", HOW, blank="—"),
    )
    needs = forms.CharField(
        label=_("What the service must know"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The least that is needed. No story, no names of others."),
    )

    def __init__(self, *args: Any, services: Choices, standing: str, **kwargs: Any) -> None:
        """`standing` is the urgency of the matter now: said beside the question, never chosen."""
        super().__init__(*args, **kwargs)
        words = catalogues.say("intake:label.urgency", standing, current())
        self.fields["urgency"].help_text = _("The matter stands at: %(urgency)s.") % {
            "urgency": words
        }
        self.fields["service"].choices = unanswered(services)  # type: ignore[attr-defined]

    def asked(self, dossier: UUID) -> ReferralRequest:
        given = self.cleaned_data
        return ReferralRequest(
            dossier=dossier,
            service=UUID(given["service"]),
            urgency=given["urgency"],
            basis=Basis(given["basis"]),
            needs=given["needs"],
            consent_how=ConsentHow(given["consent_how"]) if given["consent_how"] else None,
        )


class DeclineReferralForm(forms.Form):
    reason = forms.ChoiceField(label=_("Reason"), choices=unanswered(listed("decline_reason")))


class TextForm(forms.Form):
    """A note of the receiving side, or why a referral is stopped or sent back."""

    text = forms.CharField(
        label=_("Words"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )


class ServiceOutcomeForm(TextForm):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=unanswered(listed("outcome_code")))
    field_order = ("outcome", "text")
