"""Every question of a report on one page, for an operator who types what somebody says."""

from typing import Any

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
from amaan.intake.rules.answers import Answers


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

    def answers(self) -> Answers:
        said: dict[str, Any] = dict(self.cleaned_data)
        del said["last"]
        return Answers(**said)
