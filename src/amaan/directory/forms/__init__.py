"""The shape of what officers type into the directory."""

from amaan.directory.forms.bodies import AppointmentForm, CloseEntryForm, EndForm, UnitForm
from amaan.directory.forms.files import ImportForm
from amaan.directory.forms.law import OffenceForm, SignOffForm
from amaan.directory.forms.services import (
    HelplineForm,
    NewServiceForm,
    ServiceForm,
    VacancyForm,
    VerifyForm,
)
from amaan.directory.forms.shapes import ReasonedForm
from amaan.directory.forms.time import CalendarForm, LimitForm

__all__ = [
    "AppointmentForm",
    "CalendarForm",
    "CloseEntryForm",
    "EndForm",
    "HelplineForm",
    "ImportForm",
    "LimitForm",
    "NewServiceForm",
    "OffenceForm",
    "ReasonedForm",
    "ServiceForm",
    "SignOffForm",
    "UnitForm",
    "VacancyForm",
    "VerifyForm",
]
