"""Services and helplines: what an officer writes of them."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from amaan.directory.actions import HelplineChange
from amaan.directory.forms.shapes import (
    NAME_EN,
    NAME_UR,
    CodeField,
    CodesField,
    DayField,
    LongTextField,
    NumberField,
    ReasonedForm,
    TextField,
    choices,
)
from amaan.directory.models import Service, Unit
from amaan.directory.queries.choices import by_name
from amaan.directory.rules.helplines import HelplineStatus
from amaan.directory.rules.offences import FORMS
from amaan.directory.rules.services import (
    AcceptedSex,
    ServiceKind,
    ServiceStatus,
    ServiceTerms,
)
from amaan.ui.choices import unanswered

MINIMUM_DATA = (
    "AGE_BAND", "SEX", "DISTRICT", "SAFE_CONTACT", "NEED", "LANGUAGE", "HEALTH_RISK", "DEPENDENTS",
)  # fmt: skip
_BETWEEN = re.compile(r"[,;،؛\n]")


class ServiceForm(ReasonedForm):
    """The wording of a service and where it is given."""

    name_en = TextField(label=NAME_EN, lang="en")
    name_ur = TextField(label=NAME_UR, lang="ur")
    kind = CodeField(ServiceKind, "service_kind", label=_("Kind of help"))
    status = CodeField(ServiceStatus, "service_status", label=_("State"))
    districts = LongTextField(
        label=_("Districts served"),
        help_text=_(
            "Names in either language, with commas between them. A province stands for all of it."
        ),
    )
    description_en = LongTextField(label=_("Description in English"), lang="en")
    description_ur = LongTextField(label=_("Description in Urdu"), lang="ur")
    capacity = NumberField(Service, "capacity", label=_("Places"), required=False)
    accepted_sex = CodeField(AcceptedSex, "accepted_sex", label=_("Who is taken"))
    minimum_age = NumberField(Service, "minimum_age", label=_("Lowest age"), required=False)
    maximum_age = NumberField(Service, "maximum_age", label=_("Highest age"), required=False)
    accepted_forms = CodesField(FORMS, "form", label=_("Only for these forms (none ticked: all)"))
    minimum_data = CodesField(
        MINIMUM_DATA, "minimum_data", label=_("What a referral must say at least")
    )
    must_accept = forms.BooleanField(label=_("Has a legal duty to accept"), required=False)
    secret_address = forms.BooleanField(
        label=_("The address is secret"),
        required=False,
        help_text=_("Then no address, phone or hours are kept here: only a contact desk."),
    )
    contact_desk = TextField(label=_("Contact desk"), required=False, longest=60)
    phone = TextField(label=_("Phone"), required=False, longest=40)
    hours_en = TextField(label=_("Hours in English"), required=False, longest=200, lang="en")
    hours_ur = TextField(label=_("Hours in Urdu"), required=False, longest=200, lang="ur")
    address_en = TextField(label=_("Address in English"), required=False, longest=300, lang="en")
    address_ur = TextField(label=_("Address in Urdu"), required=False, longest=300, lang="ur")
    listed = forms.BooleanField(label=_("Shown to the public once verified"), required=False)

    def names_of_places(self) -> tuple[str, ...]:
        parts = _BETWEEN.split(self.cleaned_data["districts"])
        return tuple(part.strip() for part in parts if part.strip())

    def terms(self, verified_on: Any = None) -> ServiceTerms:
        """A changed wording keeps the day of its last verifying: that is another act."""
        kept = {"districts", "unit"}
        values = {k: v for k, v in self.cleaned_data.items() if k not in kept}
        values |= {name: tuple(values[name]) for name in ("accepted_forms", "minimum_data")}
        return ServiceTerms(**values, verified_on=verified_on)

    @classmethod
    def initial_of(cls, row: Service, places: list[str]) -> dict[str, Any]:
        names = [name for name in cls.base_fields if name != "districts"]
        return {name: getattr(row, name) for name in names} | {"districts": ", ".join(places)}


class NewServiceForm(ServiceForm):
    """A service of one unit."""

    unit = forms.ChoiceField(label=_("Unit that gives it"))
    field_order = ("unit",)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared above)
        field.choices = unanswered(by_name(units))

    def unit_id(self) -> UUID:
        return UUID(self.cleaned_data["unit"])


class VerifyForm(ReasonedForm):
    """Somebody spoke with them on this day."""

    verified_on = DayField(label=_("Spoken with on"))


class VacancyForm(ReasonedForm):
    free = NumberField(Service, "capacity_free", label=_("Free places now"))


class HelplineForm(ReasonedForm):
    """What may be corrected about a line; its number and province stay."""

    service_en = TextField(label=_("Whom it reaches, in English"), longest=160, lang="en")
    service_ur = TextField(label=_("Whom it reaches, in Urdu"), longest=160, lang="ur")
    hours_en = TextField(label=_("Hours in English"), required=False, lang="en")
    hours_ur = TextField(label=_("Hours in Urdu"), required=False, lang="ur")
    languages = TextField(label=_("Languages spoken"), required=False, longest=80)
    status = forms.ChoiceField(label=_("State"))
    source = TextField(label=_("Source"), required=False, longest=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["status"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared above)
        settable = [status for status in HelplineStatus if status is not HelplineStatus.VERIFIED]
        field.choices = unanswered(choices("helpline_status", settable))

    def change(self) -> HelplineChange:
        return HelplineChange(**self.cleaned_data)
