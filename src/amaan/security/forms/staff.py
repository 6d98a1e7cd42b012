"""What an administrator writes about staff and their seats."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MinLengthValidator, RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amaan.directory.queries import open_units, territory_tree
from amaan.directory.queries.choices import by_name
from amaan.security.actions.seating import NewStaff, Seating
from amaan.security.rules import new_staff
from amaan.security.rules.roles import Role
from amaan.ui.choices import Choices, in_words, unanswered

USERNAME = RegexValidator(new_staff.USERNAME, _("Small letters, digits, dots, dashes."))


class StaffDayField(forms.DateField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}), **kwargs)


class NewStaffForm(forms.Form):
    """A person who will sign in."""

    username = forms.CharField(
        label=_("User name"),
        max_length=64,
        validators=[USERNAME],
        help_text=_("Small letters, digits, dots, dashes."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    name_ur = forms.CharField(
        label=_("Name in Urdu"),
        max_length=120,
        widget=forms.TextInput(attrs={"lang": "ur", "dir": "rtl"}),
    )
    password = forms.CharField(
        label=_("First password"),
        strip=False,  # as the sign-in page takes it
        validators=[MinLengthValidator(new_staff.PASSWORD_LETTERS)],
        help_text=_("At least 12 characters. Hand it over in person."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )

    def person(self) -> NewStaff:
        return NewStaff(**self.cleaned_data)


class SeatForm(forms.Form):
    """Where a person sits, as what, from when."""

    unit = forms.ChoiceField(label=_("Unit"))
    role = forms.ChoiceField(label=_("Role"))
    territory = forms.ChoiceField(
        label=_("Territory"),
        required=False,
        help_text=_("Only for roles that see the picture of a district or province."),
    )
    starts_on = StaffDayField(label=_("From"))
    certified_until = StaffDayField(label=_("Certified until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = open_units(timezone.localdate())
        places = territory_tree().rows.values()
        self.offer("unit", unanswered(by_name(units)))
        self.offer("role", in_words("label.role", Role))
        named = sorted((name, key) for key, name in by_name(places))
        self.offer("territory", unanswered([(key, name) for name, key in named], blank="—"))

    def offer(self, name: str, choices: Callable[[], Choices]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared above)
        field.choices = choices

    def seating(self, staff: UUID) -> Seating:
        said = self.cleaned_data
        return Seating(
            staff=staff,
            unit=UUID(said["unit"]),
            role=Role(said["role"]),
            starts_on=said["starts_on"],
            territory=UUID(said["territory"]) if said["territory"] else None,
            certified_until=said["certified_until"],
        )


class EndSeatForm(forms.Form):
    ends_on = StaffDayField(
        label=_("Last day is the day before"),
        help_text=_("From this day on the seat opens nothing; its sign-ins end at once."),
    )
