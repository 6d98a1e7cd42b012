"""Every question of a report on one page, for an operator who types what somebody says."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from amaan.intake.forms.report import (
    ContactForm,
    DangerForm,
    OfficeForm,
    OfficialForm,
    PeopleForm,
    SignsForm,
    StoryForm,
    WhereForm,
    WhoForm,
)
from amaan.intake.forms.thread import LastDigitsForm
from amaan.intake.rules.answers import Answers, ReporterAnswer


class WalkInForm(
    LastDigitsForm,
    ContactForm,
    OfficeForm,
    OfficialForm,
    PeopleForm,
    StoryForm,
    WhereForm,
    DangerForm,
    SignsForm,
    WhoForm,
):
    """The same questions, the same checks, and the last digits that the person reads out."""

    def clean(self) -> dict[str, Any]:
        """On one page nothing leads to the office; said alone, it would keep nobody away."""
        found = super().clean()
        office = any(found.get(name) for name in ("office_kind", "office_unit", "office_words"))
        if office and found.get("official") not in (ReporterAnswer.YES, ReporterAnswer.NOT_SURE):
            self.add_error("official", _("Say whether an official is part of this"))
        return found

    def answers(self) -> Answers:
        said: dict[str, Any] = dict(self.cleaned_data)
        del said["last"]
        return Answers().with_(**said)
