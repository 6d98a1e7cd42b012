"""Offices and appointments: what an officer writes of them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from amaan.directory.actions import UnitTerms
from amaan.directory.forms.shapes import (
    NAME_EN,
    NAME_UR,
    CodeField,
    DayField,
    ReasonedForm,
    TextField,
)
from amaan.directory.models import Agency, Unit
from amaan.directory.queries.choices import by_name
from amaan.directory.rules.appointments import Appointment
from amaan.directory.rules.mandates import UnitKind
from amaan.ui.choices import unanswered
from amaan.ui.language import name_of

Named = list[tuple[str, str]]


class UnitForm(ReasonedForm):
    """A new office under its parent."""

    agency = forms.ChoiceField(label=_("Agency"))
    parent = forms.ChoiceField(label=_("Unit above it"), required=False)
    kind = CodeField(UnitKind, "unit_kind", label=_("Kind of unit"))
    name_en = TextField(label=NAME_EN, lang="en")
    name_ur = TextField(label=NAME_UR, lang="ur")
    territory = TextField(
        label=_("Place"),
        longest=80,
        help_text=_("A district, division or province, in either language."),
    )
    duty_contact = TextField(label=_("Duty contact"), required=False, longest=60)
    is_intake_desk = forms.BooleanField(label=_("Opens reports (intake desk)"), required=False)
    is_oversight_pool = forms.BooleanField(label=_("Oversight pool"), required=False)
    opened_on = DayField(label=_("Open from"))

    def __init__(
        self, *args: Any, agencies: list[Agency], units: list[Unit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agency", unanswered(by_name(agencies)))
        self.offer("parent", unanswered(by_name(units), blank="—"))

    def offer(self, name: str, choices: Callable[[], Named]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared above)
        field.choices = choices

    def terms(self, territory: UUID) -> UnitTerms:
        values = dict(self.cleaned_data)
        agency, parent = UUID(values.pop("agency")), values.pop("parent")
        values["territory"] = territory
        return UnitTerms(agency=agency, parent=UUID(parent) if parent else None, **values)


class CloseEntryForm(ReasonedForm):
    on = DayField(label=_("Closed from"))


class AppointmentForm(ReasonedForm):
    """An appointment by order."""

    agency = forms.ChoiceField(label=_("Body"))
    district = TextField(label=_("District"), longest=80, help_text=_("In either language."))
    name_en = TextField(label=NAME_EN, lang="en")
    name_ur = TextField(label=NAME_UR, lang="ur")
    contact = TextField(label=_("Contact"), required=False, longest=60)
    deputy_en = TextField(label=_("Deputy, in English"), required=False, lang="en")
    deputy_ur = TextField(label=_("Deputy, in Urdu"), required=False, lang="ur")
    deputy_contact = TextField(label=_("Deputy's contact"), required=False, longest=60)
    valid_from = DayField(label=_("From"))
    order_number = TextField(label=_("Number of the order"), longest=60)

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared above)
        field.choices = unanswered([(a.code, name_of(a)) for a in agencies])

    def appointment(self) -> Appointment:
        return Appointment(**self.cleaned_data)


class EndForm(ReasonedForm):
    on = DayField(label=_("Last day is the day before"))
    order_number = TextField(label=_("Number of the order"), longest=60)
